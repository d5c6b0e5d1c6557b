"""Address of a store -> an engine whose tables are those of this version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from linter.model.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_POSTGRES = ("postgresql", "postgres")
_PATIENCE = 10
"""Seconds that a writer waits for another one."""
_LOCK = 0x6B6F6D6D
"""The number by which one process at a time brings the tables of a PostgreSQL store up to date."""


def open_store(address: str) -> Engine:
    """Open a store, a file or the address of a PostgreSQL database, and bring its tables up to date.

    Raises `UsageError` where it cannot be opened; a password in the address is not shown.
    """
    engine = _engine(address)
    try:
        with engine.begin() as connection:
            _upgrade(connection)
    except (SQLAlchemyError, CommandError, OSError) as error:
        engine.dispose()
        why = str(error.orig).strip().splitlines()[0] if isinstance(error, DBAPIError) else type(error).__name__
        msg = f"store: {shown(address)}: {why}"
        raise UsageError(msg) from error
    return engine


def shown(address: str) -> str:
    """Return the address of a store as it may be shown."""
    if not _is_postgres(address):
        return address
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _is_postgres(address: str) -> bool:
    return address.partition(":")[0].partition("+")[0] in _POSTGRES and "://" in address


def _engine(address: str) -> Engine:
    if _is_postgres(address):
        rest = address.partition("://")[2]
        return create_engine(f"postgresql+psycopg://{rest}", pool_pre_ping=True)
    path = Path(address.removeprefix("sqlite:///"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"store: {path.parent}: {error.strerror or error}"
        raise UsageError(msg) from error
    engine = create_engine(f"sqlite:///{path}", poolclass=QueuePool, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _careful)
    return engine


def _careful(connection: Any, _record: Any) -> None:  # noqa: ANN401  sqlite3's connection
    """Let readers and a writer work side by side, and lose nothing when the process is killed."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    command.upgrade(config, "head")
