"""The worked examples of the domain page for its chapters 5.3 and 5.4: verification, the report, the photo file."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.permits import PermitClass, PhotoFact
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.facts import AgentProof, MedicalFact, Seen, VisitorRole
from tests.helpers.rules import (
    CALENDAR,
    ENTRY,
    GZ,
    HEALTH_CENTRE,
    SZ,
    VISIT,
    complete,
    named,
    original,
    with_original,
)
from tests.kiosk.rules.worked_examples import Row, comes_out, day


def medical(issued: str, issuer: str = HEALTH_CENTRE) -> MedicalFact:
    return MedicalFact(present=True, issued_on=date.fromisoformat(issued), issuer=issuer)


def photo(width: int = 354, height: int = 472, size: int = 1_000_000, file_format: str = "JPEG") -> PhotoFact:
    return PhotoFact(file_format, width, height, size)


def found(*findings: tuple[str, str, str]) -> tuple[tuple[str, str, str], ...]:
    return findings


NOT_ROLLED = replace(
    GZ,
    dates=replace(GZ.dates, roll_forward_holiday=replace(GZ.dates.roll_forward_holiday, value=False)),
)
LATE = complete(entry_date=day("2026-09-01"))
EARLY_2026 = {"entry_date": day("2026-02-02")}

R_VER_01 = (
    Row("R-VER-01", "1", complete(), Outcome.COMPLETE, never=("NOT_REQUIRED",)),
    Row(
        "R-VER-01",
        "2",
        complete(permit_class=PermitClass.A),
        Outcome.NOT_REQUIRED,
        found(("R-VER-01", "NOT_REQUIRED", "permit_class")),
    ),
    Row(
        "R-VER-01",
        "3",
        complete(permit_class=None),
        Outcome.MANUAL_REVIEW,
        found(("R-VER-01", "MANUAL_REVIEW", "permit_class")),
        never=("NOT_REQUIRED",),
    ),
)
R_VER_02 = (
    Row("R-VER-02", "1", complete(), Outcome.COMPLETE, never=("OVERDUE",), visit=day("2026-11-19")),
    Row(
        "R-VER-02",
        "2",
        complete(),
        Outcome.WARN_ADVERSE,
        found(("R-VER-02", "OVERDUE", "deadline")),
        visit=day("2026-11-20"),
    ),
    Row("R-VER-02", "3", complete(), Outcome.COMPLETE, never=("OVERDUE",), visit=day("2026-11-18")),
    Row(
        "R-VER-02",
        "4",
        complete(),
        Outcome.ERROR_DATE,
        found(("R-VER-02", "ERROR_DATE", "entry_date")),
        visit=day("2026-10-19"),
    ),
    Row("R-VER-02", "5", LATE, Outcome.COMPLETE, never=("OVERDUE",), visit=day("2026-10-08")),
    Row(
        "R-VER-02",
        "5 without rolling",
        LATE,
        Outcome.WARN_ADVERSE,
        found(("R-VER-02", "OVERDUE", "deadline")),
        profile=NOT_ROLLED,
        visit=day("2026-10-08"),
    ),
)
R_VER_03 = (
    Row("R-VER-03", "1", complete(), Outcome.COMPLETE, never=("MISSING", "CORRECT")),
    Row(
        "R-VER-03",
        "2",
        with_original(complete(), "M03", copy_sealed=False),
        Outcome.CORRECTION_NOTICE,
        found(("R-VER-03", "CORRECT", "D-COPY(M03).seal")),
    ),
    Row(
        "R-VER-03",
        "3",
        complete(
            visa_copy=False,
            residence_permit_copy=True,
            originals=tuple(o for o in complete().originals if o.key != "M11"),
        ),
        Outcome.COMPLETE,
        never=("MISSING",),
    ),
    Row(
        "R-VER-03",
        "4",
        with_original(
            with_original(complete(medical=MedicalFact()), "M12", seen=Seen.MISSING), "M03", seen=Seen.MISSING
        ),
        Outcome.CORRECTION_NOTICE,
        found(("R-VER-03", "MISSING", "D-MED"), ("R-VER-03", "MISSING", "M03")),
    ),
)
R_VER_04 = (
    Row(
        "R-VER-04",
        "1",
        complete(visitor=VisitorRole.UNIT_AGENT, proof=AgentProof(unit_proof=True)),
        Outcome.COMPLETE,
        never=("VISITOR_NOT_ENTITLED",),
    ),
    Row(
        "R-VER-04",
        "2",
        complete(visitor=VisitorRole.OTHER, proof=AgentProof(power_of_attorney=False)),
        Outcome.VISITOR_NOT_ENTITLED,
        found(("R-VER-04", "MISSING", "D-POA"), ("R-VER-04", "VISITOR_NOT_ENTITLED", "visitor")),
    ),
    Row(
        "R-VER-04",
        "2 as an agent",
        complete(visitor=VisitorRole.POA_AGENT, proof=AgentProof(power_of_attorney=False)),
        Outcome.CORRECTION_NOTICE,
        found(("R-VER-04", "MISSING", "D-POA")),
    ),
    Row(
        "R-VER-04",
        "3",
        complete(
            visitor=VisitorRole.POA_AGENT,
            proof=AgentProof(power_of_attorney=True, power_of_attorney_signed=False),
        ),
        Outcome.CORRECTION_NOTICE,
        found(("R-VER-04", "MISSING", "D-POA.signature")),
    ),
)
R_VER_05 = (
    Row(
        "R-VER-05",
        "1",
        complete(decision_available=True, staff_confirmed=True),
        Outcome.VERIFIED,
        found(("R-VER-05", "HAND_OVER_DECISION", "D-DEC")),
    ),
    Row(
        "R-VER-05",
        "2",
        complete(decision_available=False, staff_confirmed=True),
        Outcome.VERIFIED,
        found(("R-VER-05", "DECISION_PENDING", "D-DEC")),
    ),
)
R_VER_06 = (
    Row(
        "R-VER-06",
        "1",
        complete(),
        Outcome.WARN_ADVERSE,
        found(("R-VER-06", "WARN_ADVERSE", "deadline")),
        visit=day("2026-11-20"),
    ),
    Row(
        "R-VER-06",
        "2",
        complete(permit_class=PermitClass.A),
        Outcome.NOT_REQUIRED,
        never=("WARN_ADVERSE", "OVERDUE"),
        visit=day("2026-11-20"),
    ),
)
R_VER_07 = (
    Row("R-VER-07", "1", complete(permit_class=PermitClass.A), Outcome.COMPLETE, profile=SZ),
    Row(
        "R-VER-07",
        "2",
        with_original(with_original(complete(), "M03", seen=Seen.MISSING), "M06", seen=Seen.MISSING),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        found(("R-VER-07", "MISSING", "M03"), ("R-VER-07", "MISSING", "M06")),
        profile=SZ,
    ),
    Row(
        "R-VER-07",
        "3",
        complete(
            medical=MedicalFact(present=False),
            originals=(original("M01"), original("M03"), original("M06"), original("M07")),
        ),
        Outcome.COMPLETE,
        never=("MISSING", "EXPIRED", "WRONG_ISSUER"),
        profile=SZ,
    ),
)
R_MED = (
    Row(
        "R-MED-01",
        "1",
        complete(medical=medical("2025-08-31"), **EARLY_2026),
        Outcome.COMPLETE,
        never=("EXPIRED",),
        visit=day("2026-02-28"),
    ),
    Row(
        "R-MED-01",
        "2",
        complete(medical=medical("2025-08-31"), **EARLY_2026),
        Outcome.CORRECTION_NOTICE,
        found(("R-MED-01", "EXPIRED", "D-MED.issued_on")),
        visit=day("2026-03-01"),
    ),
    Row(
        "R-MED-01",
        "3 on the last day",
        complete(medical=medical("2025-06-15"), entry_date=day("2025-12-01")),
        Outcome.COMPLETE,
        never=("EXPIRED",),
        visit=day("2025-12-15"),
    ),
    Row(
        "R-MED-01",
        "3 a day later",
        complete(medical=medical("2025-06-15"), entry_date=day("2025-12-01")),
        Outcome.CORRECTION_NOTICE,
        found(("R-MED-01", "EXPIRED", "D-MED.issued_on")),
        visit=day("2025-12-16"),
    ),
    Row(
        "R-MED-01",
        "4",
        complete(medical=medical("2026-11-19")),
        Outcome.ERROR_DATE,
        found(("R-MED-01", "ERROR_DATE", "D-MED.issued_on")),
    ),
    Row(
        "R-MED-02",
        "1",
        complete(medical=medical("2026-09-01", "深圳海关口岸门诊部（深圳国际旅行卫生保健中心）")),
        Outcome.COMPLETE,
        never=("WRONG_ISSUER",),
    ),
    Row(
        "R-MED-02",
        "2",
        complete(medical=medical("2026-09-01", "Sample City Hospital, Sampletown")),
        Outcome.CORRECTION_NOTICE,
        found(("R-MED-02", "WRONG_ISSUER", "D-MED.issuer")),
    ),
)
R_PHO = (
    Row("R-PHO-02", "1", complete(photo=photo()), Outcome.COMPLETE, never=("TOO_SMALL", "WARN"), profile=SZ),
    Row(
        "R-PHO-02",
        "2",
        complete(photo=photo(width=353)),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        found(("R-PHO-02", "TOO_SMALL", "M08.pixels")),
        profile=SZ,
    ),
    Row(
        "R-PHO-02",
        "3",
        complete(photo=photo(600, 800, file_format="PNG")),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        found(("R-PHO-02", "WRONG_FORMAT", "M08.format")),
        profile=SZ,
    ),
    Row(
        "R-PHO-02",
        "4",
        complete(photo=photo(size=1_048_577)),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        found(("R-PHO-02", "TOO_LARGE", "M08.bytes")),
        profile=SZ,
    ),
    Row(
        "R-PHO-02",
        "4 just over a million",
        complete(photo=photo(size=1_000_001)),
        Outcome.COMPLETE,
        found(("R-PHO-02", "WARN", "M08.bytes")),
        never=("TOO_LARGE",),
        profile=SZ,
    ),
    Row(
        "R-PHO-02",
        "4 exactly a MiB",
        complete(photo=photo(size=1_048_576)),
        Outcome.COMPLETE,
        found(("R-PHO-02", "WARN", "M08.bytes")),
        never=("TOO_LARGE",),
        profile=SZ,
    ),
    Row(
        "R-PHO-04",
        "1",
        complete(photo=photo(300, 400)),
        Outcome.COMPLETE,
        found(("R-PHO-04", "TOO_SMALL", "M08.pixels")),
    ),
    Row(
        "R-PHO-04",
        "2",
        complete(photo=photo(300, 400)),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        found(("R-PHO-02", "TOO_SMALL", "M08.pixels")),
        profile=SZ,
    ),
)
ROWS = R_VER_01 + R_VER_02 + R_VER_03 + R_VER_04 + R_VER_05 + R_VER_06 + R_VER_07 + R_MED + R_PHO


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    comes_out(row)


def test_a_complete_case_has_nothing_but_notes():
    for profile in (GZ, SZ):
        assessment = assess(complete(), profile, CALENDAR, VISIT)
        assert {finding.severity for finding in assessment.findings} <= {Severity.NOTE}


def test_lateness_is_told_with_its_days_and_asks_for_a_supervisor():
    assessment = assess(complete(), GZ, CALENDAR, date(2026, 11, 20))
    overdue, adverse = (f for f in assessment.findings if f.severity is Severity.WARNING)
    assert (overdue.expected.en, overdue.seen) == ("no later than 2026-11-19", "2026-11-20")
    assert "逾期1日" in overdue.message.zh
    assert "supervisor" in adverse.remedy.en
    assert "负责人" in adverse.remedy.zh


def test_a_class_a_case_in_guangzhou_is_told_to_confirm_locally():
    assessment = assess(complete(permit_class=PermitClass.A), GZ, CALENDAR, VISIT)
    (note,) = assessment.findings
    assert "确认" in note.message.zh
    assert "confirm locally" in note.message.en
    assert assessment.deadlines == ()


def test_a_card_photo_is_advised_against_and_not_refused():
    assessment = assess(complete(photo=photo(358, 441)), SZ, CALENDAR, VISIT)
    assert assessment.outcome is Outcome.COMPLETE
    (small,) = (f for f in assessment.findings if f.code == "TOO_SMALL")
    assert small.severity is Severity.WARNING


def test_everything_wrong_with_a_photo_is_told_at_once():
    assessment = assess(complete(photo=photo(10, 10, 2_000_000, "PNG")), SZ, CALENDAR, VISIT)
    assert {code for _, code, _ in named(assessment, Severity.DEFECT)} == {"WRONG_FORMAT", "TOO_SMALL", "TOO_LARGE"}


def test_the_deadline_shows_both_countings():
    (deadline,) = assess(complete(), GZ, CALENDAR, VISIT).deadlines
    assert (deadline.anchor, deadline.come_by, deadline.overdue_after) == (
        ENTRY,
        day("2026-11-18"),
        day("2026-11-19"),
    )
    assert "入境当日" in deadline.counting.zh
    assert "入境次日" in deadline.counting.zh
    assert "day after entry" in deadline.counting.en
