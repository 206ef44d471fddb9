"""The event log: append durably, read back whole, and check the chain."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from uuid6 import uuid7

from drivers.errors import Actor
from kiosk.problems import Problem
from kiosk.records import schema
from kiosk.records.chain import FIRST_HASH, event_hash
from kiosk.records.codec import decode_event, encode_event
from kiosk.rules.assessment import Text
from kiosk.visits.events import Event, VisitClosed, VisitOpened
from kiosk.visits.state import RecordedEvent


class VisitMovedOn(Problem):
    """Another window wrote this visit's next event first (S-101)."""

    def __init__(self) -> None:
        super().__init__(
            "S-101",
            Actor.STAFF,
            Text(
                "另一个窗口已处理此次办理。请关闭后重新扫码继续。",
                "Another window has gone on with this visit. Close it here and scan again to continue.",
            ),
        )


class StoreFailed(Problem):
    """The record could not be written; nothing was shown as done (S-102)."""

    def __init__(self) -> None:
        super().__init__(
            "S-102",
            Actor.TECHNICIAN,
            Text(
                "无法写入办理记录，本步骤未生效。请检查磁盘空间并呼叫技术人员。",
                "The record could not be written, so this step did not take effect. "
                "Check the disk and call a technician.",
            ),
        )


class StoreNotOpened(Problem):
    """The record's database cannot be opened (S-103)."""

    def __init__(self) -> None:
        super().__init__(
            "S-103",
            Actor.TECHNICIAN,
            Text(
                "无法打开办理记录数据库。请检查配置中的 records 地址及文件夹权限。",
                "The record cannot be opened. Check the URL under records in the configuration, and that its "
                "folder is there and can be written.",
            ),
        )


class EventStore:
    """Every visit of this terminal as a stream of events. Safe to use from any thread."""

    def __init__(self, url: str) -> None:
        try:
            self._engine = schema.create_engine(url)
            schema.metadata.create_all(self._engine)
        except (SQLAlchemyError, ImportError):
            raise StoreNotOpened from None  # the cause would quote the URL, and with it a password

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
        Raises VisitMovedOn when the visit already has a later event, StoreFailed when it cannot be written.
        """
        now = datetime.now(UTC)
        recorded = [RecordedEvent(visit_id, place, now, event) for place, event in enumerate(events, after + 1)]
        try:
            with self._engine.begin() as connection:
                previous = self._hash_at(connection, visit_id, after)
                for each in recorded:
                    previous = _insert(connection, each, previous)
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
            return sorted(connection.scalars(select(columns.visit_id).where(columns.sequence == 1)))

    def verify(self) -> Iterator[tuple[UUID, str]]:
        """Each visit with what is wrong with its chain, or "" when it is whole."""
        for visit_id in self.visits():
            yield visit_id, _first_break(visit_id, self._rows(visit_id))


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


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite keeps no zone; all rows are UTC


def _recorded(row: Row[tuple[object, ...]]) -> RecordedEvent:
    return RecordedEvent(row.visit_id, row.sequence, _utc(row.recorded_at), decode_event(row.type, row.body))


def _first_break(visit_id: UUID, rows: Sequence[Row[tuple[object, ...]]]) -> str:
    previous = FIRST_HASH
    for expected, row in enumerate(rows, start=1):
        if row.sequence != expected:
            return f"event {expected} is missing"
        sealed = event_hash(visit_id, row.sequence, _utc(row.recorded_at), row.type, row.body, previous)
        if row.previous_hash != previous or row.hash != sealed:
            return f"event {expected} was changed"
        previous = row.hash
    return ""
