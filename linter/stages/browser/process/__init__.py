"""The processes of the browser: found, started, watched and ended."""
