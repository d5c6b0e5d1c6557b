"""Decisions in the store: made, taken back, listed; nothing is ever deleted, so that the list is the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from linter.model.decision import Decision
from linter.store.statements import await_others, now, plain
from linter.store.tables import DECISIONS

if TYPE_CHECKING:
    from linter.model.decision import DecisionKind
    from linter.model.finding import Finding
    from linter.store.database import Store

_GREATEST = 2**31 - 1


class Decisions:
    """The decisions of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(
        self, page: str, finding: Finding, kind: DecisionKind, *, reason: str, by: str, expires: str | None = None
    ) -> None:
        """Decide about a fault; what was decided about it before is over."""
        values = {
            "page": plain(page),
            "rule": finding.rule,
            "fingerprint": finding.content_fingerprint,
            "kind": kind,
            "reason": plain(reason),
            "by": plain(by),
            "made_at": now(),
            "message": plain(finding.message),
            "expires": expires,
        }
        same = [DECISIONS.c[name] == values[name] for name in ("page", "rule", "fingerprint")]
        with self._store.transaction() as connection:
            await_others(connection, DECISIONS)
            connection.execute(_end(plain(by)).where(*same))
            connection.execute(insert(DECISIONS).values(values))

    def take_back(self, number: int, by: str) -> bool:
        """Take a decision back; return whether there was one to take back."""
        if not 0 < number <= _GREATEST:
            return False
        with self._store.transaction() as connection:
            return connection.execute(_end(plain(by)).where(DECISIONS.c.id == number)).rowcount > 0

    def of_page(self, page: str) -> list[Decision]:
        """Return the decisions about a page that were not taken back, the latest first."""
        return self._read(select(DECISIONS).where(DECISIONS.c.page == plain(page), _STANDS))

    def standing(self) -> list[Decision]:
        """Return all decisions that were not taken back, the latest first."""
        return self._read(select(DECISIONS).where(_STANDS))

    def history(self, before: int | None = None, most: int | None = None) -> list[Decision]:
        """Return all decisions, the latest first, those taken back included; so many at most, of those before a number."""
        query = select(DECISIONS).limit(most)
        return self._read(query if before is None else query.where(DECISIONS.c.id < min(before, _GREATEST)))

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _read(self, query: Any) -> list[Decision]:  # noqa: ANN401  a select of SQLAlchemy
        with self._store.transaction() as connection:
            rows = connection.execute(query.order_by(DECISIONS.c.id.desc())).mappings()
            return [Decision(**{str(name): value for name, value in row.items()}) for row in rows]


_STANDS = DECISIONS.c.taken_back_at.is_(None)


def _end(by: str) -> Any:  # noqa: ANN401  an update of SQLAlchemy
    return update(DECISIONS).where(_STANDS).values(taken_back_at=now(), taken_back_by=by)
