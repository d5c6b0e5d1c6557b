"""The words of `timeliness.yaml` as patterns over lower-case text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from linter.data import vocabulary
from linter.data.vocabulary import any_of
from linter.facts.search.rare_words import RareWords

_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*\.?")


def phrases(*keys: str) -> tuple[str, ...]:
    """Return all phrases under a path of keys."""
    tree: Any = vocabulary.load("timeliness")
    for key in keys:
        tree = tree[key]
    return tuple(dict.fromkeys(vocabulary.phrases(tree)))


@cache
def words(*keys: str) -> frozenset[str]:
    """Return all phrases under a path of keys, to hold a word against."""
    return frozenset(phrases(*keys))


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """Return the pattern of any phrase under a path of keys, as whole words."""
    return re.compile(rf"(?<![\w-])(?:{any_of(phrases(*keys))})(?![\w-])")


def has(text: str, *keys: str) -> bool:
    """Return whether lower-case text has one of the phrases under a path of keys, as whole words."""
    return rare(*keys).search(text) is not None


@cache
def rare(*keys: str) -> RareWords:
    """Return the search for any phrase under a path of keys, as whole words."""
    return RareWords(phrases(*keys), pattern(*keys).pattern)


def is_closed(text: str) -> bool:
    """Return whether lower-case text says that something is over, small adverbs left out: "har nu stängt"."""
    return has(text, "closed") or has(" ".join(pattern("adverbs").sub("", text).split()), "closed")


def words_of(text: str) -> list[str]:
    """Return the words of lower-case text."""
    return _WORD.findall(text)
