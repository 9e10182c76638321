"""What waits on the office's desk, and what observers say of the outcome."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}"))


def _index_where(name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "desk_tasks", columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    op.create_table(
        "desk_tasks",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("letter_id", ROW_ID, nullable=True),
        sa.Column("item_id", ROW_ID, nullable=True),
        sa.Column("report_id", ROW_ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", ROW_ID, nullable=True),
        sa.Column("end", sa.String(16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        _points("desk_tasks", "letter_id", "letters"),
        _points("desk_tasks", "item_id", "letter_items"),
        _points("desk_tasks", "report_id", "reports"),
        _points("desk_tasks", "ended_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_tasks")),
        sa.UniqueConstraint("key", name=op.f("uq_desk_tasks_key")),
    )
    op.create_index(op.f("ix_desk_tasks_letter_id"), "desk_tasks", ["letter_id"])
    op.create_index(op.f("ix_desk_tasks_report_id"), "desk_tasks", ["report_id"])
    _index_where("ix_desk_tasks_open", ["due", "id"], "ended_at IS NULL")
    _index_where("ix_desk_tasks_ended", ["ended_at", "id"], "ended_at IS NOT NULL")
    op.create_table(
        "looks",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("item_id", ROW_ID, nullable=False),
        sa.Column("answer_id", ROW_ID, nullable=False),
        sa.Column("asked_by", ROW_ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("wait_until", sa.Integer(), nullable=False),
        _points("looks", "item_id", "letter_items"),
        _points("looks", "answer_id", "letter_answers"),
        _points("looks", "asked_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_looks_answer_id")),
    )
    op.create_index(op.f("ix_looks_item_id"), "looks", ["item_id"])
    op.create_index("ix_looks_wait_until", "looks", ["wait_until"])
    op.create_table(
        "look_people",
        sa.Column("look_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("report_id", ROW_ID, nullable=False),
        _points("look_people", "look_id", "looks"),
        _points("look_people", "observer_id", "observers"),
        _points("look_people", "report_id", "reports"),
        sa.PrimaryKeyConstraint("look_id", "observer_id", name=op.f("pk_look_people")),
    )
    op.create_index(op.f("ix_look_people_observer_id"), "look_people", ["observer_id"])
    op.create_table(
        "verdicts",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("look_id", ROW_ID, nullable=False),
        sa.Column("observer_id", ROW_ID, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _points("verdicts", "look_id", "looks"),
        _points("verdicts", "observer_id", "observers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    op.create_index("ix_verdicts_look", "verdicts", ["look_id", "id"])
    waits = sa.text("state = 'received' AND desk_state <> 'closed'")
    op.create_index(
        "ix_reports_unanswered", "reports", ["day", "id"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    op.drop_index("ix_reports_unanswered", "reports")
    op.drop_table("verdicts")
    op.drop_table("look_people")
    op.drop_table("looks")
    op.drop_table("desk_tasks")
