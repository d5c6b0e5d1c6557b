"""Address of a store -> a store whose tables are those of this version."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, create_engine, event, inspect, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from linter.model.errors import StoreError
from linter.model.paths import has_links_beside, make_own_folder
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.store.tables import DECISIONS, METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_SQLITE = "sqlite:///"
_PATIENCE = 10
"""Seconds that a writer waits for another one, and that a database may take to answer at all."""
_REVISIONS = "alembic_version"
"""The table that stays, empty, where all others were dropped."""
_LOCK = 0x6B6F6D6D
"""The number by which one process at a time brings the tables of a PostgreSQL store up to date."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store that is open. `name` is its address as it may be shown: without user, password and options."""

    engine: Engine
    name: str

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a transaction that ends with the block; a `StoreError` where the store cannot be reached or written."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, CommandError, OSError) as error:
            raise StoreError(Reason("store_said", {"said": _why(error)}), f"store: {self.name}") from error

    def close(self) -> None:
        """Close its connections."""
        self.engine.dispose()


def open_store(address: str, *, is_made: bool = True) -> Store:
    """Open a store, a file or the address of a PostgreSQL database, and bring its tables up to date.

    A file that is not there is made, unless `is_made` says that it is not.

    Raises `StoreError` where it cannot be opened; nothing of an address is shown but host and database.
    """
    store = _postgres(address) if address.partition("://")[0] in _POSTGRES else _sqlite(address, is_made=is_made)
    try:
        with store.transaction() as connection:
            _upgrade(connection, store.name)
    except StoreError:
        store.close()
        raise
    return store


def _why(error: Exception) -> str:
    """Return the database's own words, their first line: what follows may quote what was to be written."""
    told = str(error.orig).strip().splitlines() if isinstance(error, DBAPIError) else []
    return told[0] if told else type(error).__name__


def _postgres(address: str) -> Store:
    try:
        url = make_url(f"postgresql+psycopg://{address.partition('://')[2]}")
    except (SQLAlchemyError, ValueError):
        url = None
    if url is None or "@" in f"{url.host}{url.database}":
        raise StoreError(Reason("store_address_unreadable"), "store") from None  # the cause quotes the address
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": _PATIENCE}
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=patience)
    return Store(
        engine, URL.create("postgresql", host=url.host, port=url.port, database=url.database).render_as_string()
    )


def _sqlite(address: str, *, is_made: bool) -> Store:
    if "://" in address and not address.startswith(_SQLITE):
        raise StoreError(Reason("store_address_wrong"), "store")
    path = Path(address.removeprefix(_SQLITE)).absolute()
    if has_links_beside(path):
        raise StoreError(Reason("store_link_beside"), f"store: {path}")
    if not is_made and not os.path.lexists(path):
        raise StoreError(Reason("file_missing"), f"store: {path}")
    try:
        make_own_folder(path.parent)
    except (OSError, ValueError) as error:
        raise StoreError(of_system(error), f"store: {path.parent}") from error
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=QueuePool, hide_parameters=True, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _careful)
    return Store(engine, str(path))


def _careful(connection: Any, _record: Any) -> None:  # noqa: ANN401  sqlite3's connection
    """Let readers and a writer work side by side, and lose nothing when the process is killed.

    The first of it stays in the file: the database of another program is left as it is.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables or {DECISIONS.name, _REVISIONS} <= tables:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _upgrade(connection: Connection, name: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    steps = ScriptDirectory.from_config(config)
    tables = {*inspect(connection).get_table_names()}  # before the next line: a store may be made meanwhile
    has = MigrationContext.configure(connection).get_current_revision()
    if has == steps.get_current_head():
        return
    if _is_foreign(connection, tables, has):
        raise StoreError(Reason("store_foreign"), f"store: {name}")
    if has is not None and has not in {one.revision for one in steps.walk_revisions()}:
        raise StoreError(Reason("store_newer"), f"store: {name}")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    command.upgrade(config, "head")


def _is_foreign(connection: Connection, tables: set[str], revision: str | None) -> bool:
    """Return whether another program made the tables; in a database of a server it may have some beside ours."""
    if revision is not None:
        return DECISIONS.name not in tables
    is_ours_alone = connection.dialect.name == "sqlite"
    return bool(tables - {_REVISIONS} if is_ours_alone else tables & METADATA.tables.keys())
