"""The vocabulary of statements -> regular expressions over lower-case text, with gaps and endings as its file writes them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

_GAP = r"(?:[^\s.!?]{1,60}\s+){0,7}?"
"""What "…" stands for: up to seven words of one sentence."""
_ENDING = r"[\w-]{0,24}"


def words(*keys: str) -> Any:  # noqa: ANN401  any shape of lists and mappings
    """Return what the vocabulary has under a path of keys."""
    tree: Any = vocabulary.load("statement")
    for key in keys:
        tree = tree[key]
    return tree


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """Return the expression for any phrase under a path of keys."""
    return re.compile(any_phrase(vocabulary.phrases(words(*keys))))


def has(text: str, *keys: str) -> bool:
    """Return whether lower-case text has any phrase under a path of keys."""
    return pattern(*keys).search(text) is not None


def any_phrase(phrases: Iterable[str]) -> str:
    """Return the source of an expression for whole words: the longest phrase first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return rf"(?<![\w-])(?:{'|'.join(map(_source, ordered))})(?![\w])"


def _source(phrase: str) -> str:
    parts = [_word(word) for word in phrase.split()]
    source = parts[0]
    for before, part in pairwise(parts):
        source += part if before == _GAP else (r",?\s+" + part)
    return source


def _word(word: str) -> str:
    if word == "…":
        return _GAP
    if word.startswith("*"):
        return _ENDING + _word(word[1:])
    return re.escape(word[:-1]) + _ENDING if word.endswith("*") else re.escape(word)
