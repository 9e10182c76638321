"""Covered identities that an officer opened for a while, or took out of the house."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from storage.tables.base import Instant, RowId, metadata

identity_openings = Table(
    "identity_openings",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("observer_id", ForeignKey("observers.id"), nullable=True),  # empty: many, in a sheet
    Column("about", String(80), nullable=False),  # report:17, or which sheet
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("noted_at", Instant, nullable=True),  # when the director took note of it
    Column("noted_by", ForeignKey("staff.id"), nullable=True),
)
Index(
    "ix_identity_openings_staff_id",
    identity_openings.c.staff_id,
    identity_openings.c.until,
)
Index(
    "ix_identity_openings_unnoted",
    identity_openings.c.id,
    sqlite_where=identity_openings.c.noted_at.is_(None),
    postgresql_where=identity_openings.c.noted_at.is_(None),
)
