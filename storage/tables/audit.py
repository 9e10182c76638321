"""The chain of seals over the office's deeds.

(Source: mechanics §Secrets and audit.)
"""

from sqlalchemy import Column, Integer, LargeBinary, Table

from storage.tables.base import RowId, metadata

# No foreign key to the deeds: a seal must outlive the row that somebody takes away.
audit_seals = Table(
    "audit_seals",
    metadata,
    Column("number", RowId, primary_key=True, autoincrement=False),  # 1, 2, 3 … without gaps
    Column("act_id", RowId, nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row, 1
    Column("number", RowId, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)
