"""Answers to the fields of cards, and whether a report's observer was asked for some."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "card_answers",
        sa.Column("id", row_id, autoincrement=True, nullable=False),
        sa.Column("report_id", row_id, nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("project", sa.String(40), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("up_to", sa.String(40), nullable=False),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.Column("unit", sa.String(16), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("by", sa.String(8), nullable=False),
        sa.Column("staff_id", row_id, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_card_answers_report_id_reports")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_card_answers_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_answers")),
    )
    op.create_index("ix_card_answers_report", "card_answers", ["report_id", "id"])
    with op.batch_alter_table("reports") as reports:
        reports.add_column(
            sa.Column("card_asked", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("reports") as reports:
        reports.drop_column("card_asked")
    op.drop_index("ix_card_answers_report", table_name="card_answers")
    op.drop_table("card_answers")
