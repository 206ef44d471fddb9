"""Checks a record: every visit's chain, its head, and every picture against its digest.

Someone who can write the database and rewrites a visit's events, its head and all hashes together, or removes every
trace of a visit, is not found out: nothing here is sealed with a key that they do not hold.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.exc import SQLAlchemyError

from kiosk.records import schema
from kiosk.records.chain import FIRST_HASH, event_hash
from kiosk.records.problems import StoreUnusable
from kiosk.rules.assessment import Text
from kiosk.visits.events import OriginalCaptured

Rows = Sequence[Row[tuple[object, ...]]]


def verify(engine: Engine) -> Iterator[tuple[UUID, str]]:
    """Each visit that any table names, with what is first wrong with it, or "" when it is whole.

    Raises StoreUnusable where the tables cannot be read at all.
    """
    try:
        with engine.connect() as connection:
            for visit_id in _every_visit(connection):
                yield visit_id, _first_fault(connection, visit_id)
    except (SQLAlchemyError, ValueError, TypeError):
        unreadable = Text("内容无法读取", "what it holds cannot be read")
        raise StoreUnusable(engine.url.render_as_string(hide_password=True), unreadable) from None


def _every_visit(connection: Connection) -> Sequence[UUID]:
    tables = schema.metadata.sorted_tables
    return sorted({visit for table in tables for visit in connection.scalars(select(table.c.visit_id).distinct())})


def _first_fault(connection: Connection, visit_id: UUID) -> str:
    events, heads = schema.events, schema.heads
    head = connection.execute(select(heads).where(heads.c.visit_id == visit_id)).one_or_none()
    query = select(events).where(events.c.visit_id == visit_id).order_by(events.c.sequence)
    try:
        rows = connection.execute(query).all()
        return (
            (_missing_whole(head) if not rows else "")
            or _first_break(visit_id, rows)
            or _fault_of_head(rows, head)
            or _fault_of_pictures(connection, visit_id, rows)
        )
    except (ValueError, TypeError):
        return "an event is not in the form it was written in"


def _missing_whole(head: Row[tuple[object, ...]] | None) -> str:
    return "the whole visit is missing" if head is not None else "pictures are left of a visit without an event"


def _first_break(visit_id: UUID, rows: Rows) -> str:
    previous = FIRST_HASH
    for expected, row in enumerate(rows, start=1):
        if row.sequence != expected:
            return f"event {expected} is missing"
        sealed = event_hash(visit_id, row.sequence, utc(row.recorded_at), row.type, row.body, previous)
        if row.previous_hash != previous or row.hash != sealed:
            return f"event {expected} was changed"
        previous = row.hash
    return ""


def _fault_of_head(rows: Rows, head: Row[tuple[object, ...]] | None) -> str:
    last = len(rows)
    if head is None:
        return "its head is missing"
    if head.sequence > last:
        return f"events after {last} are missing"
    if head.sequence < last:
        return f"events after {head.sequence} were added from outside"
    return "" if head.hash == rows[-1].hash else "its head was changed"


def _fault_of_pictures(connection: Connection, visit_id: UUID, rows: Rows) -> str:
    pictures = schema.pictures.c
    named = {json.loads(row.body)["picture"] for row in rows if row.type == OriginalCaptured.__name__}
    stored = set(connection.scalars(select(pictures.digest).where(pictures.visit_id == visit_id)))
    for digest in sorted(named | stored):
        if digest not in stored:
            return f"picture {digest[:12]} is missing"
        if digest not in named:
            return f"picture {digest[:12]} belongs to no event"
        jpeg = connection.scalar(
            select(pictures.jpeg).where(pictures.visit_id == visit_id, pictures.digest == digest)
        )
        if sha256(bytes(jpeg or b"")).hexdigest() != digest:
            return f"picture {digest[:12]} was changed"
    return ""


def utc(moment: datetime) -> datetime:
    """A stored moment with its zone: SQLite keeps none; all rows are UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
