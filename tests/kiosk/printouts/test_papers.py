"""What stands on a visit's papers, and what never does."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.printouts.compose import NoDecision, PaperUnprintable, document_pdf, receipt_bands
from kiosk.printouts.numbers import visit_number
from kiosk.printouts.receipt import receipt_document
from kiosk.rules.assessment import Severity
from kiosk.training.person import TrainingPerson
from kiosk.visits.events import Face, Paper
from kiosk.visits.state import VisitState
from printing.receipt import ChecklistRow, KeyValue, Mark, Passage, SmallPrint
from tests.helpers.played import PEOPLE, PlayedTerminal, played_terminal


def text_of(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True)
    return "".join(told.stdout.split())


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[PlayedTerminal]:
    with played_terminal(tmp_path) as terminal:
        yield terminal


def assessed(terminal: PlayedTerminal, person: TrainingPerson) -> VisitState:
    terminal.serve(person, until="assess")
    return terminal.visit


def test_the_notice_lists_every_defect_and_masks_every_number(terminal: PlayedTerminal, tmp_path: Path) -> None:
    person = PEOPLE["inigo"]
    visit = assessed(terminal, person)
    assert visit.assessment is not None
    pdf, pages = document_pdf(visit, terminal.tools, Paper.CORRECTION_NOTICE, copy=1)
    text = text_of(pdf, tmp_path)
    assert pages >= 1
    assert len(visit.assessment.defects) >= 1
    for defect in visit.assessment.defects:
        assert defect.rule in text
        assert "".join(defect.message.en.split()) in text
    for number in (person.record.passport_number, person.passport.number, person.record.permit_number):
        assert number not in text
    assert visit_number(visit) in text
    assert "第1次" not in text


def test_a_copy_says_that_it_is_one(terminal: PlayedTerminal, tmp_path: Path) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    pdf, _ = document_pdf(visit, terminal.tools, Paper.CORRECTION_NOTICE, copy=2)
    assert "补打第1次" in text_of(pdf, tmp_path)


def test_the_receipt_marks_each_original_as_staff_judged_it(terminal: PlayedTerminal) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    blocks = receipt_document(visit, terminal.tools, copy=1).blocks
    rows = {block.text.zh: block.mark for block in blocks if isinstance(block, ChecklistRow)}
    assert rows["最高学位（学历）证书"] is Mark.NO
    assert rows["护照"] is Mark.YES
    values = {block.label.en: block.value for block in blocks if isinstance(block, KeyValue)}
    assert "*" in str(values["Permit no."])
    assert "*" in str(values["Passport no."])
    assert receipt_bands(visit, terminal.tools, copy=1)[0].startswith(b"\x1b@")


def test_the_receipt_tells_every_defect(terminal: PlayedTerminal) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    assert visit.assessment is not None
    said = {b.text.en for b in receipt_document(visit, terminal.tools, 1).blocks if isinstance(b, ChecklistRow)}
    defects = {f.message.en for f in visit.assessment.findings if f.severity is Severity.DEFECT}
    assert len(defects) == 3
    assert defects <= said


def test_verified_without_a_decision_yet_says_that_it_is_pending(terminal: PlayedTerminal) -> None:
    terminal.serve(PEOPLE["thordis"], until="confirm")
    passages = [
        b.text for b in receipt_document(terminal.visit, terminal.tools, 1).blocks if isinstance(b, Passage)
    ]
    assert "核验通过，决定书待下达" in {getattr(passage, "zh", "") for passage in passages}


def test_the_terminal_has_no_decision_to_print_until_the_authority_issued_one(terminal: PlayedTerminal) -> None:
    terminal.serve(PEOPLE["thordis"], until="confirm")
    with pytest.raises(NoDecision):
        document_pdf(terminal.visit, terminal.tools, Paper.DECISION, copy=1)


def test_a_name_no_font_can_write_is_an_error_and_not_a_box(terminal: PlayedTerminal) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    assert visit.record is not None
    tibetan = replace(visit, record=replace(visit.record, name="བོད"))
    with pytest.raises(PaperUnprintable) as unprintable:
        document_pdf(tibetan, terminal.tools, Paper.CORRECTION_NOTICE, copy=1)
    assert unprintable.value.code == "P-101"


def test_self_service_says_what_to_bring_and_by_when_and_judges_nothing(tmp_path: Path) -> None:
    with played_terminal(tmp_path, face=Face.SELF_SERVICE) as terminal:
        terminal.show_code(PEOPLE["lukasz"])
        terminal.after(terminal.session.assess)
        blocks = receipt_document(terminal.visit, terminal.tools, copy=1).blocks
    assert {b.mark for b in blocks if isinstance(b, ChecklistRow)} == {Mark.OPEN}
    labels = {block.label.en for block in blocks if isinstance(block, KeyValue)}
    assert "Come by" in labels
    assert "Handled by" not in labels


def test_a_general_list_says_on_both_papers_that_it_is_one(terminal: PlayedTerminal, tmp_path: Path) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    template = replace(visit, originals=tuple(replace(original, template=True) for original in visit.originals))
    for state, says in ((visit, False), (template, True)):
        pdf, _ = document_pdf(state, terminal.tools, Paper.CORRECTION_NOTICE, copy=1)
        assert ("通用清单（模板）" in text_of(pdf, tmp_path)) is says
        small = [block.text.zh for block in receipt_document(state, terminal.tools, 1).blocks if _is_small(block)]
        assert any("通用清单（模板）" in text for text in small) is says


def _is_small(block: object) -> bool:
    return isinstance(block, SmallPrint)
