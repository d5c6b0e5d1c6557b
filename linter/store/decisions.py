"""Decisions in the store: made, taken back, listed; nothing is ever deleted, so that the list is the history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from linter.model.decision import Decision
from linter.store.tables import DECISIONS

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linter.model.decision import DecisionKind
    from linter.model.finding import Finding

_MOST = 10_000


class Decisions:
    """The decisions of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def decide(
        self, page: str, finding: Finding, kind: DecisionKind, *, reason: str, by: str, expires: str | None = None
    ) -> None:
        """Decide about a fault; what was decided about it before is over."""
        same = (
            (DECISIONS.c.page == page)
            & (DECISIONS.c.rule == finding.rule)
            & (DECISIONS.c.fingerprint == finding.content_fingerprint)
        )
        values = {
            "page": page,
            "rule": finding.rule,
            "fingerprint": finding.content_fingerprint,
            "kind": kind,
            "reason": reason,
            "by": by,
            "made_at": _now(),
            "message": finding.message,
            "expires": expires,
        }
        with self._engine.begin() as connection:
            connection.execute(_end(by).where(same))
            connection.execute(insert(DECISIONS).values(values))

    def take_back(self, number: int, by: str) -> bool:
        """Take a decision back; return whether there was one to take back."""
        with self._engine.begin() as connection:
            return connection.execute(_end(by).where(DECISIONS.c.id == number)).rowcount > 0

    def of_page(self, page: str) -> list[Decision]:
        """Return the decisions about a page that were not taken back, the latest first."""
        wanted = (DECISIONS.c.page == page) & DECISIONS.c.taken_back_at.is_(None)
        return self._read(select(DECISIONS).where(wanted))

    def history(self) -> list[Decision]:
        """Return all decisions, the latest first, those taken back included."""
        return self._read(select(DECISIONS).limit(_MOST))

    def _read(self, query: Any) -> list[Decision]:  # noqa: ANN401  a select of SQLAlchemy
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(DECISIONS.c.id.desc())).mappings()
            return [Decision(**{str(name): value for name, value in row.items()}) for row in rows]


def _end(by: str) -> Any:  # noqa: ANN401  an update of SQLAlchemy
    return update(DECISIONS).where(DECISIONS.c.taken_back_at.is_(None)).values(taken_back_at=_now(), taken_back_by=by)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
