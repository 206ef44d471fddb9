"""The tables of the terminal's store; the same on SQLite and on PostgreSQL."""

from sqlalchemy import Column, DateTime, Engine, Index, Integer, LargeBinary, MetaData, String, Table, Text, Uuid
from sqlalchemy import create_engine as sqlalchemy_engine
from sqlalchemy import event as sqlalchemy_event

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


def create_engine(url: str) -> Engine:
    """An engine for ``url`` whose commits are durable before they return."""
    engine = sqlalchemy_engine(url)
    if engine.dialect.name == "sqlite":
        sqlalchemy_event.listen(engine, "connect", _make_sqlite_durable)
    return engine


def _make_sqlite_durable(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
