"""Text as it is written -> as a reader sees it."""

from __future__ import annotations

import re

from linter.page.composing import composed, is_composed

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, zero-width space, word joiner, byte-order mark: written, never seen."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_INVISIBLES = "\u00ad\u200b\u2060\ufeff"


def is_plain(text: str) -> bool:
    """Return whether text is composed already and holds nothing invisible."""
    return text.isascii() or (not any(char in text for char in _INVISIBLES) and is_composed(text))


def clean(text: str) -> str:
    """Return text as a reader sees it: composed (NFC), white space collapsed, invisible characters dropped."""
    if not text.isascii():
        text = composed(text)
        if _INVISIBLE.search(text):
            text = text.translate(INVISIBLE)
    return " ".join(text.split())


def lower(text: str) -> str:
    """Return the text in lower case, always of the same length."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
