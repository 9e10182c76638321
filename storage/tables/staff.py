"""The office's own people and what they did."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.tables.base import Instant, RowId, metadata

staff = Table(
    "staff",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("username", String(40), nullable=False, unique=True),
    Column("display_name", String(40), nullable=False),
    Column("role", String(16), nullable=False),  # as in office/rights.py
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("session_epoch", Integer, nullable=False),  # raised to end every open session
    Column("created_at", Instant, nullable=False),
    Column("group_name", String(64), nullable=False, server_default=""),  # whom a leader leads
)

staff_acts = Table(
    "staff_acts",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=True),
    Column("act", String(40), nullable=False),
    Column("target", String(80), nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed_in", RowId, nullable=True),  # the number of its seal in audit_seals
)
Index("ix_staff_acts_target", staff_acts.c.target, staff_acts.c.id)
Index(
    "ix_staff_acts_unsealed",
    staff_acts.c.id,
    sqlite_where=staff_acts.c.sealed_in.is_(None),
    postgresql_where=staff_acts.c.sealed_in.is_(None),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("secret", LargeBinary, nullable=False),  # sealed
    Column("confirmed_at", Instant, nullable=True),  # empty: shown, but no code came back yet
    Column("last_step", BigInteger, nullable=False),  # of the newest code used
)
