"""The roads out: what accounts may do, consents to notices, what became of one, calls made."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.tables.base import Day, Instant, RowId, metadata

capabilities = Table(
    "capabilities",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("name", String(16), primary_key=True),  # send | fetch | template | subscribe | menu
    Column("state", String(8), nullable=False),  # on | off
    Column("errcode", Integer, nullable=False),  # what the platform answered last when it was off
    Column("since", Instant, nullable=False),
    Column("try_at", Instant, nullable=False),  # while off: when the platform is asked again
)

consents = Table(
    "consents",
    metadata,
    Column("sender", String(128), primary_key=True),
    Column("template", String(64), primary_key=True),
    Column("left", Integer, nullable=False),  # how many notices the person still agrees to
    Column("at", Instant, nullable=False),
)

consent_asks = Table(
    "consent_asks",
    metadata,
    Column("sender", String(128), primary_key=True),
    Column("asked_at", Instant, nullable=False),
)

notice_sends = Table(
    "notice_sends",
    metadata,
    Column("msg_id", String(64), primary_key=True),
    Column("outbox_id", ForeignKey("outbox.id"), nullable=True),  # the answer and the event race
    Column("status", String(60), nullable=False),  # the event's last word, empty until it came
    Column("at", Instant, nullable=False),
)

phone_calls = Table(
    "phone_calls",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("outcome", String(16), nullable=False),  # reached | missed | later
    Column("day", Day, nullable=False),  # when it was, as the clerk says
    Column("note", LargeBinary, nullable=False),  # sealed: what was said
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
Index("ix_phone_calls_observer", phone_calls.c.observer_id, phone_calls.c.id)
