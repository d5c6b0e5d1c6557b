"""What a browser makes of a page, beside what was served."""
