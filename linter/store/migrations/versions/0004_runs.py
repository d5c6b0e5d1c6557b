"""Runs, their pages and findings, and what many pages have in common."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("findings", "pages", "contents", "totals", "runs")


def upgrade() -> None:
    """Make the tables."""
    _make_runs()
    _make_pages()
    op.create_table(
        "findings",
        *_key("run", "page", "number"),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("known_by", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        *_counts("line", "count", "suppressed"),
        sa.Column("places", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    for name in _TABLES:
        op.drop_table(name)


def _make_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("tool", sa.String(32), nullable=False),
        sa.Column("stages", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        *_counts("population", "pages"),
        sa.Column("findings", sa.Text, nullable=False),
        sa.Column("axe", sa.String(32)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("thinned_at", sa.String(32)),
    )
    op.create_index("runs_of_site", "runs", ["site", "day", "id"])
    op.create_table(
        "totals",
        *_key("run"),
        sa.Column("by", sa.String(10), primary_key=True),
        sa.Column("name", sa.String(200), primary_key=True),
        *_counts("population", "chosen", "chosen_failing", "drawn", "drawn_failing", "findings"),
        sqlite_with_rowid=False,
    )


def _make_pages() -> None:
    op.create_table(
        "contents",
        sa.Column("digest", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pages",
        *_key("run", "number"),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("status", sa.Integer),
        sa.Column("types", sa.Text, nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("updated", sa.String(10)),
        sa.Column("text", sa.String(32), nullable=False),
        sa.Column("content", sa.String(32), nullable=False),
        sa.Column("redirects", sa.Text, nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        *_counts("findings"),
        sa.Column("unsaid", sa.Text, nullable=False),
        sa.Column("facts", sa.String(32)),
        sqlite_with_rowid=False,
    )


def _key(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, primary_key=True, autoincrement=False) for name in names]


def _counts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]
