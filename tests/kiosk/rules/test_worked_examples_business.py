"""Every worked example of the domain page, section 7, for the rules beyond verification, by rule and number.

A ``Row`` is assessed; a ``Told`` is what a visitor reads in the guidance or at the foot of a receipt.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kiosk.permits import PermitStatus
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome
from kiosk.rules.business import BusinessType
from kiosk.rules.dates import CutOverSide
from kiosk.rules.facts import Facts, FieldMatch, VisitorRole
from kiosk.rules.guidance import guidance, offered
from kiosk.rules.matters import (
    Channel,
    ElectronicCardFact,
    EmployerFact,
    NoticeFact,
    PermitCheckFact,
    PermitEvent,
    PhysicalPermitFact,
    ReissueFact,
    SocialSecurityFact,
    StayFact,
    TerminalFact,
    Wish,
)
from kiosk.rules.profile import Profile
from tests.helpers.rules import CALENDAR, GZ, HB, NA, PROFILES, SZ, VISIT, complete, named

BEIJING_TIME = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Row:
    """One worked example: ``found`` (rule, code, subject) must be there; ``absent``, ``never`` codes must not."""

    rule: str
    number: str
    facts: Facts
    outcome: Outcome
    found: tuple[tuple[str, str, str], ...] = ()
    never: tuple[str, ...] = ()
    absent: tuple[tuple[str, str, str], ...] = ()
    profile: Profile = GZ
    visit: date = VISIT

    def __str__(self) -> str:
        return f"{self.rule} #{self.number} {self.profile.id}"


@dataclass(frozen=True)
class Told:
    """One worked example about what is shown. ``text`` must hold all of ``shows`` and none of ``hides``."""

    rule: str
    number: str
    text: str
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule} #{self.number}"


def day(text: str) -> date:
    return date.fromisoformat(text)


def bt(code: str, **facts: object) -> Facts:
    """The facts of one business; ``entered=…`` and such are given in their own parts."""
    return Facts(business=BusinessType(code), **facts)  # type: ignore[arg-type]


def moment(text: str) -> datetime:
    """A moment on the hall's clock, or in UTC where the text says Z."""
    if text.endswith("Z"):
        return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING_TIME)


def card(**facts: object) -> PhysicalPermitFact:
    return PhysicalPermitFact(**facts)  # type: ignore[arg-type]


def notice(approved: str | None = None, **facts: object) -> NoticeFact:
    return NoticeFact(approved_on=day(approved) if approved else None, **facts)  # type: ignore[arg-type]


ENTERED, ABROAD = StayFact(entered=True), StayFact(entered=False)
WITH_LIBRARY = replace(
    NA, one_card=replace(NA.one_card, services=replace(NA.one_card.services, value=("library",)))
)
FIRST_DAY_OFFLINE = replace(
    SZ, dates=replace(SZ.dates, dec1_side=replace(SZ.dates.dec1_side, value=CutOverSide.OFFLINE))
)
REQUEST = {"written_request": True, "written_request_sealed": True}
VALID_CARD = card(expires_on=day("2027-12-31"), brought=True)
GOOD_CODE, WRONG_CODE = "91440101MA5K0T003T", "91440101MA5K0T003A"


def essc(permit: bool | None = True, security: bool | None = None, **facts: object) -> ElectronicCardFact:
    return ElectronicCardFact(has_permit_number=permit, has_social_security_number=security, **facts)  # type: ignore[arg-type]


def essc_reading(agrees: bool) -> tuple[FieldMatch, ...]:
    return (FieldMatch("essc", "position", "Engineer", "Engineer" if agrees else "Teacher", agrees),)


def event(text: str) -> Facts:
    return bt("BT-01", event_at=moment(text))


