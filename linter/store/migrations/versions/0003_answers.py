"""Answers to the questions of reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STANDS = sa.text("replaced_at IS NULL")


def upgrade() -> None:
    """Make the table of answers, of which one stands for a question at a time."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.String(64), nullable=False),
        sa.Column("criterion", sa.String(20), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("answered_on", sa.String(10), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("replaced_at", sa.String(32)),
    )
    op.create_index(
        "answers_that_stand",
        "answers",
        ["question"],
        unique=True,
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("answers")
