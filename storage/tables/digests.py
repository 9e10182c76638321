"""Digests as they were made: nothing in them ever changes.

What is new in one is found by `reports.digested_in` and `letter_events.digested_in`, never by an id
greater than the last: ids become visible out of order (mechanics §Search and lists).
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from storage.tables.base import Day, Instant, RowId, metadata

digests = Table(
    "digests",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),  # day | week | asked
    Column("day", Day, nullable=False),  # on which it was made, in China
    Column("made_at", Instant, nullable=False),
    Column("made_by", ForeignKey("staff.id"), nullable=True),  # empty: the clock
    Column("facts", Text, nullable=False),  # canonical JSON: what every figure is counted from
    Column("text", Text, nullable=False),  # as it goes into the group and by e-mail
    Column("fingerprint", String(64), nullable=False),  # sha256 of facts and text
    Column("audit_head", String(60), nullable=False),  # as printed; empty: nothing sealed yet
    # The weekly digest that has taken up this daily one. No foreign key: a table that points at
    # itself cannot be rebuilt in SQLite.
    Column("gathered_in", BigInteger, nullable=True),
)
Index("ix_digests_kind", digests.c.kind, digests.c.id)
