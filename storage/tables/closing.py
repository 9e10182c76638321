"""What waits on the office's desk, and what observers say once a unit has answered."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

desk_tasks = Table(
    "desk_tasks",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("key", String(120), nullable=False, unique=True),  # its cause: made once and for all
    Column("kind", String(16), nullable=False),  # see casework/ends/tasks.py
    Column("letter_id", ForeignKey("letters.id"), nullable=True, index=True),
    Column("item_id", ForeignKey("letter_items.id"), nullable=True),
    Column("report_id", ForeignKey("reports.id"), nullable=True, index=True),
    Column("note", Text, nullable=False),  # the year of a calendar, the reason of a proposal
    Column("due", Day, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=True),
    Column("ended_by", ForeignKey("staff.id"), nullable=True),  # empty: the facts ended it
    Column("end", String(16), nullable=False),  # done | dismissed | over, empty while it waits
    Column("words", LargeBinary, nullable=True),  # sealed: what came of it
)
Index(
    "ix_desk_tasks_open",
    desk_tasks.c.due,
    desk_tasks.c.id,
    sqlite_where=desk_tasks.c.ended_at.is_(None),
    postgresql_where=desk_tasks.c.ended_at.is_(None),
)
Index(
    "ix_desk_tasks_ended",
    desk_tasks.c.ended_at,
    desk_tasks.c.id,
    sqlite_where=desk_tasks.c.ended_at.is_not(None),
    postgresql_where=desk_tasks.c.ended_at.is_not(None),
)

looks = Table(
    "looks",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("item_id", ForeignKey("letter_items.id"), nullable=False, index=True),
    Column("answer_id", ForeignKey("letter_answers.id"), nullable=False, unique=True),
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("wait_until", Day, nullable=False),  # the last day to wait for a word
)
Index("ix_looks_wait_until", looks.c.wait_until)

look_people = Table(
    "look_people",
    metadata,
    Column("look_id", ForeignKey("looks.id"), primary_key=True),
    Column("observer_id", ForeignKey("observers.id"), primary_key=True, index=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),  # theirs, whose number is told
)

# Only ever added to: the newest of an observer holds.
verdicts = Table(
    "verdicts",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("look_id", ForeignKey("looks.id"), nullable=False),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("verdict", String(16), nullable=False),  # fixed | not_fixed | cannot_go
    Column("at", Instant, nullable=False),
)
Index("ix_verdicts_look", verdicts.c.look_id, verdicts.c.id)
