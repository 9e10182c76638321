"""四个一: reviews, absences, other roles, own numbers, inspections, essays, pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report_reviews",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_reviews_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_report_reviews_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reviews")),
    )
    op.create_index("ix_report_reviews_report", "report_reviews", ["report_id", "id"])
    op.create_table(
        "second_parts",
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_second_parts_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "code", name=op.f("pk_second_parts")),
    )
    op.create_table(
        "absences",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_absences_observer_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absences_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index("ix_absences_observer_id", "absences", ["observer_id"])
    op.create_table(
        "extra_roles",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_extra_roles_observer_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_extra_roles_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_roles")),
    )
    op.create_index("ix_extra_roles_observer_id", "extra_roles", ["observer_id"])
    op.create_table(
        "quota_overrides",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("first_month", sa.Integer(), nullable=False),
        sa.Column("last_month", sa.Integer(), nullable=True),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_quota_overrides_observer_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_quota_overrides_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_overrides")),
    )
    op.create_index("ix_quota_overrides_observer_id", "quota_overrides", ["observer_id"])
    op.create_table(
        "inspections",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_by", ROW_ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["staff.id"], name=op.f("fk_inspections_created_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    op.create_table(
        "inspection_people",
        sa.Column("inspection_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_people_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_inspection_people_observer_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_inspection_people_staff_id")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "observer_id", name=op.f("pk_inspection_people")),
    )
    op.create_index("ix_inspection_people_observer_id", "inspection_people", ["observer_id"])
    op.create_table(
        "essays",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("handed_in_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_by", ROW_ID, nullable=True),
        sa.Column("decided_by", ROW_ID, nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_essays_observer_id")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["staff.id"], name=op.f("fk_essays_entered_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_essays_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_essays")),
    )
    op.create_index("ix_essays_observer_id", "essays", ["observer_id"])
    op.create_table(
        "reminder_pauses",
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_reminder_pauses_observer_id")
        ),
        sa.PrimaryKeyConstraint("observer_id", name=op.f("pk_reminder_pauses")),
    )
    # Who is suspended now was so from that day on; how long earlier ones lasted only history says.
    op.execute(
        "INSERT INTO absences (observer_id, kind, first_day, at)"
        " SELECT id, 'suspended', suspended_from, updated_at FROM observers"
        " WHERE suspended_from IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("reminder_pauses")
    op.drop_table("essays")
    op.drop_table("inspection_people")
    op.drop_table("inspections")
    op.drop_table("quota_overrides")
    op.drop_table("extra_roles")
    op.drop_table("absences")
    op.drop_table("second_parts")
    op.drop_table("report_reviews")
