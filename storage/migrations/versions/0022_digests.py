"""Digests, and what each of them has told of; nothing that came before is news."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TOLD = {
    "reports": "state = 'received' AND digested_in IS NULL",
    "letter_events": "digested_in IS NULL",
}


RECEIVED = sa.text("state = 'received'")


def upgrade() -> None:
    counted = ["day", "desk_state", "county", "project"]
    op.create_index(
        "ix_reports_counted",
        "reports",
        counted,
        sqlite_where=RECEIVED,
        postgresql_where=RECEIVED,
    )
    op.create_table(
        "digests",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", ROW_ID, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("audit_head", sa.String(60), nullable=False),
        sa.Column("gathered_in", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_digests_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
    )
    op.create_index("ix_digests_kind", "digests", ["kind", "id"])
    for table, untold in TOLD.items():
        op.add_column(table, sa.Column("digested_in", sa.BigInteger(), nullable=True))
        op.execute(f"UPDATE {table} SET digested_in = 0 WHERE {untold}")
        where = sa.text(untold)
        name = f"ix_{table}_undigested"
        op.create_index(name, table, ["id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_reports_counted", "reports")
    for table in TOLD:
        op.drop_index(f"ix_{table}_undigested", table)
        op.drop_column(table, "digested_in")
    op.drop_table("digests")
