"""The event log: append durably, read back whole, and check the chain."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from uuid6 import uuid7

from kiosk.records import schema
from kiosk.records.chain import FIRST_HASH, event_hash
from kiosk.records.codec import EventUnreadable, decode_event, encode_event
from kiosk.records.opening import open_to_read, open_to_write
from kiosk.records.problems import RecordChanged, StoreFailed, VisitMovedOn
from kiosk.records.verification import utc, verify
from kiosk.visits.events import Event, RecordFound, VisitClosed, VisitOpened
from kiosk.visits.state import RecordedEvent


class EventStore:
    """Every visit of this terminal as a stream of events. Safe to use from any thread.

    With ``read_only`` the record must be there, and nothing of it is changed. Raises StoreUnusable.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self._engine = open_to_read(url) if read_only else open_to_write(url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def open_visit(self, event: VisitOpened) -> RecordedEvent:
        """Begin a visit with a new UUIDv7."""
        return self.append(UUID(str(uuid7())), 0, [event])[0]

    def append(
        self, visit_id: UUID, after: int, events: Sequence[Event], picture: bytes | None = None
    ) -> Sequence[RecordedEvent]:
        """Write the events that follow sequence ``after``, all or none; durable when this returns.

        ``picture`` is stored in the same transaction, so an event never names a picture that is not there.
        Raises VisitMovedOn when the visit already has a later event, RecordChanged when events after ``after``
        were removed from outside, StoreFailed when it cannot be written.
        """
        now = datetime.now(UTC)
        recorded = [RecordedEvent(visit_id, place, now, event) for place, event in enumerate(events, after + 1)]
        try:
            with self._engine.begin() as connection:
                previous = self._hash_at(connection, visit_id, after)
                for each in recorded:
                    previous = _insert(connection, each, previous)
                if recorded:
                    _move_head(connection, visit_id, after, recorded[-1].sequence, previous)
                if picture is not None:
                    self._store_picture(connection, visit_id, picture)
        except IntegrityError:
            raise VisitMovedOn from None
        except SQLAlchemyError:
            raise StoreFailed from None  # the cause would quote the row, and with it a person's data
        return recorded

    def _hash_at(self, connection: Connection, visit_id: UUID, sequence: int) -> str:
        if sequence == 0:
            return FIRST_HASH
        columns = schema.events.c
        found = connection.scalar(
            select(columns.hash).where(columns.visit_id == visit_id, columns.sequence == sequence)
        )
        if found is None:
            raise VisitMovedOn
        return str(found)

    def _store_picture(self, connection: Connection, visit_id: UUID, jpeg: bytes) -> None:
        digest = hashlib.sha256(jpeg).hexdigest()
        columns = schema.pictures.c
        if connection.scalar(select(columns.digest).where(columns.visit_id == visit_id, columns.digest == digest)):
            return
        connection.execute(insert(schema.pictures).values(visit_id=visit_id, digest=digest, jpeg=jpeg))

    def load(self, visit_id: UUID) -> Sequence[RecordedEvent]:
        """All events of a visit in order; empty where there is none."""
        return [_recorded(row) for row in self._rows(visit_id)]

    def _rows(self, visit_id: UUID) -> Sequence[Row[tuple[object, ...]]]:
        columns = schema.events.c
        query = select(schema.events).where(columns.visit_id == visit_id).order_by(columns.sequence)
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def picture(self, visit_id: UUID, digest: str) -> bytes:
        """A stored picture as JPEG; raises KeyError where there is none."""
        columns = schema.pictures.c
        query = select(columns.jpeg).where(columns.visit_id == visit_id, columns.digest == digest)
        with self._engine.connect() as connection:
            jpeg = connection.scalar(query)
        if jpeg is None:
            raise KeyError(digest)
        return bytes(jpeg)

    def open_visits(self) -> Sequence[UUID]:
        """Visits that were begun and not closed, oldest first (UUIDv7 sorts by time)."""
        columns = schema.events.c
        begun = select(columns.visit_id).where(columns.type == VisitOpened.__name__)
        closed = select(columns.visit_id).where(columns.type == VisitClosed.__name__)
        with self._engine.connect() as connection:
            finished = set(connection.scalars(closed))
            return sorted(visit for visit in connection.scalars(begun) if visit not in finished)

    def visits(self) -> Sequence[UUID]:
        """Every visit of this terminal, oldest first."""
        columns = schema.events.c
        with self._engine.connect() as connection:
            return sorted(connection.scalars(select(columns.visit_id).distinct()))

    def earlier_visits(self, permit_number: str, before: UUID) -> Iterator[Sequence[RecordedEvent]]:
        """The visits for that permit begun before that visit, newest first; what cannot be read is left out.

        Takes one pass over every ``RecordFound`` there is: about 10 ms for each thousand visits.
        """
        columns = schema.events.c
        holds = f'"permit_number":{json.dumps(permit_number, ensure_ascii=False)}'  # as ``encode_event`` writes it
        found = select(columns.visit_id).where(
            columns.type == RecordFound.__name__,
            columns.visit_id < before,
            columns.body.contains(holds, autoescape=True),
        )
        with self._engine.connect() as connection:
            visits = sorted(set(connection.scalars(found)), reverse=True)
        for visit in visits:
            with suppress(EventUnreadable):
                yield self.load(visit)

    def verify(self) -> Iterator[tuple[UUID, str]]:
        """Each visit with what is first wrong with it, or "" when it is whole (``kiosk.records.verification``)."""
        return verify(self._engine)


def _insert(connection: Connection, recorded: RecordedEvent, previous: str) -> str:
    """Write one row; its hash, which the next row seals."""
    type_name, body = encode_event(recorded.event)
    sealed = event_hash(recorded.visit_id, recorded.sequence, recorded.recorded_at, type_name, body, previous)
    row = {
        "visit_id": recorded.visit_id,
        "sequence": recorded.sequence,
        "recorded_at": recorded.recorded_at,
        "type": type_name,
        "body": body,
        "previous_hash": previous,
        "hash": sealed,
    }
    connection.execute(insert(schema.events).values(row))
    return sealed


def _move_head(connection: Connection, visit_id: UUID, after: int, sequence: int, sealed: str) -> None:
    """Let the visit's head name its new last event, in the event's own transaction."""
    heads = schema.heads
    values = {"sequence": sequence, "hash": sealed}
    if after == 0:
        connection.execute(insert(heads).values(visit_id=visit_id, **values))
        return
    here = update(heads).where(heads.c.visit_id == visit_id, heads.c.sequence == after)
    if connection.execute(here.values(values)).rowcount != 1:
        raise RecordChanged


def _recorded(row: Row[tuple[object, ...]]) -> RecordedEvent:
    return RecordedEvent(row.visit_id, row.sequence, utc(row.recorded_at), decode_event(row.type, row.body))
