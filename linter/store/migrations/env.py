"""Alembic's entry: the connection is given by `linter.store.database`, and nothing is read from a file."""

from __future__ import annotations

from alembic import context

from linter.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
