"""Where the words of the vocabulary stand on a page: one search over the folded text for all of them at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from linter.data import vocabulary
from linter.data.replaced_names import by_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.page.dom import Line
    from linter.page.page import Page

_TREES = {
    "date": ("dates", ("labels",)),
    "archived": ("dates", ("archived",)),
    "contact": ("contacts", ("labels",)),
    "invitation": ("contacts", ("invitations",)),
    "content": ("content", ("labels", "heading_labels")),
    "unfilled": ("content", ("unfilled",)),
    "announce": ("maps", ("announce",)),
    "map_word": ("maps", ("alone", "endings")),
    "script": ("email", ("needs_script",)),
    "protected": ("email", ("protected",)),
    "pattern": ("email", ("patterns",)),
    "statement": ("statement", ("names", "loosely")),
    "deadline": ("timeliness", ("deadlines",)),
    "opening": ("timeliness", ("opening_labels",)),
    "notice": ("timeliness", ("notices",)),
    "invited": ("timeliness", ("invites",)),
    "pointer": ("content", ("pointers",)),
    "announced": ("content", ("announced",)),
}
"""Meaning -> the file and the keys of the vocabulary that hold its words."""
_HEAD = 8
"""So many characters of a phrase are searched for: of whole phrases the automaton is three times as large, and no faster.

A table of all steps (`DFA`) is 1.4 MB, which the processor's caches do not keep from page to page; this one is 0.5 MB.
"""
_PARTED = bytes(byte if chr(byte).isalnum() or chr(byte) == "-" else ord(" ") for byte in range(256))
"""Letters, figures and hyphens as they are, and a blank for all that parts words: what is no word's beginning is left at once."""


class Hit(NamedTuple):
    """A phrase of the vocabulary in a line; `kind` is what it means within its group ("updated", "phone")."""

    group: str
    kind: str
    phrase: str
    line: Line
    start: int
    end: int


class _Phrase(NamedTuple):
    """A phrase of the vocabulary: whether it begins and ends as a word, may be a date label, and what it means."""

    text: str
    begins: bool
    ends: bool
    may_be_glued: bool
    meanings: list[tuple[str, str]]


def search(page: Page, protections: tuple[tuple[str, str], ...] = ()) -> Mapping[str, list[Hit]]:
    """Return the hits of every group in document order; at one place the longest phrase of a group wins.

    `protections` are the names of e-mail protections that are known by their text, each with one of its phrases.
    """
    found: dict[str, list[Hit]] = {group: [] for group in (*_TREES, "at", "replaced")}
    for start, end, phrase, meanings in sorted(_standing(page, protections)):
        line, offset = page.at_fold(start)
        for group, kind in meanings:
            hits = found[group]
            before = hits[-1] if hits else None
            if before is None or before.line is not line or before.start != offset:
                hits.append(Hit(group, kind, phrase, line, offset, offset + end - start))
            elif before.end < offset + end - start:
                hits[-1] = Hit(group, kind, phrase, line, offset, offset + end - start)
    return found


def _standing(
    page: Page, protections: tuple[tuple[str, str], ...]
) -> Iterator[tuple[int, int, str, list[tuple[str, str]]]]:
    """Yield the phrases that stand on a page as whole words: where each begins and ends, its text and its meanings."""
    text = page.lowercase
    around = f"\n{text}\n\n"  # a neighbour on either side, always
    for (phrase, begins, ends, may_be_glued, meanings), start in _candidates(text, protections):
        end = start + len(phrase)
        if ends:
            after = around[end + 1]
            is_open = after.isalnum() or (after == "-" and around[end + 2].isalpha())
            if is_open and not (may_be_glued and _is_glued(page, start, end)):
                continue
        if begins and ((before := around[start]) == "-" or before.isalnum()):
            continue
        yield start, end, phrase, meanings


def _candidates(text: str, protections: tuple[tuple[str, str], ...]) -> Iterator[tuple[_Phrase, int]]:
    """Yield the phrases that stand in a text, and where, those in the middle of words too.

    The search is over one byte for every character, which all phrases have, and for the first characters of phrases, a
    blank before each that begins as a word: what only looks like one is dropped.
    """
    automaton, phrases, signs = _automaton(protections)
    parted = b" " + text.encode("latin-1", "replace").translate(_PARTED)
    begins_with = text.startswith
    for index, at, _ in automaton.find_matches_as_indexes(parted, overlapping=True):
        for phrase in phrases[index]:
            start = at if phrase.begins else at - 1
            if begins_with(phrase.text, start):
                yield phrase, start
    for sign in signs:
        at = text.find(sign.text)
        while at >= 0:
            yield sign, at
            at = text.find(sign.text, at + 1)


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Drop the hits that overlap an earlier one of the same line."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and kept[-1].line is hit.line and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept


def _is_glued(page: Page, start: int, end: int) -> bool:
    """Return whether a word touches the next only because the elements around both stand without a blank between."""
    line, offset = page.at_fold(start)
    if line.p1 - line.p0 < 2:
        return False
    return line.begins_piece(offset + end - start)


@cache
def _automaton(
    protections: tuple[tuple[str, str], ...],
) -> tuple[ahocorasick_rs.BytesAhoCorasick, list[list[_Phrase]], list[_Phrase]]:
    """Return the search for the heads of all phrases, the phrases that have each head, and those that are a sign alone."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    for group, (file, keys) in _TREES.items():
        for key in keys:
            tree = vocabulary.load(file)[key]
            for kind, branch in tree.items() if isinstance(tree, dict) else [(key, tree)]:
                for phrase in dict.fromkeys(vocabulary.phrases(branch)):
                    meanings.setdefault(phrase, []).append((group, kind))
    for phrase in by_phrase():
        meanings.setdefault(phrase, []).append(("replaced", phrase))
    for name, phrase in protections:
        meanings.setdefault(phrase, []).append(("at", name))
    by_head: dict[bytes, list[_Phrase]] = {}
    for phrase, told in meanings.items():
        may_be_glued = any(group == "date" for group, _ in told)
        found = _Phrase(phrase, phrase[0].isalnum(), phrase[-1].isalnum(), may_be_glued, told)
        head = phrase[:_HEAD].encode("latin-1").translate(_PARTED)
        by_head.setdefault(b" " + head if found.begins else head, []).append(found)
    signs = by_head.pop(b" ", [])
    automaton = ahocorasick_rs.BytesAhoCorasick([*by_head], implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    return automaton, list(by_head.values()), signs
