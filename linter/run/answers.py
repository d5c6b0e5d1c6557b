"""A review's questions x the answers of people -> the questions with their answers, and the answers to what is gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.model.audit import Answer, Question


@dataclass(frozen=True, slots=True)
class Matched:
    """The questions with the answers that they have, and those of a file that were answered and are not asked any more."""

    questions: tuple[Question, ...]
    gone: tuple[Question, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that nobody has answered."""
        return tuple(one for one in self.questions if one.answer is None)


def match(
    questions: Iterable[Question], told: Iterable[Question] = (), stored: Mapping[str, Answer] | None = None
) -> Matched:
    """Give every question its answer by its id: the later of that of a file and that of the store, the file's of one day.

    `told` is all that a file says (`answers_file.read`), `stored` what the store knows (`Answers.standing`).
    """
    asked = tuple(questions)
    by_id = {one.id: one for one in told if one.answer is not None}
    known = stored or {}
    ids = {one.id for one in asked}
    matched = tuple(replace(one, answer=_latest(by_id.get(one.id), known.get(one.id))) for one in asked)
    return Matched(matched, tuple(one for name, one in by_id.items() if name not in ids))


def _latest(told: Question | None, stored: Answer | None) -> Answer | None:
    said = told.answer if told is not None else None
    if said is None or (stored is not None and stored.on > said.on):
        return stored
    return said
