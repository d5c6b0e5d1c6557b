"""Text -> its composed form (NFC), in time that grows with its length whatever marks are piled up in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNBROKEN = re.compile(r"[^\x00-\x7f]{1,500}|[\x00-\x7f]+")
_LONG_UNBROKEN = re.compile(r"[^\x00-\x7f]{501}")
"""More characters that are not ASCII in a row than are composed together: what sorts marks takes their square."""
_SAMPLED = 100
_FIVE = re.compile(r"[^\x00-\x7f]{5}")
"""What there is among every hundredth character of a text in which such a row stands."""


def is_composed(text: str) -> bool:
    """Return whether text is in the form NFC."""
    return all(unicodedata.is_normalized("NFC", stretch) for stretch in _stretches(text))


def composed(text: str) -> str:
    """Return text in the form NFC; of a row of marks without end, each part for itself."""
    return "".join([unicodedata.normalize("NFC", stretch) for stretch in _stretches(text)])


def _stretches(text: str) -> Sequence[str]:
    """Return a text in parts that can be composed in time that grows with their length."""
    if len(text) <= 5 * _SAMPLED or not _FIVE.search(text[::_SAMPLED]) or not _LONG_UNBROKEN.search(text):
        return (text,)
    return _UNBROKEN.findall(text)
