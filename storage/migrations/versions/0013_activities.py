"""Inspections with stops and check-ins, contact points with visits, the three questions."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "inspections", sa.Column("meeting_time", sa.String(5), nullable=False, server_default="")
    )
    op.add_column(
        "inspections", sa.Column("meeting_place", sa.String(120), nullable=False, server_default="")
    )
    op.add_column("inspections", sa.Column("audience", sa.Text(), nullable=False, server_default=""))
    op.add_column("inspections", sa.Column("invited_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "inspections", sa.Column("version", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("inspection_people", sa.Column("checked_in_at", sa.BigInteger(), nullable=True))
    op.add_column("inspection_people", sa.Column("stop", sa.Integer(), nullable=True))
    op.create_table(
        "inspection_stops",
        sa.Column("inspection_id", ROW_ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("project", sa.String(40), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspections.id"], name=op.f("fk_inspection_stops_inspection_id")
        ),
        sa.PrimaryKeyConstraint("inspection_id", "place", name=op.f("pk_inspection_stops")),
    )
    op.create_table(
        "contact_points",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("project", sa.String(40), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_contact_points_observer_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_contact_points_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_points")),
    )
    op.create_index("ix_contact_points_observer_id", "contact_points", ["observer_id"])
    op.create_table(
        "visits",
        sa.Column("point_id", ROW_ID, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"], ["contact_points.id"], name=op.f("fk_visits_point_id")
        ),
        sa.PrimaryKeyConstraint("point_id", "day", name=op.f("pk_visits")),
    )
    op.create_table(
        "place_wishes",
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_place_wishes_observer_id")
        ),
        sa.PrimaryKeyConstraint("observer_id", name=op.f("pk_place_wishes")),
    )
    op.create_table(
        "assessments",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("project", sa.String(40), nullable=True),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("closes_on", sa.Integer(), nullable=False),
        sa.Column("opened_by", ROW_ID, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["staff.id"], name=op.f("fk_assessments_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
    )
    op.create_table(
        "assessment_people",
        sa.Column("assessment_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("group_name", sa.String(64), nullable=False),
        sa.Column("answers", sa.String(8), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_people_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["observer_id"], ["observers.id"], name=op.f("fk_assessment_people_observer_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "observer_id", name=op.f("pk_assessment_people")),
    )
    op.create_index("ix_assessment_people_observer", "assessment_people", ["observer_id"])


def downgrade() -> None:
    op.drop_table("assessment_people")
    op.drop_table("assessments")
    op.drop_table("place_wishes")
    op.drop_table("visits")
    op.drop_table("contact_points")
    op.drop_table("inspection_stops")
    # Who took their name off again was not on the list to an older version.
    op.execute("DELETE FROM inspection_people WHERE state = 'withdrew'")
    with op.batch_alter_table("inspection_people") as people:
        people.drop_column("stop")
        people.drop_column("checked_in_at")
    with op.batch_alter_table("inspections") as inspections:
        for name in ("version", "invited_at", "audience", "meeting_place", "meeting_time"):
            inspections.drop_column(name)
