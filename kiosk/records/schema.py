"""The tables of the terminal's store; the same on SQLite and on PostgreSQL."""

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, MetaData, String, Table, Text, Uuid

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("type", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Index("events_by_type", "type", "visit_id"),
)
"""One row an event. (visit, sequence) is unique, so two windows cannot both write a visit's next event."""

pictures = Table(
    "pictures",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("jpeg", LargeBinary, nullable=False),
)

heads = Table(
    "heads",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""The last event of each visit, so that its removal, or that of the whole visit, leaves something behind."""
