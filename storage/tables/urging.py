"""How units are urged: messages on a tap or by the clock, calls, and who has a letter in hand."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, UniqueConstraint

from storage.tables.base import Day, Instant, RowId, metadata

letter_urgings = Table(
    "letter_urgings",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False),
    Column("day", Day, nullable=False),  # in 邵阳: one a day and letter
    Column("stage", String(8), nullable=False),  # T-2 | T | T+1
    Column("due", Day, nullable=False),  # the term it was about: an extension begins anew
    Column("contact", String(80), nullable=False),  # key of the 联络人
    Column("message_key", String(120), nullable=False, unique=True),  # its once_key in the outbox
    Column("staff_id", ForeignKey("staff.id"), nullable=True),  # empty: the clock
    Column("at", Instant, nullable=False),
    UniqueConstraint("letter_id", "day"),
)

letter_calls = Table(
    "letter_calls",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("outcome", String(16), nullable=False),  # reached | missed
    Column("whom", LargeBinary, nullable=False),  # sealed: who was rung, as typed
    Column("words", LargeBinary, nullable=False),  # sealed: what was said
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

# 转交 where there is no link: whom the unit named to the office. Only ever added to.
letter_hands = Table(
    "letter_hands",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("letter_id", ForeignKey("letters.id"), nullable=False, index=True),
    Column("person", LargeBinary, nullable=False),  # sealed, as is the phone
    Column("phone", LargeBinary, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
