"""The desk: where each report stands, what was found, asked, handed over and said at its end."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def _columns_and_indexes_of_reports() -> None:
    op.add_column(
        "reports", sa.Column("desk_state", sa.String(16), nullable=False, server_default="new")
    )
    op.add_column(
        "reports", sa.Column("desk_version", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("reports", sa.Column("desk_news_at", sa.BigInteger(), nullable=True))
    for name, columns, where in (
        (
            "ix_reports_board",
            ("desk_state", sa.text("urgent DESC"), "id"),
            "state = 'received' AND desk_state <> 'closed'",
        ),
        ("ix_reports_desk_news", ("desk_news_at",), "desk_news_at IS NOT NULL"),
        ("ix_reports_merged_into", ("merged_into",), "merged_into IS NOT NULL"),
    ):
        narrowed = sa.text(where)
        op.create_index(
            name, "reports", columns, sqlite_where=narrowed, postgresql_where=narrowed
        )


def upgrade() -> None:
    _columns_and_indexes_of_reports()
    op.create_table(
        "desk_events",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("before", sa.String(16), nullable=False),
        sa.Column("after", sa.String(16), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("desk_events", "report_id", "reports"),
        _points("desk_events", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_events")),
    )
    op.create_index("ix_desk_events_report", "desk_events", ["report_id", "id"])
    op.create_table(
        "verifications",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("verifications", "report_id", "reports"),
        _points("verifications", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )
    op.create_index("ix_verifications_report", "verifications", ["report_id", "id"])
    op.create_table(
        "hand_overs",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("receiver", sa.String(80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("outcome_by", ROW_ID, nullable=True),
        sa.Column("outcome_at", sa.BigInteger(), nullable=True),
        _points("hand_overs", "outcome_by", "staff"),
        _points("hand_overs", "report_id", "reports"),
        _points("hand_overs", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
    )
    op.create_index(op.f("ix_hand_overs_report_id"), "hand_overs", ["report_id"])
    op.create_table(
        "report_outcomes",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reopened_by", ROW_ID, nullable=True),
        sa.Column("reopened_at", sa.BigInteger(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=False),
        _points("report_outcomes", "reopened_by", "staff"),
        _points("report_outcomes", "report_id", "reports"),
        _points("report_outcomes", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_outcomes")),
    )
    standing = sa.text("reopened_at IS NULL")
    op.create_index(
        "uq_report_outcomes_standing",
        "report_outcomes",
        ["report_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_index("ix_report_outcomes_report", "report_outcomes", ["report_id", "id"])
    op.create_table(
        "office_questions",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        _points("office_questions", "observer_id", "observers"),
        _points("office_questions", "report_id", "reports"),
        _points("office_questions", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_questions")),
    )
    op.create_index(op.f("ix_office_questions_report_id"), "office_questions", ["report_id"])
    unanswered = sa.text("answered_at IS NULL")
    op.create_index(
        "ix_office_questions_open",
        "office_questions",
        ["observer_id", "id"],
        sqlite_where=unanswered,
        postgresql_where=unanswered,
    )
    op.create_table(
        "report_splits",
        sa.Column("new_report_id", ROW_ID, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("report_splits", "new_report_id", "reports"),
        _points("report_splits", "report_id", "reports"),
        _points("report_splits", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("new_report_id", name=op.f("pk_report_splits")),
    )
    op.create_index(op.f("ix_report_splits_report_id"), "report_splits", ["report_id"])
    op.create_table(
        "report_locks",
        sa.Column("report_id", ROW_ID, nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        _points("report_locks", "report_id", "reports"),
        _points("report_locks", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_locks")),
    )


def downgrade() -> None:
    for table in (
        "report_locks",
        "report_splits",
        "office_questions",
        "report_outcomes",
        "hand_overs",
        "verifications",
        "desk_events",
    ):
        op.drop_table(table)
    for index in ("ix_reports_merged_into", "ix_reports_desk_news", "ix_reports_board"):
        op.drop_index(index, "reports")
    for column in ("desk_news_at", "desk_version", "desk_state"):
        op.drop_column("reports", column)
