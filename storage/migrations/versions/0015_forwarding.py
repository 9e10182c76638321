"""What a clerk passed on to the observers' group."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_pictures",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", ROW_ID, nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("unwritten", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["staff.id"], name=op.f("fk_group_pictures_asked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_pictures")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_group_pictures_fingerprint")),
    )
    wanted = sa.text("state = 'wanted'")
    op.create_index(
        "ix_group_pictures_wanted",
        "group_pictures",
        ["next_at"],
        sqlite_where=wanted,
        postgresql_where=wanted,
    )
    op.create_table(
        "forwards",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(16), nullable=False),
        sa.Column("road", sa.String(16), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("picture_id", ROW_ID, nullable=True),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["group_pictures.id"], name=op.f("fk_forwards_picture_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_forwards_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forwards")),
    )


def downgrade() -> None:
    op.drop_table("forwards")
    op.drop_table("group_pictures")
