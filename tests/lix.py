"""How hard a Swedish text is to read: LIX, after C. H. Björnsson, and the length of sentences."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[-’:/.@][^\W_]+)*")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_SENTENCE = re.compile(r"[.?!](?:[”)]*\s+(?=[A-ZÅÄÖ”{])|[”)]*$)|\n")
_COLON = re.compile(r":\s")
_LONG = 6
"""Letters that a word may have without being a long one."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; what fills a message is one word, and a line is a sentence."""
    whole = _PLACEHOLDER.sub(" x ", text)
    return [part.strip() for part in _SENTENCE.split(whole) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text: an address, a time and a compound with a hyphen are one each."""
    return _WORD.findall(_PLACEHOLDER.sub(" x ", text))


def lix(text: str) -> float:
    """Return words a sentence, and long words in a hundred; a colon ends a sentence, as Björnsson counts them."""
    counted = words(text)
    ends = sum(len(_COLON.split(one)) for one in sentences(text))
    return len(counted) / ends + 100 * sum(len(word) > _LONG for word in counted) / len(counted)
