"""A review's questions x the answers of people -> the questions with their answers, and the answers to what is gone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.model.audit import Answer, Question


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store knows: the answers that stand, by question, and those that another one has replaced."""

    standing: Mapping[str, Answer] = field(default_factory=dict)
    replaced: frozenset[tuple[str, Answer]] = frozenset()


NOTHING_STORED = Stored()


@dataclass(frozen=True, slots=True)
class Matched:
    """The questions with the answers that they have, and those of a file that were answered and are not asked any more."""

    questions: tuple[Question, ...]
    gone: tuple[Question, ...]


def match(questions: Iterable[Question], told: Iterable[Question] = (), stored: Stored = NOTHING_STORED) -> Matched:
    """Give every question its answer by its id: the latest; of one day what a file says, the last one of several.

    `told` is all that files say (`answers_file.read`). What stood in the store and was replaced there is not said any more,
    although a file may still hold it.
    """
    by_id: dict[str, Question] = {}
    for one in told:
        known = by_id.get(one.id)
        if one.answer is not None and (known is None or known.answer is None or known.answer.on <= one.answer.on):
            by_id[one.id] = one
    asked = tuple(questions)
    ids = {one.id for one in asked}
    matched = tuple(_answered(one, _latest(by_id.get(one.id), one.id, stored)) for one in asked)
    return Matched(matched, tuple(one for name, one in by_id.items() if name not in ids))


def _answered(one: Question, answer: Answer | None) -> Question:
    return one if one.answer == answer else replace(one, answer=answer)


def _latest(told: Question | None, name: str, stored: Stored) -> Answer | None:
    said, known = told.answer if told is not None else None, stored.standing.get(name)
    if said is None or known is None:
        return known or said
    return known if known.on > said.on or (name, said) in stored.replaced else said
