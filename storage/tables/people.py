"""Observers and how they are recognised. Names and phones are sealed; lookups use blind indexes."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.tables.base import Day, Instant, RowId, metadata

observers = Table(
    "observers",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("name", LargeBinary, nullable=False),  # sealed
    Column("name_index", LargeBinary(32), nullable=False, index=True),
    Column("phone", LargeBinary, nullable=False),  # sealed
    Column("phone_index", LargeBinary(32), nullable=False, unique=True),
    Column("unit", LargeBinary, nullable=False),  # sealed: a small unit names its person
    Column("county", String(32), nullable=False),
    Column("group_name", String(64), nullable=False),
    Column("role", String(16), nullable=False),  # 观察员 | 监督员 | 评议员
    Column("appointed_from", Day, nullable=True),
    Column("appointed_to", Day, nullable=True),
    Column("state", String(16), nullable=False),  # active | suspended
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("suspended_from", Day, nullable=True),
    Column("suspension_told_at", Instant, nullable=True),
    # No foreign key: SQLite could not drop the column again.
    Column("successor_of", BigInteger, nullable=True),
    Column("erased_at", Instant, nullable=True),  # the identity of somebody who left long ago
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("code_index", LargeBinary(32), nullable=False, unique=True),
    Column("observer_id", ForeignKey("observers.id"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=True),
    Column("created_by", ForeignKey("staff.id"), nullable=True),
)

binding_requests = Table(
    "binding_requests",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("sender_id", ForeignKey("senders.id"), nullable=False),
    Column("observer_id", ForeignKey("observers.id"), nullable=False),
    Column("state", String(16), nullable=False),  # open | confirmed | refused | replaced
    Column("created_at", Instant, nullable=False),
    Column("decided_at", Instant, nullable=True),
    Column("decided_by", ForeignKey("staff.id"), nullable=True),
)
Index(
    "uq_binding_requests_open",
    binding_requests.c.sender_id,
    unique=True,
    sqlite_where=binding_requests.c.state == "open",
    postgresql_where=binding_requests.c.state == "open",
)

attempts = Table(
    "attempts",
    metadata,
    Column("bucket", String(160), primary_key=True),  # e.g. bind:person:17 or login:name:…
    Column("window_start", Instant, primary_key=True),
    Column("count", Integer, nullable=False),
)

roster_previews = Table(
    "roster_previews",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("sheet", LargeBinary, nullable=False),  # sealed .xlsx
    Column("filename", Text, nullable=False),
    Column("created_by", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("applied_at", Instant, nullable=True),
)
