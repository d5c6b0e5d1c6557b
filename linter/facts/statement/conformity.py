"""Sentences -> what a statement claims: that its own service meets the demands fully, partly or not.

What is said of another service, of all that could be claimed, or of what is wished for, claims nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.statement import wording
from linter.facts.statement.sentences import HOST
from linter.page.text import lower

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from linter.facts.statement.sentences import Sentence
    from linter.model.audit import Conformity

_LEVELS: tuple[Conformity, ...] = ("full", "partial", "none")
_LABEL = re.compile(r"(?:[\w-]{1,40}\s+){0,5}[\w-]{1,40}\s*:\s*|\W{0,5}")
"""Nothing, or a label, before what is said of no subject: "Status: delvis förenlig"."""
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-e])[.)]\s")
_MARKS = re.compile(r"(?:^|\s)(?:\d{1,2}|[a-e])[.)]\s")
_PROPER = re.compile(r"\s+[”\"“'’]?([A-ZÅÄÖÆØ][\w.-]{2,60})")
"""A name right after the word for a service."""
_OWN = 5
_NEAR_EXPLANATION = 40
_NEAR_LIST = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, and where; of several the one with the least `rank` counts."""

    level: Conformity
    sentence: Sentence
    rank: int


@dataclass(frozen=True, slots=True)
class _Raw:
    level: Conformity
    start: int
    end: int


def read_claim(sentences: Sequence[Sentence], hosts: Collection[str], owner: str | None) -> Claim | None:
    """Return what a statement claims of its own service, at one of `hosts` (none where nobody knows), of the body `owner`."""
    raw = {one.number: found for one in sentences if (found := _raw(one.lowercase))}
    choices = set(_choices(sentences, raw))
    claims = [
        Claim(found.level, sentences[number], rank)
        for number, found in raw.items()
        if number not in choices
        and not sentences[number].text.rstrip().endswith("?")
        and (rank := _rank(sentences[number], found, hosts, owner)) is not None
    ]
    return min(claims, key=lambda claim: claim.rank, default=None)


def _raw(text: str) -> _Raw | None:
    """Return what a sentence says first, the longer of two that begin at one place: "inte helt förenlig" is no "helt förenlig"."""
    found = [
        _Raw(level, match.start(), match.end())
        for level in _LEVELS
        if (match := wording.pattern("conformity", level).search(text))
    ]
    found.extend(_counted(text))
    return min(found, key=lambda one: (one.start, -one.end, one.level == "full"), default=None)


def _counted(text: str) -> Iterator[_Raw]:
    """Yield what is claimed in numbers: how many of the demands are met, or broken."""
    if not any(char.isdigit() for char in text):
        return
    for key in ("met", "broken"):
        match = _count(key).search(text)
        if match is None:
            continue
        number, of = int(match[1]), int(match[2])
        met = number if key == "met" else of - number
        level: Conformity = "full" if met >= of else "none" if met <= 0 else "partial"
        yield _Raw(level, match.start(), match.end())


@cache
def _count(key: str) -> re.Pattern[str]:
    verb, between = (wording.any_phrase(wording.words("counted", part)) for part in (key, "of"))
    return re.compile(rf"{verb}\s+(\d{{1,3}})\s+{between}\s+(\d{{1,3}})(?![\d.,]\d)")


def _choices(sentences: Sequence[Sentence], raw: dict[int, _Raw]) -> Iterator[int]:
    """Yield the sentences that only list what could be claimed."""
    by_list: dict[int, list[int]] = {}
    for number in raw:
        sentence = sentences[number]
        if _lists_all(sentence.lowercase) or _is_lead(sentences, number):
            yield number
        item = sentence.line.block.closest("li")
        if item is not None and not HOST.search(sentence.lowercase):
            by_list.setdefault(id(item.parent), []).append(number)
    runs = [*by_list.values(), *_numbered_runs(sentences, raw)]
    yield from (number for run in runs if len({raw[one].level for one in run}) > 1 for number in run)


def _lists_all(text: str) -> bool:
    """Return whether one sentence lists what could be claimed, with "or" or with numbers."""
    if _alternatives().search(text):
        return True
    claimed = sum(wording.has(text, "conformity", level) for level in _LEVELS)
    return claimed > 1 and len(_MARKS.findall(text)) > 1


def _is_lead(sentences: Sequence[Sentence], number: int) -> bool:
    """Return whether a claim is the only one of a list that says what could be claimed."""
    sentence = sentences[number]
    if sentence.line.block.closest("li") is None and not _NUMBERED.match(sentence.lowercase):
        return False
    before = (one for one in reversed(sentences[max(0, number - _NEAR_LIST) : number]) if one.item is not sentence.item)
    return any(wording.has(one.lowercase, "choices") for one in before)


