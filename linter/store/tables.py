"""The tables of the store."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text, text

METADATA = MetaData()
_STANDS = text("taken_back_at IS NULL")
DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("page", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("message", Text, nullable=False),
    Column("expires", String(10)),
    Column("taken_back_at", String(32)),
    Column("taken_back_by", Text),
    Index(
        "decisions_that_stand",
        "page",
        "rule",
        "fingerprint",
        unique=True,
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    ),
)
_ANSWER_STANDS = text("replaced_at IS NULL")
ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("question", String(64), nullable=False),
    Column("criterion", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("by", Text, nullable=False),
    Column("answered_on", String(10), nullable=False),
    Column("why", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("replaced_at", String(32)),
    Index(
        "answers_that_stand",
        "question",
        unique=True,
        sqlite_where=_ANSWER_STANDS,
        postgresql_where=_ANSWER_STANDS,
    ),
)
