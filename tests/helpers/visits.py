"""Visits for tests: stamps, a record, and folding a list of events without a store."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from drivers.device import Provenance, Source
from kiosk.permits import Material, PermitClass, PermitRecord, PermitStatus, Sex
from kiosk.rules.assessment import Assessment, Outcome
from kiosk.rules.facts import OriginalFact
from kiosk.visits.events import Event, Face, VisitOpened
from kiosk.visits.folding import fold
from kiosk.visits.state import RecordedEvent, VisitState

HARDWARE = Provenance(Source.HARDWARE, "test", "1", "0001")
SIMULATOR = Provenance(Source.SIMULATOR, "simulated", "1")
VISIT = UUID("019aa000-0000-7000-8000-000000000001")
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

RECORD = PermitRecord(
    permit_number="TRAIN26000001",
    notice_number="SPECIMEN-2026-0001",
    name="SPECIMEN ANNA MARIA",
    sex=Sex.FEMALE,
    birth_date=date(1990, 2, 28),
    nationality="NZL",
    passport_number="XA1234567",
    passport_expires=date(2029, 12, 31),
    permit_class=PermitClass.B,
    employer="样张科技有限公司",
    employer_uscc="91440101MA5K0T003T",
    position="工程师",
    locality="gz",
    valid_from=date(2026, 10, 1),
    valid_until=date(2027, 9, 30),
    notice_valid_until=date(2027, 4, 1),
    status=PermitStatus.APPROVED,
    materials=(Material("M03", "最高学历", "Highest degree"), Material("M07", "护照", "Passport")),
    entry_date=date(2026, 10, 25),
)
CHECKLIST = tuple(
    OriginalFact(material.key, material.name_zh, material.name_en, copy_asked=True) for material in RECORD.materials
)


def assessed(outcome: Outcome) -> Assessment:
    """An assessment with nothing in it but its outcome."""
    return Assessment(outcome=outcome, findings=(), deadlines=(), profile="gz", assessed_on=date(2026, 11, 20))


def visit_after(*events: Event, face: Face = Face.DESK) -> VisitState:
    """The state of a visit at ``face`` after ``events``."""
    stream = (VisitOpened(face, "gz", "12", "S001"), *events)
    state = fold(
        RecordedEvent(VISIT, place, NOW + timedelta(seconds=place), event)
        for place, event in enumerate(stream, start=1)
    )
    if state is None:
        raise ValueError("a visit always has its first event")
    return state