OLD, NEW = ("R-GEN-01", "OLD_PROCEDURE", "event_at"), ("R-GEN-01", "NEW_PROCEDURE", "event_at")
GENERAL = (
    Row("R-GEN-01", "1", event("2024-11-30T23:59:59"), Outcome.MANUAL_REVIEW, (OLD,), absent=(NEW,)),
    Row("R-GEN-01", "2", event("2024-12-01T00:00:00"), Outcome.REFER_ONLINE, (NEW,), absent=(OLD,)),
    Row("R-GEN-01", "2 in UTC", event("2024-11-30T16:00:00Z"), Outcome.REFER_ONLINE, (NEW,), absent=(OLD,)),
    Row("R-GEN-01", "3", event("2024-11-30T17:00:00Z"), Outcome.REFER_ONLINE, (NEW,), absent=(OLD,)),
    Row("R-GEN-02", "1", bt("BT-02"), Outcome.REFER_ONLINE, (("R-GEN-02", "REFER_ONLINE", "SYS-1"),)),
    Row("R-GEN-02", "2", complete(), Outcome.COMPLETE, never=("REFER_ONLINE",)),
    Row(
        "R-GEN-03",
        "1",
        bt("X-05", entry_date=day("2025-03-01")),
        Outcome.NOT_REQUIRED,
        (("R-GEN-03", "NOT_REQUIRED", "D-PHYS"),),
        never=("RESUBMIT",),
    ),
    Row(
        "R-GEN-03",
        "2",
        bt(
            "X-05",
            entry_date=day("2024-11-20"),
            event_at=moment("2024-12-02T10:00:00"),
            notice=notice("2024-11-01", permit_applied=False),
        ),
        Outcome.NOT_REQUIRED,
        (("R-GEN-03", "NOT_REQUIRED", "D-PHYS"), ("R-TRN-03", "RESUBMIT", "BT-06")),
    ),
    Row(
        "R-GEN-04",
        "1",
        bt(
            "BT-19",
            physical_permit=card(wish=Wish.NOTHING, expires_on=day("2026-05-31")),
            permit_check=PermitCheckFact(system=True),
        ),
        Outcome.NOT_REQUIRED,
        (("R-GEN-04", "NOT_REQUIRED", "D-PHYS"),),
        visit=day("2025-06-01"),
    ),
    Row(
        "R-GEN-04",
        "2",
        bt("BT-02", physical_permit=card(wish=Wish.EXTENSION, expires_on=day("2026-05-31"))),
        Outcome.REFER_ONLINE,
        (("R-GEN-04", "NEW_PROCEDURE", "BT-02"),),
        visit=day("2025-06-01"),
    ),
    Row(
        "R-GEN-04",
        "3",
        bt("BT-03", physical_permit=card(wish=Wish.CHANGE, expires_on=day("2026-05-31"))),
        Outcome.REFER_ONLINE,
        (("R-GEN-04", "NEW_PROCEDURE", "BT-03"),),
        visit=day("2025-06-01"),
    ),
    Row(
        "R-GEN-05",
        "1",
        bt("BT-05", physical_permit=replace(VALID_CARD, offered=True)),
        Outcome.REFER_ONLINE,
        (("R-GEN-05", "DO_NOT_COLLECT", "D-PHYS"),),
        never=("RETAINED",),
    ),
    Row(
        "R-GEN-05",
        "2",
        bt("BT-05", physical_permit=replace(VALID_CARD, retained=True)),
        Outcome.MANUAL_REVIEW,
        (("R-GEN-05", "RETAINED", "D-PHYS"),),
    ),
    Row(
        "R-GEN-06",
        "1",
        bt("BT-02"),
        Outcome.REFER_ONLINE,
        (("R-GEN-06", "SITE", "SYS-1"),),
        absent=(("R-GEN-06", "SITE", "SYS-2"),),
    ),
    Row(
        "R-GEN-06",
        "2",
        bt("BT-02"),
        Outcome.REFER_ONLINE,
        (("R-GEN-06", "SITE", "SYS-1"), ("R-GEN-06", "SITE", "SYS-2")),
        profile=SZ,
    ),
    Row(
        "R-GEN-07",
        "1",
        bt("X-02"),
        Outcome.BUSINESS_REMOVED,
        (("R-GEN-07", "BUSINESS_REMOVED", "X-02"),),
    ),
    Row(
        "R-GEN-07",
        "2",
        bt("X-01"),
        Outcome.BUSINESS_REMOVED,
        (("R-GEN-07", "BUSINESS_REMOVED", "X-01"),),
        never=("NOT_REQUIRED",),
    ),
    Row(
        "R-GEN-08",
        "1",
        bt("BT-19", permit_check=PermitCheckFact(scanned=True, viewed=False)),
        Outcome.COMPLETE,
        (("R-GEN-08", "VERIFIED", "scanned"),),
        absent=(("R-GEN-08", "VERIFIED", "system"),),
    ),
    Row(
        "R-GEN-08",
        "2",
        bt("BT-19", permit_check=PermitCheckFact(scanned=False, system=True)),
        Outcome.COMPLETE,
        (("R-GEN-08", "VERIFIED", "system"),),
    ),
    Row(
        "R-GEN-08",
        "2 with both failing",
        bt("BT-19", permit_check=PermitCheckFact(scanned=False, system=False)),
        Outcome.MANUAL_REVIEW,
        (("R-GEN-08", "MANUAL_REVIEW", "permit"),),
        never=("VERIFIED",),
    ),
    Row(
        "R-GEN-09",
        "1",
        complete(terminal=TerminalFact(interface_specified=False)),
        Outcome.COMPLETE,
        (("R-GEN-09", "SIMULATOR", "SYS-1"),),
    ),
    Row(
        "R-GEN-09",
        "2",
        complete(
            staff_confirmed=True,
            terminal=TerminalFact(interface_specified=True, interface_reachable=False),
        ),
        Outcome.MANUAL_REVIEW,
        (("R-GEN-09", "OFFLINE", "SYS-1"),),
    ),
)
OVERSEAS = (
    Row(
        "R-OVS-01",
        "1",
        bt("BT-01", stay=StayFact(days=91)),
        Outcome.REFER_ONLINE,
        (("R-OVS-01", "MERGED", "stay_days"),),
    ),
    Row(
        "R-OVS-01",
        "2",
        bt("BT-01", stay=StayFact(days=90)),
        Outcome.MANUAL_REVIEW,
        (("R-OVS-01", "MANUAL_REVIEW", "stay_days"),),
        never=("MERGED",),
    ),
    Row(
        "R-OVS-01",
        "2 a day less",
        bt("BT-01", stay=StayFact(days=89)),
        Outcome.REFER_ONLINE,
        (("R-OVS-01", "OTHER_BUSINESS", "stay_days"),),
    ),
    Row(
        "R-OVS-02",
        "1",
        bt("BT-01", stay=ABROAD, notice=notice("2026-10-01")),
        Outcome.REFER_ONLINE,
        (("R-OVS-02", "AFTER_ENTRY", "D-ESSC"),),
        never=("REGISTER", "SCAN_NOTICE"),
    ),
    Row(
        "R-OVS-02",
        "2",
        bt("BT-01", stay=ENTERED, notice=notice("2026-10-01", code_scanned=True)),
        Outcome.REFER_ONLINE,
        (("R-OVS-02", "REGISTER", "BT-13"),),
        never=("AFTER_ENTRY",),
    ),
    Row(
        "R-OVS-03",
        "1",
        bt("BT-22", stay=StayFact(visa_type="Z")),
        Outcome.REFER,
        (("R-OVS-03", "ACCEPTED", "D-VISA"),),
    ),
    Row(
        "R-OVS-03",
        "2",
        bt("BT-22", stay=StayFact(visa_type="R")),
        Outcome.REFER,
        (("R-OVS-03", "ACCEPTED", "D-VISA"),),
        never=("ACCEPTED_UNNAMED",),
        profile=SZ,
    ),
    Row(
        "R-OVS-03",
        "2 in Guangzhou",
        bt("BT-22", stay=StayFact(visa_type="R")),
        Outcome.REFER,
        (("R-OVS-03", "ACCEPTED_UNNAMED", "D-VISA"),),
    ),
    *(
        Row(
            "R-OVS-03",
            f"3 {visa}",
            complete(stay=StayFact(visa_type=visa)),
            Outcome.MANUAL_REVIEW,
            (("R-OVS-03", "MANUAL_REVIEW", "D-VISA"),),
        )
        for visa in ("L", "M", "F")
    ),
    Row(
        "R-OVS-04",
        "1",
        bt("BT-18", stay=StayFact(entered=True, originals_verified=False)),
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        (("R-OVS-04", "VERIFY_FIRST", "BT-11"),),
        absent=(("R-OVS-04", "REFER", "A-PSB"),),
        profile=SZ,
    ),
    Row(
        "R-OVS-04",
        "2",
        bt(
            "BT-18",
            stay=StayFact(entered=True, originals_verified=True),
            electronic_card=ElectronicCardFact(page_shown=True),
        ),
        Outcome.REFER,
        (("R-OVS-04", "REFER", "A-PSB"),),
        never=("VERIFY_FIRST",),
        profile=SZ,
    ),
    Row(
        "R-OVS-05",
        "1",
        bt("BT-01", channel=Channel.PARALLEL_PLATFORM),
        Outcome.REFER_ONLINE,
        (("R-OVS-05", "NOT_AVAILABLE", "SYS-2"), ("R-GEN-06", "SITE", "SYS-1")),
        absent=(("R-GEN-06", "SITE", "SYS-2"),),
        profile=SZ,
    ),
    Row(
        "R-OVS-05",
        "2",
        bt("BT-02", channel=Channel.PARALLEL_PLATFORM),
        Outcome.REFER_ONLINE,
        (("R-OVS-05", "AVAILABLE", "SYS-2"),),
        never=("NOT_AVAILABLE",),
        profile=SZ,
    ),
    Row(
        "R-OVS-06",
        "1",
        bt("BT-02"),
        Outcome.REFER_ONLINE,
        (("R-OVS-06", "NOT_AFFECTED", "BT-02"),),
        profile=SZ,
    ),
    Row("R-OVS-06", "2", bt("BT-01"), Outcome.REFER_ONLINE, (("R-OVS-06", "AFFECTED", "BT-01"),), profile=SZ),
)
UNVERIFIED_SZ = bt("BT-18", stay=StayFact(entered=True, originals_verified=False))
PLACE = (
    Row(
        "R-VER-08",
        "1 on the way to the residence permit",
        UNVERIFIED_SZ,
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        (("R-VER-08", "CONTACT", "A-WIN"),),
        profile=SZ,
    ),
    Told("R-VER-08", "1", f"{SZ.window_text}", shows=("50号窗口", "0755-88121678", "window 50")),
    Told("R-VER-08", "2", f"{GZ.window_text}", hides=("50号", "0755", "市民中心", "Futian")),
    Row(
        "R-VER-09",
        "1",
        bt("BT-08", notice=notice(permit_pending=True, reapproved=True)),
        Outcome.REFER,
        (("R-VER-09", "REFER", "D-DEC"), ("R-LOC-01", "CONTACT", "A-WIN")),
    ),
    Row(
        "R-VER-09",
        "2",
        bt("BT-08", notice=notice(permit_pending=True, reapproved=True)),
        Outcome.REFER_ONLINE,
        (("R-VER-09", "DOWNLOAD", "D-DEC"),),
        never=("REFER",),
        profile=SZ,
    ),
    Row(
        "R-VER-09",
        "2 where nobody says",
        bt("BT-06", notice=notice("2024-10-15", reapproved=True)),
        Outcome.MANUAL_REVIEW,
        (("R-VER-01", "MANUAL_REVIEW", "profile.transit.verify_when_reapproved"),),
        profile=NA,
    ),
)


