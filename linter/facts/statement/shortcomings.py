"""Sentences -> what a statement lists as not accessible, for which reasons, and what it finds too much to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.data.standards import level
from linter.facts.statement import wording
from linter.facts.statement.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.statement.sentences import Sentence
    from linter.model.audit import Burden

_CRITERION = re.compile(r"(?<![\w.])(?:9\.)?([1-4]\.[1-5]\.\d{1,2})(?![\w]|\.\d)")
_OF_EDITION = re.compile(r"301\s?549\D{0,20}$")
_LEAST = 15
_LEAST_MOTIVE = 25
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A WCAG criterion that is said not to be met, and whether that is said of documents or films."""

    criterion: str
    line: int
    selector: str
    text: str
    of_documents: bool


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """What is listed as not accessible."""

    faults: tuple[Sentence, ...]
    reasoned: bool
    listed: tuple[tuple[str, Sentence], ...]


def read_shortcomings(sentences: Sequence[Sentence]) -> Shortcomings:
    """Return what is listed: under a heading of its own, or wherever an entry of a list tells a fault."""
    own = sections(sentences, _is_about_faults)
    inside = {one.number for section in own for one in section.content}
    faults = [one for section in own for one in section.text if _is_fault(one)]
    faults += [one for one in sentences if one.number not in inside and _tells_fault(one)]
    text = [one for section in own for one in (section.heading, *section.content)]
    text += [one for one in sentences if one.number not in inside and _tells_fault(one)]
    reasoned = any(wording.has(one.lowercase, "reasons") for one in text)
    return Shortcomings(tuple(faults), reasoned, tuple(_criteria(text)))


def read_burden(sentences: Sequence[Sentence]) -> tuple[Burden, Sentence | None]:
    """Return whether the body says that something is too much to ask, with a motive or without, and where."""
    own = sections(sentences, lambda one: wording.has(one.lowercase, "burden", "names"))
    for section in own:
        if any(wording.has(one.lowercase, "burden", "denies") for one in section.text):
            return "not claimed", None
        said = [one for one in section.text if not _denies(one)]
        if said:
            return ("motivated" if _is_motivated(said) else "unmotivated"), section.heading
    for number, one in enumerate(sentences):
        if _is_claim(one):
            after = [other for other in sentences[number : number + _NEXT + 1] if not other.heading]
            return ("motivated" if _is_motivated(after) else "unmotivated"), one
    return "not claimed", None


def _is_about_faults(one: Sentence) -> bool:
    text = one.lowercase
    if wording.has(text, "shortcomings", "reports") or one.heading == 1:
        return False
    return wording.has(text, "shortcomings", "headings")


def _is_fault(one: Sentence) -> bool:
    """Return whether a sentence of a section tells something, and does not only lead in the list, or say that there is none."""
    text = one.lowercase
    if wording.has(text, "shortcomings", "nothing") or wording.has(text, "burden", "names"):
        return False
    if one.item is not None:
        return len(text) >= _LEAST // 2
    if len(text) < _LEAST:
        return False
    leads = wording.has(text, "shortcomings", "lead") and not _CRITERION.search(text)
    return not leads or (wording.has(text, "shortcomings", "faults") and not text.rstrip().endswith(":"))


def _tells_fault(one: Sentence) -> bool:
    """Return whether a sentence outside of such a section is a fault: an entry that tells one, or one that names its criterion."""
    if one.heading:
        return False
    text = one.lowercase
    names_criterion = _CRITERION.search(text) is not None
    if names_criterion and one.item is not None:
        return True
    if wording.has(text, "shortcomings", "reports") or wording.has(text, "shortcomings", "lead"):
        return False
    if wording.has(text, "shortcomings", "faults"):
        return one.item is not None or names_criterion
    return names_criterion and wording.has(text, "conformity", "none")


def _criteria(text: Sequence[Sentence]) -> Iterator[tuple[str, Sentence]]:
    seen: set[tuple[str, int]] = set()
    for one in text:
        for match in _CRITERION.finditer(one.lowercase):
            place = (match[1], one.line.index)
            if place in seen or level(match[1]) is None or _OF_EDITION.search(one.lowercase[: match.start()]):
                continue
            seen.add(place)
            yield match[1], one


def _denies(one: Sentence) -> bool:
    return wording.has(one.lowercase, "shortcomings", "nothing") or wording.has(one.lowercase, "burden", "denies")


def _is_claim(one: Sentence) -> bool:
    text = one.lowercase
    if not wording.has(text, "burden", "names") or wording.has(text, "burden", "denies") or one.heading:
        return False
    name = wording.pattern("burden", "names").search(text)
    before = text[: name.start()] if name is not None else ""
    return wording.has(text, "burden", "claims") and not wording.has(before, "unsettled_burden")


def _is_motivated(said: Sequence[Sentence]) -> bool:
    """Return whether what is said tells why: more than that the body claims it."""
    text = " ".join(one.lowercase for one in said)
    name = list(wording.pattern("burden", "names").finditer(text))
    rest = wording.pattern("burden", "names").sub(" ", text) if name else text
    return any(
        len(rest) - match.start() >= _LEAST_MOTIVE for match in wording.pattern("burden", "motives").finditer(rest)
    )
