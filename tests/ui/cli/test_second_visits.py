"""`kiosk records second-visits` counts what a second visit was told late; the number must be zero."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.records.event_store import EventStore
from kiosk.rules.assess import assess
from kiosk.rules.facts import Seen
from kiosk.visits.events import Assessed, Face, RecordFound, VisitOpened
from tests.helpers.rules import CALENDAR, GZ, VISIT, complete, with_original
from tests.helpers.visits import CHECKLIST, RECORD
from ui.cli.main import main

NO_DEGREE = with_original(complete(), "M03", seen=Seen.MISSING)
FIRST_DAY = date(2026, 11, 5)


def second_visits(url: str, *more: str) -> Result:
    return CliRunner().invoke(main, ["records", "second-visits", "--records", url, *more])


def two_visits(folder: Path, first: Assessed) -> str:
    """A record of two visits for one permit."""
    url = f"sqlite:///{folder / 'records.sqlite'}"
    with closing(EventStore(url)) as store:
        for assessed in (first, Assessed(assess(NO_DEGREE, GZ, CALENDAR, VISIT), NO_DEGREE)):
            opened = store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
            store.append(opened.visit_id, 1, [RecordFound(RECORD, CHECKLIST), assessed])
    return url


@pytest.fixture
def told() -> Assessed:
    return Assessed(assess(NO_DEGREE, GZ, CALENDAR, FIRST_DAY), NO_DEGREE)


def test_two_visits_by_these_rules_learn_nothing_late(tmp_path, told):
    url = two_visits(tmp_path, told)
    assert second_visits(url).stdout == "Told late at a second visit: 0.\n"
    said = second_visits(url, "--json")
    assert said.exit_code == 0
    assert json.loads(said.stdout)["late"] == []


def test_a_defect_the_first_notice_kept_back_is_named_with_the_day(tmp_path, told):
    url = two_visits(tmp_path, replace(told, assessment=replace(told.assessment, findings=())))
    said = second_visits(url)
    assert said.exit_code == 1
    assert "R-VER-03 MISSING M03: This could have been told on 2026-11-05." in said.stdout
    assert said.stdout.endswith("Told late at a second visit: 1.\n")
    (late,) = json.loads(second_visits(url, "--json").stdout)["late"]
    assert late == {"rule": "R-VER-03", "code": "MISSING", "subject": "M03", "could_be_told_on": "2026-11-05"}
