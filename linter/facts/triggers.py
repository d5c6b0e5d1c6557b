"""Where the words of the vocabulary stand on a page: one search over the folded text for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import ahocorasick_rs

from linter import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.dom import Line
    from linter.page import Page

_TREES = {
    "date": ("dates", ("labels",)),
    "archived": ("dates", ("archived",)),
    "contact": ("contacts", ("labels",)),
    "invitation": ("contacts", ("invitations",)),
    "content": ("content", ("labels",)),
    "announce": ("maps", ("announce",)),
    "map_word": ("maps", ("alone", "endings")),
    "script": ("email", ("needs_script",)),
    "protected": ("email", ("protected",)),
    "pattern": ("email", ("patterns",)),
}
"""Meaning -> the file and the keys of the vocabulary that hold its words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the vocabulary in a line; `kind` is what it means within its group ("updated", "phone")."""

    group: str
    kind: str
    phrase: str
    line: Line
    start: int
    end: int


def search(page: Page) -> Mapping[str, list[Hit]]:
    """Return the hits of every group in document order; at one place the longest phrase of a group wins."""
    automaton, meanings = _automaton()
    text = page.fold
    best: dict[tuple[str, int], tuple[int, str, str]] = {}
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if not _stands_alone(text, start, end) and not _is_glued(page, text, start, end):
            continue
        for group, kind, phrase in meanings[index]:
            if best.get((group, start), (0,))[0] < end:
                best[group, start] = (end, kind, phrase)
    found: dict[str, list[Hit]] = {group: [] for group in _TREES}
    for (group, start), (end, kind, phrase) in sorted(best.items(), key=lambda item: item[0][1]):
        line, offset = page.at_fold(start)
        if offset + end - start <= len(line.text):
            found[group].append(Hit(group, kind, phrase, line, offset, offset + end - start))
    return found


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Drop the hits that overlap an earlier one of the same line."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and kept[-1].line is hit.line and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    first, last = text[start], text[end - 1]
    return not (first.isalnum() and (before.isalnum() or before == "-")) and not (
        last.isalnum() and (after.isalnum() or (after == "-" and text[end + 1 : end + 2].isalpha()))
    )


def _is_glued(page: Page, text: str, start: int, end: int) -> bool:
    """Tell whether a word touches its neighbour only because the elements around both stand without a blank between."""
    if start and text[start - 1].isalnum():
        return False
    line, offset = page.at_fold(start)
    if line.p1 - line.p0 < 2:  # noqa: PLR2004  one part has no seam
        return False
    return any(begin == offset + end - start for begin, _, _ in line.pieces)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[list[tuple[str, str, str]]]]:
    meanings: dict[str, list[tuple[str, str, str]]] = {}
    for group, (file, keys) in _TREES.items():
        for key in keys:
            tree = vocabulary.load(file)[key]
            for kind, branch in tree.items() if isinstance(tree, dict) else [(key, tree)]:
                for phrase in dict.fromkeys(vocabulary.phrases(branch)):
                    meanings.setdefault(phrase, []).append((group, kind, phrase))
    return ahocorasick_rs.AhoCorasick(list(meanings)), list(meanings.values())
