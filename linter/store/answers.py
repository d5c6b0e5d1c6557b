"""Answers to the questions of reviews, in the store; what is answered anew stays as history."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from linter.model.audit import Answer
from linter.store.statements import await_others, now, plain
from linter.store.tables import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.audit import Question
    from linter.store.database import Store

_STANDS = ANSWERS.c.replaced_at.is_(None)


class Answers:
    """The answers of one store about one site: "" is all sites whose pages are asked for by address, which questions tell apart."""

    def __init__(self, store: Store, site: str = "") -> None:
        self._store = store
        self._before = f"{hashlib.sha256(site.encode('utf-8', 'replace')).hexdigest()[:16]}." if site else ""

    def of_site(self, site: str) -> Answers:
        """Return the answers of the same store about another site."""
        return Answers(self._store, site)

    def answer(self, question: Question, said: Answer) -> None:
        """Answer a question; what was answered before is over."""
        self.answer_all([question], said)

    def answer_all(self, questions: Iterable[Question], said: Answer) -> None:
        """Answer all of the questions alike, or none of them."""
        told = {
            "outcome": said.outcome,
            "by": plain(said.by),
            "answered_on": said.on.isoformat(),
            "why": plain(said.why),
            "made_at": now(),
        }
        with self._store.transaction() as connection:
            await_others(connection, ANSWERS)
            for one in questions:
                key = self._before + one.id
                ended = update(ANSWERS).where(_STANDS, ANSWERS.c.question == key).values(replaced_at=told["made_at"])
                connection.execute(ended)
                values = {"question": key, "criterion": plain(one.criterion), **told}
                connection.execute(insert(ANSWERS).values(values))

    def standing(self) -> dict[str, Answer]:
        """Return the answers that stand, by their question's id."""
        return dict(self._read(select(ANSWERS).where(_STANDS, self._is_of_site())))

    def replaced(self) -> frozenset[tuple[str, Answer]]:
        """Return the answers that another one has replaced, each with its question's id."""
        return frozenset(self._read(select(ANSWERS).where(~_STANDS, self._is_of_site())))

    def history(self, question: str) -> list[Answer]:
        """Return all answers to a question, the latest first."""
        return [
            answer for _, answer in self._read(select(ANSWERS).where(ANSWERS.c.question == self._before + question))
        ]

    def _is_of_site(self) -> Any:  # noqa: ANN401  a condition of SQLAlchemy
        return ANSWERS.c.question.startswith(self._before) if self._before else ~ANSWERS.c.question.contains(".")

    def _read(self, query: Any) -> list[tuple[str, Answer]]:  # noqa: ANN401  a select of SQLAlchemy
        with self._store.transaction() as connection:
            rows = connection.execute(query.order_by(ANSWERS.c.id.desc())).mappings()
            return [
                (
                    row["question"].removeprefix(self._before),
                    Answer(row["outcome"], row["by"], date.fromisoformat(row["answered_on"]), row["why"]),
                )
                for row in rows
            ]
