"""One decision stands for a fault at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STANDS = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    """Let only the latest decision about a fault stand, now and from now on."""
    op.execute(
        """UPDATE decisions SET taken_back_at = made_at, taken_back_by = "by" WHERE taken_back_at IS NULL AND EXISTS (
        SELECT 1 FROM decisions AS later WHERE later.taken_back_at IS NULL AND later.id > decisions.id
        AND later.page = decisions.page AND later.rule = decisions.rule AND later.fingerprint = decisions.fingerprint)"""
    )
    op.create_index(
        "decisions_that_stand",
        "decisions",
        ["page", "rule", "fingerprint"],
        unique=True,
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
    op.drop_index("decisions_by_page", "decisions")


def downgrade() -> None:
    """Let several stand again."""
    op.create_index("decisions_by_page", "decisions", ["page"])
    op.drop_index("decisions_that_stand", "decisions")
