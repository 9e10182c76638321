"""Sheets of earlier years and their lines."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STAFF = ("staff_id", "taken_by", "undone_by")


def upgrade() -> None:
    op.create_table(
        "past_sheets",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("filename", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("taken_by", ROW_ID, nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", ROW_ID, nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_past_sheets_{name}"))
            for name in STAFF
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_sheets")),
    )
    alive = sa.text("state IN ('waiting', 'read', 'taken')")
    op.create_index(
        "uq_past_sheets_alive",
        "past_sheets",
        ["sha256"],
        unique=True,
        sqlite_where=alive,
        postgresql_where=alive,
    )
    _create_rows()


def _create_rows() -> None:
    op.create_table(
        "past_rows",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("sheet_id", ROW_ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("county", sa.String(20), nullable=False),
        sa.Column("project", sa.String(40), nullable=True),
        sa.Column("unit", sa.String(400), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("closed", sa.String(8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["past_sheets.id"], name=op.f("fk_past_rows_sheet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_rows")),
    )
    op.create_index("ix_past_rows_sheet", "past_rows", ["sheet_id", "id"])
    op.create_index("ix_past_rows_year", "past_rows", ["year", "id"])


def downgrade() -> None:
    op.drop_table("past_rows")
    op.drop_table("past_sheets")