def reissue(profile_card: PhysicalPermitFact = VALID_CARD, **facts: object) -> Facts:
    return bt("BT-05", physical_permit=profile_card, **facts)


ELIGIBLE = ("R-RPL-01", "ELIGIBLE", "D-PHYS")
FORM = ReissueFact(form=True)
REISSUE = (
    Row(
        "R-RPL-01",
        "1",
        reissue(card(expires_on=day("2025-12-31"))),
        Outcome.REFER_ONLINE,
        (ELIGIBLE,),
        visit=day("2025-12-31"),
    ),
    Row(
        "R-RPL-01",
        "2",
        reissue(card(expires_on=day("2025-12-31"))),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-06", "MANUAL_REVIEW", "D-PHYS"),),
        never=("ELIGIBLE",),
        visit=day("2026-01-01"),
    ),
    Row(
        "R-RPL-02",
        "1",
        reissue(card(approved_not_collected=True)),
        Outcome.REFER_ONLINE,
        (("R-RPL-02", "ELIGIBLE", "D-PHYS"),),
    ),
    Row(
        "R-RPL-02",
        "2",
        reissue(card(approved_not_collected=True), reissue=FORM),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-02", "MANUAL_REVIEW", "D-PHYS"),),
        never=("ELIGIBLE", "MISSING"),
        profile=SZ,
    ),
    Row(
        "R-RPL-03",
        "1",
        reissue(reissue=FORM),
        Outcome.COMPLETE,
        (("R-RPL-03", "COMPLETE", "BT-05"), ELIGIBLE),
        never=("MISSING",),
        profile=SZ,
    ),
    Row(
        "R-RPL-03",
        "2",
        reissue(replace(VALID_CARD, brought=False), reissue=FORM),
        Outcome.CORRECTION_NOTICE,
        (("R-RPL-03", "MISSING", "D-PHYS"),),
        absent=(("R-RPL-03", "MISSING", "D-APF"),),
        profile=SZ,
    ),
    Row(
        "R-RPL-04",
        "1",
        reissue(reissue=ReissueFact(form=True, remote=True, commitment_letter=True)),
        Outcome.COMPLETE,
        (("R-RPL-04", "REMOTE_ALLOWED", "D-CML"),),
        profile=SZ,
    ),
    Row(
        "R-RPL-04",
        "2",
        reissue(reissue=ReissueFact(form=True, remote=True, commitment_letter=False)),
        Outcome.CORRECTION_NOTICE,
        (("R-RPL-04", "MISSING", "D-CML"),),
        profile=SZ,
    ),
    Row(
        "R-RPL-05",
        "1",
        reissue(reissue=FORM, channel=Channel.PARALLEL_PLATFORM),
        Outcome.COMPLETE,
        (("R-RPL-05", "MENU_PATH", "SYS-2"),),
        profile=SZ,
    ),
    Told(
        "R-RPL-05",
        "1 in the guidance",
        f"{guidance(BusinessType.ELECTRONIC_REISSUE, SZ)}",
        shows=("工作许可证变更", "选择“是”", "choose Yes"),
    ),
    Row(
        "R-RPL-05",
        "2",
        reissue(channel=Channel.PARALLEL_PLATFORM),
        Outcome.REFER_ONLINE,
        (("R-RPL-05", "NOT_AVAILABLE", "SYS-2"),),
        never=("MENU_PATH",),
    ),
    Row(
        "R-RPL-06",
        "1",
        reissue(card(expires_on=day("2024-10-01"))),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-06", "MANUAL_REVIEW", "D-PHYS"),),
    ),
    Row(
        "R-RPL-06",
        "2",
        reissue(card(expires_on=day("2027-12-31"), lost=True, brought=False), reissue=FORM),
        Outcome.MANUAL_REVIEW,
        (("R-RPL-06", "MANUAL_REVIEW", "D-PHYS"),),
        never=("MISSING", "ELIGIBLE"),
        profile=SZ,
    ),
)
TRANSIT = (
    Row(
        "R-TRN-01",
        "1",
        bt("BT-07", notice=notice(pending_at_cutover=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-01", "NOT_AFFECTED", "D-NOT"),),
        never=("RESUBMIT",),
        visit=day("2024-12-01"),
    ),
    Row(
        "R-TRN-01",
        "2",
        bt("BT-07", notice=notice("2024-12-05", pending_at_cutover=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-01", "NEW_VERSION", "D-NOT"),),
        never=("RESUBMIT",),
        visit=day("2024-12-06"),
    ),
    Row(
        "R-TRN-02",
        "1",
        bt("BT-08", notice=notice(permit_pending=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-02", "RETURNED", "BT-08"),),
        visit=day("2024-12-01"),
    ),
    Row(
        "R-TRN-02",
        "2",
        bt("BT-08", physical_permit=card(approved_not_collected=True)),
        Outcome.REFER_ONLINE,
        (("R-TRN-02", "OTHER_BUSINESS", "BT-05"), ("R-RPL-02", "ELIGIBLE", "D-PHYS")),
        never=("RETURNED",),
        visit=day("2024-12-02"),
    ),
    Row(
        "R-TRN-03",
        "1",
        bt("BT-06", notice=notice("2024-10-15", permit_applied=False)),
        Outcome.REFER_ONLINE,
        (("R-TRN-03", "RESUBMIT", "BT-06"),),
    ),
    Row(
        "R-TRN-03",
        "2",
        bt("BT-06", notice=notice("2024-12-03", permit_applied=False)),
        Outcome.NOT_REQUIRED,
        (("R-TRN-03", "NOT_REQUIRED", "D-NOT"),),
        never=("RESUBMIT",),
    ),
)
CANCELLATION = (
    Row(
        "R-CAN-01",
        "1",
        bt("BT-09", notice=notice("2024-11-30", **REQUEST)),
        Outcome.COMPLETE,
        (("R-CAN-01", "OFFLINE", "A-WIN"), ("R-VER-08", "CONTACT", "A-WIN")),
        never=("REFER_ONLINE",),
        profile=SZ,
    ),
    Row(
        "R-CAN-01",
        "2",
        bt("BT-09", notice=notice("2024-11-30", written_request=True, written_request_sealed=False)),
        Outcome.CORRECTION_NOTICE,
        (("R-CAN-01", "MISSING", "D-WREQ.seal"),),
        profile=SZ,
    ),
    Row(
        "R-CAN-02",
        "1",
        bt("BT-10", notice=notice("2024-12-02")),
        Outcome.REFER_ONLINE,
        (("R-CAN-02", "REFER_ONLINE", "SYS-1"),),
        never=("OFFLINE",),
        profile=SZ,
    ),
    Row(
        "R-CAN-02",
        "2",
        bt("BT-09", notice=notice("2024-12-02", **REQUEST), channel=Channel.PAPER),
        Outcome.REFER_ONLINE,
        (("R-CAN-02", "REFER_ONLINE", "D-WREQ"),),
        never=("OFFLINE", "COMPLETE"),
        profile=SZ,
    ),
    Row(
        "R-CAN-03",
        "1",
        bt("BT-10", notice=notice("2024-12-01")),
        Outcome.REFER_ONLINE,
        (("R-CAN-03", "REFER_ONLINE", "SYS-1"), ("R-CAN-03", "STAFF_FLAG", "D-NOT")),
        profile=SZ,
    ),
    Row(
        "R-CAN-03",
        "2",
        bt("BT-09", notice=notice("2024-12-01", **REQUEST)),
        Outcome.COMPLETE,
        (("R-CAN-03", "OFFLINE", "A-WIN"),),
        never=("REFER_ONLINE", "STAFF_FLAG"),
        profile=FIRST_DAY_OFFLINE,
    ),
)
ESSC = (
    Row(
        "R-ESC-01",
        "1",
        bt("BT-13", stay=ENTERED, electronic_card=essc(name="SMITH JOHN")),
        Outcome.REFER_ONLINE,
        (("R-ESC-01", "REFER_ONLINE", "SYS-3"),),
    ),
    Row(
        "R-ESC-01",
        "2",
        bt("BT-13", stay=ABROAD, electronic_card=essc()),
        Outcome.NOT_YET_OPEN,
        (("R-ESC-01", "NOT_YET_OPEN", "entry_date"),),
        never=("REFER_ONLINE",),
    ),
    Row(
        "R-ESC-01",
        "3",
        bt("BT-13", stay=ENTERED, electronic_card=essc(permit=False, security=False)),
        Outcome.CORRECTION_NOTICE,
        (("R-ESC-01", "MISSING", "permit_number"),),
        never=("REFER_ONLINE",),
    ),
    Row(
        "R-ESC-02",
        "1",
        bt("BT-13", stay=ENTERED, electronic_card=essc(name="SMITH JOHN", name_on_notice="SMITH JOHN")),
        Outcome.REFER_ONLINE,
        never=("WARN",),
    ),
    Row(
        "R-ESC-02",
        "2",
        bt("BT-13", stay=ENTERED, electronic_card=essc(name="John Smith", name_on_notice="SMITH JOHN")),
        Outcome.REFER_ONLINE,
        (("R-ESC-02", "WARN", "name"),),
    ),
    Row(
        "R-ESC-03",
        "1",
        bt("BT-13", stay=ENTERED, electronic_card=essc(), social_security=SocialSecurityFact(card_held=True)),
        Outcome.REFER_ONLINE,
        (("R-ESC-03", "STANDARD_SERVICES", "D-SSC"),),
    ),
    Row(
        "R-ESC-03",
        "2",
        bt("BT-13", stay=ENTERED, electronic_card=essc(), social_security=SocialSecurityFact(card_held=False)),
        Outcome.REFER_ONLINE,
        (("R-ESC-03", "PERMIT_INFO_ONLY", "D-SSC"),),
        never=("STANDARD_SERVICES",),
    ),
    Row(
        "R-ESC-04",
        "1",
        bt("BT-19", matches=essc_reading(False), permit_check=PermitCheckFact(viewed=True)),
        Outcome.MANUAL_REVIEW,
        (("R-ESC-04", "INCONSISTENT", "essc.position"),),
        never=("CONSISTENT",),
    ),
    Row(
        "R-ESC-04",
        "2",
        bt("BT-19", matches=essc_reading(True), permit_check=PermitCheckFact(viewed=True)),
        Outcome.COMPLETE,
        (("R-ESC-04", "CONSISTENT", "D-ESSC"),),
    ),
    Row(
        "R-ESC-05",
        "1",
        bt("BT-18", stay=ENTERED, notice=notice(valid_until=day("2026-12-31"))),
        Outcome.REFER,
        (("R-ESC-05", "PROOF", "D-NOT"),),
        never=("MISSING",),
    ),
    Row(
        "R-ESC-05",
        "2",
        bt(
            "BT-18",
            stay=ENTERED,
            notice=notice(valid_until=day("2026-11-17")),
            electronic_card=ElectronicCardFact(page_shown=True),
        ),
        Outcome.REFER,
        (("R-ESC-05", "PROOF", "D-ESSC"),),
        never=("MISSING",),
    ),
    Row(
        "R-ESC-05",
        "3",
        bt(
            "BT-18",
            stay=ENTERED,
            notice=notice(shown=False),
            electronic_card=ElectronicCardFact(page_shown=False),
        ),
        Outcome.CORRECTION_NOTICE,
        (("R-ESC-05", "MISSING", "D-NOT"),),
        never=("PROOF",),
    ),
    *(
        Row(
            "R-ESC-06",
            f"1 {service}",
            bt("BT-13", stay=ENTERED, electronic_card=essc(service=service)),
            Outcome.REFER_ONLINE,
            (("R-ESC-06", "SHOWN", "service"),),
        )
        for service in ("query", "download", "qr", "message")
    ),
    Row(
        "R-ESC-06",
        "2",
        bt("BT-13", stay=ENTERED, electronic_card=essc(service="pension")),
        Outcome.REFER_ONLINE,
        (("R-ESC-06", "NOT_PROMISED", "service"),),
        never=("SHOWN",),
    ),
    *(
        Row(
            "R-AGE-01",
            f"{number}",
            bt("BT-13", stay=ENTERED, electronic_card=essc(), social_security=SocialSecurityFact(age=age)),
            Outcome.REFER_ONLINE,
            (("R-AGE-01", "ALLOWED", "D-ESSC"), ("R-ESC-01", "REFER_ONLINE", "SYS-3")),
        )
        for number, age in ((1, 66), (2, 60))
    ),
)


def residence(work: str, applying: str) -> Facts:
    stay = StayFact(entered=True, visa_type="Z", work_place=work, applying_place=applying, originals_verified=True)
    return bt("BT-18", stay=stay, notice=notice(valid_until=day("2026-12-31")))


RESIDENCE = (
    Row(
        "R-RES-01",
        "1",
        residence("4403", "4403"),
        Outcome.REFER,
        (("R-RES-01", "APPLY_HERE", "A-PSB"),),
        absent=(("R-RES-01", "REFER", "A-PSB"),),
        profile=SZ,
    ),
    Row(
        "R-RES-01",
        "2",
        residence("4403", "4401"),
        Outcome.REFER,
        (("R-RES-01", "REFER", "A-PSB"),),
        never=("APPLY_HERE",),
    ),
    Row(
        "R-RES-02",
        "1",
        UNVERIFIED_SZ,
        Outcome.NOT_ACCEPTED_INCOMPLETE,
        (("R-RES-02", "NOT_ACCEPTED_INCOMPLETE", "D-ORIG"),),
        profile=SZ,
    ),
    Row(
        "R-RES-02",
        "2",
        residence("4403", "4403"),
        Outcome.REFER,
        never=("NOT_ACCEPTED_INCOMPLETE", "MISSING"),
        profile=SZ,
    ),
)
PAGE = ElectronicCardFact(page_shown=True)


def duty_question(rule_number: str, profile: Profile, bureau: str) -> tuple[Row, Told]:
    facts = bt("BT-14", social_security=SocialSecurityFact(asks_whether_compulsory=True))
    (finding,) = assess(facts, profile, CALENDAR, VISIT).findings
    told = f"{finding.message} {finding.remedy}"
    return (
        Row("R-INS-03", rule_number, facts, Outcome.REFER, (("R-INS-03", "REFER", "A-HRSS"),), profile=profile),
        Told("R-INS-03", f"{rule_number} in words", told, (bureau, "不作答复"), ("强制", "必须", "无需参保")),
    )


INSURANCE = (
    Row(
        "R-INS-01",
        "1",
        bt("BT-14", visitor=VisitorRole.APPLICANT, electronic_card=PAGE),
        Outcome.REFER,
        (("R-INS-01", "REFER", "A-SIA"),),
    ),
    Row(
        "R-INS-01",
        "2",
        bt("BT-14", visitor=VisitorRole.APPLICANT, physical_permit=card(brought=True)),
        Outcome.MANUAL_REVIEW,
        (("R-INS-01", "MANUAL_REVIEW", "D-PHYS"),),
        never=("MISSING", "REFER"),
    ),
    Row(
        "R-INS-02",
        "1",
        bt(
            "BT-14",
            electronic_card=PAGE,
            permit_status=PermitStatus.APPROVED,
            social_security=SocialSecurityFact(conditions_met=True),
        ),
        Outcome.REFER,
        (("R-INS-02", "NUMBER_THEN_CARD", "A-SIA"),),
    ),
    Row(
        "R-INS-02",
        "2",
        bt(
            "BT-14",
            electronic_card=PAGE,
            permit_check=PermitCheckFact(system=False),
            social_security=SocialSecurityFact(conditions_met=True),
        ),
        Outcome.MANUAL_REVIEW,
        (("R-INS-02", "STOP", "SYS-1"),),
        never=("NUMBER_THEN_CARD",),
    ),
    *duty_question("1", SZ, "深圳市人力资源和社会保障局"),
    *duty_question("2", GZ, "广州市人力资源和社会保障局"),
)
NEW_PERMIT = SocialSecurityFact(permit_event=PermitEvent.NEW_PERMIT)
CARD_ISSUE = (
    Row(
        "R-SSC-01",
        "1",
        bt("BT-15", social_security=NEW_PERMIT),
        Outcome.NOT_YET_OPEN,
        (("R-SSC-01", "NOT_YET_OPEN", "D-SSC"),),
        never=("REFER",),
        profile=HB,
        visit=day("2025-01-14"),
    ),
    Row(
        "R-SSC-01",
        "2",
        bt("BT-15", social_security=NEW_PERMIT),
        Outcome.REFER,
        (("R-SSC-01", "OPEN", "D-SSC"),),
        never=("NOT_YET_OPEN",),
        profile=HB,
        visit=day("2025-01-15"),
    ),
    Row(
        "R-SSC-02",
        "1",
        bt("BT-15", visitor=VisitorRole.APPLICANT, social_security=NEW_PERMIT),
        Outcome.REFER,
        (("R-SSC-02", "REFER", "A-SSC"),),
        profile=HB,
    ),
    Row(
        "R-SSC-02",
        "2",
        bt("BT-16", visitor=VisitorRole.UNIT_AGENT, social_security=replace(NEW_PERMIT, persons=25)),
        Outcome.REFER,
        (("R-SSC-02", "REFER", "A-SSC"),),
        profile=HB,
    ),
    Told(
        "R-SSC-02",
        "1 in the guidance",
        f"{guidance(BusinessType.CARD_IN_PERSON, HB)}",
        shows=("服务网点", "2025年1月15日"),
        hides=("建设银行",),
    ),
    Told(
        "R-SSC-02", "2 in the guidance", f"{guidance(BusinessType.CARD_BATCH, HB)}", shows=("批量", "in one batch")
    ),
    Row(
        "R-SSC-03",
        "1",
        bt("BT-15", social_security=SocialSecurityFact(enrolled=False)),
        Outcome.REFER,
        (("R-SSC-03", "AFTER_ENROLMENT", "BT-14"),),
        absent=(("R-SSC-03", "REFER", "A-SSC"),),
        profile=NA,
    ),
    Row(
        "R-SSC-03",
        "2",
        bt("BT-15", social_security=SocialSecurityFact(enrolled=True)),
        Outcome.REFER,
        (("R-SSC-03", "REFER", "A-SSC"),),
        never=("AFTER_ENROLMENT",),
        profile=NA,
    ),
    Row(
        "R-AGE-02",
        "1",
        bt("BT-15", social_security=SocialSecurityFact(age=66, enrolled=False)),
        Outcome.MANUAL_REVIEW,
        (("R-AGE-02", "MANUAL_REVIEW", "age"),),
        profile=NA,
    ),
    Row(
        "R-AGE-02",
        "2",
        bt("BT-17", social_security=SocialSecurityFact(age=66, permit_event=PermitEvent.REPLACED_PERMIT)),
        Outcome.REFER,
        (("R-AGE-02", "STAFF_CONFIRM", "age"), ("R-SSC-02", "REFER", "A-SSC")),
        never=("MANUAL_REVIEW",),
        profile=HB,
    ),
)
SERVICES = (
    Row(
        "R-ONE-01",
        "1",
        bt("BT-90", electronic_card=ElectronicCardFact(service="library")),
        Outcome.NOT_YET_OPEN,
        (("R-ONE-01", "NOT_YET_OPEN", "service"),),
        profile=NA,
    ),
    Told("R-ONE-01", "1 on the screen", f"{[b.value for b in offered(NA)]}", ("BT-13",), ("BT-90", "X-0")),
    Row(
        "R-ONE-01",
        "2",
        bt("BT-90", electronic_card=ElectronicCardFact(service="library")),
        Outcome.REFER,
        (("R-ONE-01", "REFER", "service"),),
        profile=WITH_LIBRARY,
    ),
    Told("R-ONE-01", "2 on the screen", f"{[b.value for b in offered(WITH_LIBRARY)]}", ("BT-90",), ("X-0",)),
    Row(
        "R-USC-01",
        "1",
        bt("BT-20", employer=EmployerFact(WRONG_CODE)),
        Outcome.CORRECT_ON_SPOT,
        (("R-USC-01", "CORRECT_ON_SPOT", "uscc"),),
        absent=(("R-USC-01", "REFER", "A-SAMR"),),
    ),
    Row(
        "R-USC-01",
        "2",
        bt("BT-20", employer=EmployerFact(GOOD_CODE)),
        Outcome.MANUAL_REVIEW,
        (("R-USC-01", "CHECK_FIRST", "employer"), ("R-USC-01", "REFER", "A-SAMR")),
    ),
    Row(
        "R-USC-01",
        "2 with another name",
        bt("BT-20", employer=EmployerFact(GOOD_CODE, name_matches=False)),
        Outcome.CORRECT_ON_SPOT,
        (("R-USC-01", "CORRECT_ON_SPOT", "employer"),),
        absent=(("R-USC-01", "REFER", "A-SAMR"),),
    ),
    Row(
        "R-USC-01",
        "2 with the right name",
        bt("BT-20", employer=EmployerFact(GOOD_CODE, name_matches=True)),
        Outcome.REFER,
        (("R-USC-01", "REFER", "A-SAMR"),),
        never=("CHECK_FIRST", "CORRECT_ON_SPOT"),
    ),
    Told(
        "R-LOC-01",
        "1",
        f"{[guidance(business, HB).contact for business in BusinessType]} {HB.window_text}",
        hides=("tel", "电话", "0755", "020"),
    ),
    Told(
        "R-LOC-01",
        "2",
        f"{[guidance(business, profile) for profile in PROFILES.values() for business in BusinessType]}",
        shows=("0755-88121678", "020-12345"),
        hides=("186 6503", "18665", "Wuyang", "五羊"),
    ),
    Row(
        "R-ORG-01",
        "1",
        complete(terminal=TerminalFact(training=True, sample_data=True)),
        Outcome.COMPLETE,
        (("R-ORG-01", "SPECIMEN", "terminal"),),
        never=("SAMPLE_DATA",),
    ),
    Row(
        "R-ORG-01",
        "2",
        complete(terminal=TerminalFact(training=False, sample_data=False)),
        Outcome.COMPLETE,
        never=("SPECIMEN", "SAMPLE_DATA"),
    ),
    Row(
        "R-ORG-01",
        "2 with sample data",
        complete(staff_confirmed=True, terminal=TerminalFact(training=False, sample_data=True)),
        Outcome.MANUAL_REVIEW,
        (("R-ORG-01", "SAMPLE_DATA", "terminal"),),
    ),
)
ROWS = (
    GENERAL
    + OVERSEAS
    + PLACE
    + REISSUE
    + TRANSIT
    + CANCELLATION
    + ESSC
    + RESIDENCE
    + INSURANCE
    + CARD_ISSUE
    + SERVICES
)


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Row)], ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    assessment = assess(row.facts, row.profile, CALENDAR, row.visit)
    findings = named(assessment)
    assert assessment.outcome is row.outcome, findings
    assert set(row.found) <= findings
    assert not set(row.absent) & findings
    assert not {code for _, code, _ in findings} & set(row.never)


@pytest.mark.parametrize("row", [row for row in ROWS if isinstance(row, Told)], ids=str)
def test_what_is_told_shows_what_it_must_and_hides_the_rest(row):
    assert row.text
    for words in row.shows:
        assert words in row.text
    for words in row.hides:
        assert words not in row.text
