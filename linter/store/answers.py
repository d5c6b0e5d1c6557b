"""Answers to the questions of reviews, in the store; what is answered anew stays as history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from linter.model.audit import Answer
from linter.store.statements import await_others, now, plain
from linter.store.tables import ANSWERS

if TYPE_CHECKING:
    from linter.model.audit import Question
    from linter.store.database import Store

_STANDS = ANSWERS.c.replaced_at.is_(None)


class Answers:
    """The answers of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def answer(self, question: Question, said: Answer) -> None:
        """Answer a question; what was answered before is over."""
        values = {
            "question": question.id,
            "criterion": plain(question.criterion),
            "outcome": said.outcome,
            "by": plain(said.by),
            "answered_on": said.on.isoformat(),
            "why": plain(said.why),
            "made_at": now(),
        }
        with self._store.transaction() as connection:
            await_others(connection, ANSWERS)
            ended = update(ANSWERS).where(_STANDS, ANSWERS.c.question == question.id).values(replaced_at=now())
            connection.execute(ended)
            connection.execute(insert(ANSWERS).values(values))

    def standing(self) -> dict[str, Answer]:
        """Return the answers that stand, by their question's id."""
        return dict(self._read(select(ANSWERS).where(_STANDS)))

    def replaced(self) -> frozenset[tuple[str, Answer]]:
        """Return the answers that another one has replaced, each with its question's id."""
        return frozenset(self._read(select(ANSWERS).where(~_STANDS)))

    def history(self, question: str) -> list[Answer]:
        """Return all answers to a question, the latest first."""
        return [answer for _, answer in self._read(select(ANSWERS).where(ANSWERS.c.question == question))]

    def _read(self, query: Any) -> list[tuple[str, Answer]]:  # noqa: ANN401  a select of SQLAlchemy
        with self._store.transaction() as connection:
            rows = connection.execute(query.order_by(ANSWERS.c.id.desc())).mappings()
            return [
                (row["question"], Answer(row["outcome"], row["by"], date.fromisoformat(row["answered_on"]), row["why"]))
                for row in rows
            ]
