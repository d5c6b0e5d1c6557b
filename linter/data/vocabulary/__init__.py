"""The words that pages use, per language, as data: `load("dates")` reads `dates.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data import yaml as yamlfile

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """Return the words of one category."""
    return _all()[name]


def phrases(tree: Any) -> list[str]:  # noqa: ANN401  any shape of lists and mappings
    """Return every text in a tree of languages and lists, in lower case."""
    if isinstance(tree, str):
        return [tree.lower()]
    branches = tree.values() if isinstance(tree, dict) else tree
    return [text for branch in branches for text in phrases(branch)]


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return all phrases under a key of a category, in lower case."""
    return frozenset(phrases(load(name)[key]))


def grouped(words: Iterable[str], part: slice) -> dict[str, tuple[str, ...]]:
    """Return words by a part of them, as of hundreds a text needs to be held to those few that have its own."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[part], []).append(word)
    return {key: tuple(own) for key, own in found.items()}


def any_of(words: Iterable[object]) -> str:
    """Return the regular expression for one of some words, in lower case, the longest that fits first."""
    unique = {str(word).lower() for word in words}
    return "|".join(re.escape(word) for word in sorted(unique, key=lambda w: (-len(w), w)))


@cache
def _all() -> dict[str, dict[str, Any]]:
    return yamlfile.load_folder(FOLDER)
