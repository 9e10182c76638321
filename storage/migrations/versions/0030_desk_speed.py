"""Indexes of the desk: the board by county and project, and the few of many that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_ON_THE_DESK = sa.text("state = 'received' AND desk_state <> 'closed'")
_WAITING = (
    ("ix_essays_submitted", "essays", "id", "state = 'submitted'"),
    ("ix_letter_signatures_waiting", "letter_signatures", "letter_id", "state = 'waiting'"),
    ("ix_letter_extensions_asked", "letter_extensions", "letter_id", "state = 'asked'"),
)


def _board(*further: str) -> None:
    columns: list[str | sa.TextClause] = ["desk_state", sa.text("urgent DESC"), "id", *further]
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
    for name, table, column, condition in _WAITING:
        where = sa.text(condition)
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _, _ in _WAITING:
        op.drop_index(name, table)
    op.drop_index("ix_reports_board", "reports")
    _board()
