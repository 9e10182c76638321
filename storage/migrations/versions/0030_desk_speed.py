"""Indexes of the desk: the board by county and project, and the essays that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_ON_THE_DESK = sa.text("state = 'received' AND desk_state <> 'closed'")
_SUBMITTED = sa.text("state = 'submitted'")


def _board(*further: str) -> None:
    columns = ["desk_state", sa.text("urgent DESC"), "id", *further]
    op.create_index(
        "ix_reports_board",
        "reports",
        columns,
        sqlite_where=_ON_THE_DESK,
        postgresql_where=_ON_THE_DESK,
    )


def upgrade() -> None:
    op.drop_index("ix_reports_board", "reports")
    _board("county", "project")
    op.create_index(
        "ix_essays_submitted",
        "essays",
        ["id"],
        sqlite_where=_SUBMITTED,
        postgresql_where=_SUBMITTED,
    )


def downgrade() -> None:
    op.drop_index("ix_essays_submitted", "essays")
    op.drop_index("ix_reports_board", "reports")
    _board()
