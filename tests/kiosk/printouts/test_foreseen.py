"""What whoever only scanned is told to do, on the pre-check receipt and by the rules behind it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.printouts.defects import defects_in_order
from kiosk.printouts.foreseen import foreseen
from kiosk.printouts.receipt import receipt_document
from kiosk.rules.checklist import required_originals
from kiosk.rules.names import checklist_key
from kiosk.training.people import person_named
from kiosk.visits.events import Face, RecordFound
from kiosk.visits.state import VisitState
from printing.bilingual import Bilingual
from printing.receipt import ChecklistRow, KeyValue, Passage, SmallPrint
from tests.helpers.played import PEOPLE, played_terminal
from tests.helpers.rules import CALENDAR, GZ, SZ
from tests.helpers.visits import visit_after

TODAY = date(2026, 11, 20)
PROFILES = {"gz": GZ, "sz": SZ}


def scanned(key: str) -> VisitState:
    record = person_named(key).record
    originals = required_originals(record, PROFILES[record.locality])
    return visit_after(RecordFound(record, originals), face=Face.SELF_SERVICE)


def told(visit: VisitState):
    assert visit.record is not None
    return foreseen(visit, PROFILES[visit.record.locality], CALENDAR, TODAY)


def test_a_class_nobody_verifies_on_site_is_told_why_and_is_given_no_day() -> None:
    seoyeon = told(scanned("seoyeon"))
    assert seoyeon.not_required is not None
    assert "class A" in seoyeon.not_required.message.en
    assert "confirm with the local window" in seoyeon.not_required.remedy.en
    assert (seoyeon.deadlines, seoyeon.limits, seoyeon.order) == ((), (), None)


def test_where_no_day_is_set_the_order_of_steps_is_told() -> None:
    yoshida = told(scanned("yoshida"))
    assert yoshida.order is not None
    assert yoshida.order.message.en == (
        "Please have the originals verified before applying for the work-type residence permit."
    )
    assert yoshida.not_required is None


def test_an_entry_nobody_knows_leaves_what_to_do() -> None:
    (limit,) = told(replace(scanned("lukasz"), entry_date=None)).limits
    assert "show the entry stamp" in limit.says.en


def passages(blocks: tuple[object, ...]) -> list[str]:
    return [getattr(block.text, "en", "") for block in blocks if isinstance(block, Passage)]


@pytest.mark.parametrize("assessed", [False, True])
@pytest.mark.parametrize("face", Face)
def test_no_receipt_asks_for_originals_that_nobody_verifies(tmp_path: Path, face: Face, assessed: bool) -> None:
    with played_terminal(tmp_path, face=face) as terminal:
        terminal.show_code(PEOPLE["seoyeon"])
        if assessed:
            terminal.after(terminal.session.assess)
        blocks = receipt_document(terminal.visit, terminal.tools, copy=1).blocks
    said = passages(blocks)
    assert not {"Originals", "Please bring the originals"} & set(said)
    labels = {block.label.en for block in blocks if isinstance(block, KeyValue)}
    assert not {"Come by", "Last day open"} & labels
    assert not any(
        "does not replace" in block.text.en
        for block in blocks
        if isinstance(block, SmallPrint) and isinstance(block.text, Bilingual)
    )
    if assessed or face is Face.SELF_SERVICE:
        reason = "No on-site verification is needed; please confirm with the local window."
        assert (said.count(reason), said.count("Not required, nothing to be done here")) == (1, 1)


def test_the_pre_check_receipt_tells_the_order_of_steps(tmp_path: Path) -> None:
    with played_terminal(tmp_path, face=Face.SELF_SERVICE) as terminal:
        terminal.show_code(PEOPLE["yoshida"])
        said = passages(receipt_document(terminal.visit, terminal.tools, copy=1).blocks)
    assert "Please have the originals verified before applying for the work-type residence permit." in said


def test_papers_list_the_defects_in_the_order_of_the_checklist(tmp_path: Path) -> None:
    with played_terminal(tmp_path) as terminal:
        terminal.serve(PEOPLE["minh-anh"], until="assess")
        visit = terminal.visit
        rows = [b for b in receipt_document(visit, terminal.tools, 1).blocks if isinstance(b, ChecklistRow)]
    defects = defects_in_order(visit)
    assert [checklist_key(defect.subject) for defect in defects] == ["M03", "M06", "M12"]
    told = [defect.message.en for defect in defects]
    assert [row.text.en for row in rows if row.text.en in told] == told
