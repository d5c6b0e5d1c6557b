"""The scripts that run in pages: `manners` in the page's own world, all others in one that the page cannot reach."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def script(name: str) -> str:
    """Return one of the scripts."""
    return (Path(__file__).parent / f"{name}.js").read_text("utf-8")
