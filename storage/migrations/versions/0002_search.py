"""Search: what must be indexed, the index itself, saved views."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from storage.tables.base import Instant, RowId

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Every character outside ASCII belongs to a word, however new; pairs say where words end. No
# positions: the text itself is read for those. The content stands in report_words, so that a
# changed report's old pairs can be taken out (SQLite 3.40 cannot do so without it).
_FULL_TEXT = """
CREATE VIRTUAL TABLE report_pairs USING fts5(
    pairs, content='report_words', content_rowid='report_id',
    tokenize='ascii', detail='none', columnsize=0
)
"""


def upgrade() -> None:
    _mark_reports()
    _add_lists()
    _add_words()
    op.create_table(
        "saved_views",
        sa.Column("id", RowId, autoincrement=True, nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_saved_views_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_index("uq_saved_views_staff_name", "saved_views", ["staff_id", "name"], unique=True)


def _mark_reports() -> None:
    unindexed = sa.text("unindexed_at IS NOT NULL")
    op.add_column(
        "reports", sa.Column("unindexed_at", sa.BigInteger(), nullable=True, server_default="0")
    )
    op.create_index(
        "ix_reports_unindexed",
        "reports",
        ["unindexed_at"],
        sqlite_where=unindexed,
        postgresql_where=unindexed,
    )


def _add_lists() -> None:
    unusual = sa.text("state != 'received'")
    op.create_index("ix_reports_project", "reports", ["project", "id"])
    op.create_index("ix_reports_county", "reports", ["county", "id"])
    op.create_index("ix_reports_day", "reports", ["day", "id"])
    op.create_index(
        "ix_reports_urgent",
        "reports",
        ["urgent", "id"],
        sqlite_where=sa.text("urgent = 1"),
        postgresql_where=sa.text("urgent"),
    )
    op.create_index(
        "ix_reports_unusual_state",
        "reports",
        ["state", "id"],
        sqlite_where=unusual,
        postgresql_where=unusual,
    )


def _add_words() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "report_words",
        sa.Column("report_id", RowId, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pairs", sa.Text() if on_sqlite else postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_words_report_id_reports")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_words")),
    )
    if on_sqlite:
        op.execute(_FULL_TEXT)
    else:
        op.create_index(
            "ix_report_words_pairs", "report_words", ["pairs"], postgresql_using="gin"
        )


def downgrade() -> None:
    op.drop_table("saved_views")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE report_pairs")
    op.drop_table("report_words")
    for name in ("unusual_state", "urgent", "day", "county", "project", "unindexed"):
        op.drop_index(f"ix_reports_{name}", "reports")
    with op.batch_alter_table("reports") as batch:
        batch.drop_column("unindexed_at")
