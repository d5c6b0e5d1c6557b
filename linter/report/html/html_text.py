"""Texts -> HTML: escaped, and those of pages quoted so that nobody takes them for what the report itself says."""

from __future__ import annotations

import html
from functools import lru_cache

from linter.report.phrases import line, plain

SOFT_HYPHEN = "\u00ad"
"""Where a long word of ours may break; it stands in headings, and in no title of a file or a tab."""
_MOST = 2000


def escaped(text: str, most: int = _MOST) -> str:
    """Return a text as HTML."""
    return html.escape(line(text, most))


def quoted(text: str, most: int = _MOST) -> str:
    """Return a text of a page as a quotation."""
    return f"<samp>{html.escape(line(text, most))}</samp>"


@lru_cache(maxsize=1024)
def repeated(text: str) -> str:
    """Return a text of a rule as a quotation; a report has it again and again."""
    return quoted(text)


def source(text: str, most: int = _MOST) -> str:
    """Return a piece of source, its white space as it is."""
    return html.escape(plain(text, most))
