"""Texts of pages -> Markdown that is nothing but text: no markup, link, mention or reference."""

from __future__ import annotations

import html
import re

from linter.report.phrases import line

_MARKUP = re.compile(r"[\\`*_\[\]#|<>~&]")
_REFERS = re.compile(r"(?<=[@#!~%$&])(?=\w)|(?<=:)(?=[/\w])|(?<=www)(?=\.)|(?<=GH)(?=-\d)", re.IGNORECASE)
_LISTS = re.compile(r"^(\d{0,9})([-+=.)])")
"""What makes a list or a heading at the beginning of a line."""
_NOTHING = "\u200b"


def escaped(text: str, most: int) -> str:
    """Return a text in one line as Markdown."""
    plain = _MARKUP.sub(_escape, _broken(text, most)).replace(_NOTHING, "&#8203;")
    return _LISTS.sub(r"\1\\\2", plain)


def code(text: str) -> str:
    """Return the name of a rule as code."""
    return f"`{text.replace('`', '')}`"


def as_html(text: str, most: int) -> str:
    """Return a text in one line as HTML in Markdown."""
    return html.escape(_broken(text, most)).replace(_NOTHING, "&#8203;")


def _broken(text: str, most: int) -> str:
    """Put a space of no width where GitHub and GitLab would see a mention, a reference or an address.

    They look for those in the text that is shown, so that no way of writing the signs would do.
    """
    return _REFERS.sub(_NOTHING, line(text, most).replace(_NOTHING, ""))


def _escape(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] in "<>&" else f"\\{match[0]}"