def _numbered_runs(sentences: Sequence[Sentence], raw: dict[int, _Raw]) -> Iterator[list[int]]:
    """Yield the claims of one line that numbers its parts, and those of neighbouring lines that begin with a number."""
    run: list[int] = []
    for number in sorted(raw):
        sentence = sentences[number]
        line = sentence.line
        is_listed = _NUMBERED.match(line.text.lower()) is not None or len(_MARKS.findall(line.text.lower())) > 1
        if run and (not is_listed or line.index - sentences[run[-1]].line.index > 1):
            yield run
            run = []
        if is_listed:
            run.append(number)
    if run:
        yield run


def _rank(sentence: Sentence, found: _Raw, hosts: Collection[str], owner: str | None) -> int | None:
    """Return how surely a sentence speaks of the service itself (0: surely), None where it does not, or claims nothing."""
    text = sentence.lowercase
    before, after = text[: found.start], text[found.end : found.end + _NEAR_EXPLANATION]
    clause = _clause(before)
    if _names_another(sentence.text[len(before) - len(clause) : found.start], owner):
        return None
    if wording.has(clause, "unsettled") or wording.pattern("explains").match(after.lstrip(" ”\"'")):
        return None
    named = _hosts_in(clause)
    if named and hosts and not any(one in hosts for one in named):
        return None
    own = [*wording.pattern("subjects", "surely").finditer(clause)]
    own += [m for m in wording.pattern("subjects", "owned").finditer(clause) if _is_owned(clause[: m.start()], owner)]
    if any(not _is_inside(clause[: match.start()]) for match in own):
        return 0
    if named and _is_head(clause):
        return 0 if hosts else 1
    if own:
        return None
    if any(not _is_inside(clause[: m.start()]) for m in wording.pattern("subjects", "perhaps").finditer(clause)):
        return 2
    if owner and owner in clause:
        return 2
    return 3 if _LABEL.fullmatch(clause) or not clause.strip(" -–•·:") else None


def _clause(before: str) -> str:
    """Return what belongs to a claim of the words before it: from a colon on, or from a turn on where a subject follows."""
    told = before.rpartition(": ")[2]
    told = told if len(told) > _NEAR_LIST else before
    for turn in wording.words("turns"):
        after = told.rpartition(turn)[2]
        if wording.has(after, "subjects") or HOST.search(after):
            told = after
    return told


def _names_another(clause: str, owner: str | None) -> bool:
    """Return whether a name stands after the word for a service: "appen Felanmälan", but not the body's own, or a host."""
    for part in ("surely", "perhaps"):
        for match in wording.pattern("subjects", part).finditer(lower(clause)):
            named = _PROPER.match(clause, match.end())
            if named is None or "." in named[1]:
                continue
            if not owner or named[1].lower()[:_OWN] not in owner:
                return True
    return False


def _hosts_in(text: str) -> list[str]:
    return [match[1] for match in HOST.finditer(text)]


def _is_head(clause: str) -> bool:
    """Return whether a host is what the clause speaks of, and not where something else stands."""
    first = HOST.search(clause)
    return first is not None and not _is_inside(clause[: first.start()])


def _is_inside(before: str) -> bool:
    """Return whether the words before a subject make it the place of something else: "kontrasten på webbplatsen"."""
    last = before.split()[-2:]
    return any(word in _prepositions() for word in last[-1:]) or (
        len(last) > 1 and last[0] in _prepositions() and last[1] in _owners()
    )


def _is_owned(before: str, owner: str | None) -> bool:
    """Return whether a service is the body's own: nobody's in particular, or its owner is the body."""
    last = before.split()[-1:]
    if not last or last[0] in _owners() or not last[0].endswith(tuple(wording.words("genitive_endings"))):
        return True
    return owner is not None and owner.split()[0][:_OWN] in before


@cache
def _prepositions() -> frozenset[str]:
    return vocabulary.words("statement", "inside")


@cache
def _owners() -> frozenset[str]:
    return vocabulary.words("statement", "owners")


@cache
def _alternatives() -> re.Pattern[str]:
    degree, either = wording.any_phrase(wording.words("degrees")), wording.any_phrase(wording.words("either"))
    return re.compile(rf"{degree}(?:\s+\w+){{0,2}},?\s+(?:\w+\s+){{0,2}}{either}\s+(?:\w+\s+){{0,2}}{degree}")
