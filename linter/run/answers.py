"""A review's questions x the answers of people -> the questions with their answers, and the answers to what is gone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linter.model import path_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.model.audit import Answer, KnownPage, Question, Together

ALL = "*"
"""The pattern that all pages fit."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store knows: the answers that stand, by question, and those that another one has replaced."""

    standing: Mapping[str, Answer] = field(default_factory=dict)
    replaced: frozenset[tuple[str, Answer]] = frozenset()


NOTHING_STORED = Stored()


@dataclass(frozen=True, slots=True)
class Matched:
    """The questions with the answers that they have, and those of a file that were answered and are not asked any more.

    `idle` are the answers about many pages, by their number in the file, that no question has.
    """

    questions: tuple[Question, ...]
    gone: tuple[Question, ...]
    idle: tuple[int, ...] = ()


def match(
    questions: Iterable[Question],
    told: Iterable[Question] = (),
    stored: Stored = NOTHING_STORED,
    together: Sequence[Together] = (),
    pages: Iterable[KnownPage] = (),
) -> Matched:
    """Give every question its answer by its id: the latest; of one day what a file says, the last one of several.

    `told` is all that files say (`answers_file.read`). What stood in the store and was replaced there is not said any more,
    although a file may still hold it. What nobody answered by itself has the last answer `together` about all its pages.
    """
    by_id: dict[str, Question] = {}
    for one in told:
        known = by_id.get(one.id)
        if one.answer is not None and (known is None or known.answer is None or known.answer.on <= one.answer.on):
            by_id[one.id] = one
    asked = tuple(questions)
    ids = {one.id for one in asked}
    reach = Reach(pages)
    matched = tuple(_answered(one, _latest(by_id.get(one.id), one.id, stored), together, reach) for one in asked)
    idle = (number for number, one in enumerate(together) if not any(reach.covers(one, other) for other in asked))
    return Matched(matched, tuple(one for name, one in by_id.items() if name not in ids), tuple(idle))


class Reach:
    """Which questions an answer about many pages is about, as the pages are known."""

    def __init__(self, pages: Iterable[KnownPage]) -> None:
        self._pages = {one.source: one for one in pages}
        self._fits: dict[tuple[int, str], bool] = {}

    def covers(self, said: Together, question: Question) -> bool:
        """Return whether a question is of the criterion, and of no page that the answer is not about."""
        if said.criterion != question.criterion:
            return False
        if question.more_pages and (said.types or ALL not in said.pages):
            return False  # nobody knows which those are
        return all(self._has(said, one) for one in question.pages or (question.source,))

    def _has(self, said: Together, source: str) -> bool:
        key = id(said), source
        if key not in self._fits:
            self._fits[key] = self._is_of_types(said, source) and self._is_named(said, source)
        return self._fits[key]

    def _is_of_types(self, said: Together, source: str) -> bool:
        page = self._pages.get(source)
        return not said.types or (page is not None and not {*said.types}.isdisjoint(page.types))

    def _is_named(self, said: Together, source: str) -> bool:
        if not said.pages:
            return True
        page = self._pages.get(source)
        names = {source, page.address} if page is not None else {source}
        return any(
            one == ALL or one in names or any(path_patterns.fits(one, name) for name in names) for one in said.pages
        )


def _answered(question: Question, own: Answer | None, together: Sequence[Together], reach: Reach) -> Question:
    if own is not None:
        return replace(question, answer=own, is_together=False)
    said = [one.answer for one in together if reach.covers(one, question)]
    return replace(question, answer=said[-1] if said else None, is_together=bool(said))


def _latest(told: Question | None, name: str, stored: Stored) -> Answer | None:
    said, known = told.answer if told is not None else None, stored.standing.get(name)
    if said is None or known is None:
        return known or said
    return known if known.on > said.on or (name, said) in stored.replaced else said
