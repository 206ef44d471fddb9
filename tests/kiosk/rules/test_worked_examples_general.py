"""The worked examples of the domain page for its chapter 5.1, what holds in general."""

from dataclasses import replace

import pytest

from kiosk.rules.assessment import Outcome
from kiosk.rules.facts import Facts
from kiosk.rules.matters import (
    PermitCheckFact,
    TerminalFact,
    Wish,
)
from tests.helpers.rules import SZ, complete
from tests.kiosk.rules.worked_examples import VALID_CARD, Row, bt, card, comes_out, day, moment, notice


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

ROWS = GENERAL


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    comes_out(row)
