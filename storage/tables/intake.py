"""Raw deliveries of the platforms: the once-only key, the kept answer, the quarantine."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
)

from storage.tables.base import Instant, RowId, metadata

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("delivery_key", LargeBinary(32), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("msg_id", String(64), nullable=False),
    Column("sender", String(128), nullable=False),
    Column("receiver", String(128), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("raw", LargeBinary, nullable=True),  # sealed JSON of the fields; empty after retention
    Column("state", String(16), nullable=False),  # done | failed | held | erased
    Column("answer", Text, nullable=False),
    Column("answer_state", String(16), nullable=False),  # kept | late | posted
    Column("last_seen_at", Instant, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("failure", String(200), nullable=False),
    # The stranger (a senders.id) whose binding it waits for, or who is yet to hear of its adoption.
    Column("held_for", BigInteger, nullable=True),
)
Index(
    "ix_deliveries_failed",
    deliveries.c.id,
    sqlite_where=deliveries.c.state == "failed",
    postgresql_where=deliveries.c.state == "failed",
)
Index(
    "ix_deliveries_late",
    deliveries.c.last_seen_at,
    sqlite_where=deliveries.c.answer_state == "late",
    postgresql_where=deliveries.c.answer_state == "late",
)

Index(
    "ix_deliveries_held",
    deliveries.c.held_for,
    sqlite_where=deliveries.c.held_for.is_not(None),
    postgresql_where=deliveries.c.held_for.is_not(None),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("fingerprint", LargeBinary(32), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("query", Text, nullable=False),  # JSON of the request's parameters
    Column("body", LargeBinary, nullable=False),  # sealed, exactly as received
    Column("received_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),  # kept | replayed
)

senders = Table(
    "senders",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("channel", String(16), nullable=False),
    Column("sender", String(128), nullable=False),
    Column("observer_id", ForeignKey("observers.id"), nullable=True, index=True),
    Column("bound_at", Instant, nullable=True),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_inbound_at", Instant, nullable=False),  # opens the 48 h window of 客服消息
    Column("sent_in_window", SmallInteger, nullable=False),  # at most 5 since last_inbound_at
    Column("greeted_at", Instant, nullable=True),
    Column("left_at", Instant, nullable=True),
    Index("uq_senders_channel_sender", "channel", "sender", unique=True),
)
