"""Links of units to their letters, with drafts and files of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _links()
    op.create_table(
        "unit_drafts",
        sa.Column("link_id", ROW_ID, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["unit_links.id"], name=op.f("fk_unit_drafts_link_id")
        ),
        sa.PrimaryKeyConstraint("link_id", name=op.f("pk_unit_drafts")),
    )
    _files()


def _links() -> None:
    op.create_table(
        "unit_links",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=False),
        sa.Column("token_index", sa.LargeBinary(32), nullable=False),
        sa.Column("once", sa.String(32), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("passed_on_by", ROW_ID, nullable=True),
        sa.Column("made_by", ROW_ID, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_unit_links_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["passed_on_by"], ["unit_links.id"], name=op.f("fk_unit_links_passed_on_by")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_unit_links_made_by")),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["staff.id"], name=op.f("fk_unit_links_revoked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_links")),
        sa.UniqueConstraint("token_index", name=op.f("uq_unit_links_token_index")),
        sa.UniqueConstraint("once", name=op.f("uq_unit_links_once")),
    )
    op.create_index(op.f("ix_unit_links_letter_id"), "unit_links", ["letter_id"])


def _files() -> None:
    op.create_table(
        "unit_files",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("link_id", ROW_ID, nullable=False),
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("mime", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["unit_links.id"], name=op.f("fk_unit_files_link_id")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["letter_items.id"], name=op.f("fk_unit_files_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_files")),
        sa.UniqueConstraint(
            "link_id",
            "item_id",
            "role",
            "sha256",
            name=op.f("uq_unit_files_link_id_item_id_role_sha256"),
        ),
    )
    op.create_index(op.f("ix_unit_files_item_id"), "unit_files", ["item_id"])


def downgrade() -> None:
    op.drop_table("unit_files")
    op.drop_table("unit_drafts")
    op.drop_table("unit_links")
