"""What the parts of the store write alike: the time, text as every database keeps it, one writer at a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_UNWRITTEN = dict.fromkeys(range(32), " ") | {127: " "}


def await_others(connection: Connection, table: Table) -> None:
    """Let one write at a time, so that what is written later ends what was earlier; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")


def plain(text: str) -> str:
    """Return text as every database keeps it: without control characters and halves of characters."""
    return text.translate(_UNWRITTEN).encode("utf-8", "replace").decode()


def now() -> str:
    """Return the time in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
