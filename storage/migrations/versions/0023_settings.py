"""What the office set in the console."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "setting_sheets",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("family", sa.String(16), nullable=False),
        sa.Column("filename", sa.String(120), nullable=False),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_setting_sheets_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_sheets")),
    )
    op.create_table(
        "settings",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("family", sa.String(16), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sheet_id", ROW_ID, nullable=True),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["setting_sheets.id"], name=op.f("fk_settings_sheet_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_settings_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint(
            "family", "key", "version", name=op.f("uq_settings_family_key_version")
        ),
    )
    op.create_index("ix_settings_sheet_id", "settings", ["sheet_id"])


def downgrade() -> None:
    op.drop_table("settings")
    op.drop_table("setting_sheets")
