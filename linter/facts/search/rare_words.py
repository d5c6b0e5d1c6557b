"""Words that few texts have -> whether and where one stands in a text: by their characters first, then by an expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Iterable


class RareWords:
    """An expression that fits a lower-case text only where one of some words stands in it.

    To see that none does takes a third to a tenth of the time that the expression takes to find nothing.
    """

    def __init__(self, words: Iterable[str], expression: str) -> None:
        self._words = ahocorasick_rs.AhoCorasick([*words], implementation=ahocorasick_rs.Implementation.ContiguousNFA)
        self._pattern = re.compile(expression)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first place in a text where the expression fits."""
        return self._pattern.search(text) if self.may_fit(text) else None

    def may_fit(self, text: str) -> bool:
        """Return whether any of the words stands in a text, perhaps within another."""
        return bool(self._words.find_matches_as_indexes(text))
