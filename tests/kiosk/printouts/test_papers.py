"""What stands on a visit's papers, and what never does."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.printouts.compose import NoDecision, PaperUnprintable, document_pdf, receipt_bands
from kiosk.printouts.numbers import visit_number
from kiosk.printouts.receipt import receipt_document
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Finding, Severity
from kiosk.rules.facts import AgentProof, Seen, VisitorRole
from kiosk.training.person import TrainingPerson
from kiosk.visits.events import Face, Paper
from kiosk.visits.facts import facts_of
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


_served: dict[tuple[str, str], VisitState] = {}


def served(terminal: PlayedTerminal, person: TrainingPerson, until: str) -> VisitState:
    """The person's visit up to there; played once, as papers change nothing of it."""
    if (person.key, until) not in _served:
        terminal.serve(person, until=until)
        _served[person.key, until] = terminal.visit
    return _served[person.key, until]


def assessed(terminal: PlayedTerminal, person: TrainingPerson) -> VisitState:
    return served(terminal, person, "assess")


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
    visit = served(terminal, PEOPLE["thordis"], "confirm")
    passages = [b.text for b in receipt_document(visit, terminal.tools, 1).blocks if isinstance(b, Passage)]
    said = {getattr(passage, "zh", "") for passage in passages}
    assert {"核验通过，决定书待下达", "请凭回执等候通知后领取。"} <= said


def test_the_terminal_has_no_decision_to_print_until_the_authority_issued_one(terminal: PlayedTerminal) -> None:
    visit = served(terminal, PEOPLE["thordis"], "confirm")
    with pytest.raises(NoDecision):
        document_pdf(visit, terminal.tools, Paper.DECISION, copy=1)


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


def notes_of(visit: VisitState, terminal: PlayedTerminal) -> dict[str, tuple[Mark, str]]:
    rows = (b for b in receipt_document(visit, terminal.tools, 1).blocks if isinstance(b, ChecklistRow))
    return {row.text.zh: (row.mark, " ".join(getattr(note, "en", str(note)) for note in row.notes)) for row in rows}


def test_a_pre_check_asks_for_originals_and_says_of_which_a_sealed_copy_is_wanted_too(tmp_path: Path) -> None:
    with played_terminal(tmp_path, face=Face.SELF_SERVICE) as terminal:
        terminal.show_code(PEOPLE["lukasz"])
        visit = terminal.visit
        said = notes_of(visit, terminal)
        blocks = receipt_document(visit, terminal.tools, 1).blocks
        uniform = replace(visit, originals=tuple(paper for paper in visit.originals if paper.copy_asked))
        once = [b.text for b in receipt_document(uniform, terminal.tools, 1).blocks if isinstance(b, Passage)]
        assert {note for _, note in notes_of(uniform, terminal).values()} == {""}
    assert "Please bring the originals" in {getattr(b.text, "en", "") for b in blocks if isinstance(b, Passage)}
    wanted = {paper.name_zh for paper in visit.originals if paper.copy_asked}
    assert wanted
    assert {name for name, (_, note) in said.items() if "official seal" in note} == wanted
    assert "以上每份材料另带一份加盖单位公章的复印件。" in {getattr(text, "zh", "") for text in once}


def test_a_paper_with_something_to_correct_stands_without_a_tick(terminal: PlayedTerminal) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    without_reasons = replace(visit, originals=tuple(replace(paper, reason="") for paper in visit.originals))
    said = notes_of(without_reasons, terminal)
    assert said["聘用合同"] == (Mark.NO, "copy without the unit's seal")
    assert said["境内检验检疫机构出具的体检报告"] == (Mark.NO, "shown, but to be corrected: see below")
    assert said["护照"] == (Mark.YES, "")


def test_a_missing_paper_is_asked_for_with_its_sealed_copy(terminal: PlayedTerminal, tmp_path: Path) -> None:
    visit = missing(assessed(terminal, PEOPLE["lukasz"]), terminal, "M03")
    assert "bring the original and its sealed copy" in {note for _, note in notes_of(visit, terminal).values()}
    text = notice_text(visit, terminal, tmp_path)
    assert text.count("及加盖用人单位公章的复印件") == 2
    assert text.count("acopyofitwiththeemployer'sofficialseal") == 2


def missing(visit: VisitState, terminal: PlayedTerminal, key: str, **changes: Any) -> VisitState:
    """The visit with that original not brought, other facts changed, and judged anew."""
    gone = {"seen": Seen.MISSING, "copy_present": None, "copy_sealed": None}
    originals = tuple(replace(o, **gone) if o.key == key else o for o in visit.originals)
    case = replace(visit, originals=originals, **changes)
    assert case.record is not None
    tools = terminal.tools
    told = assess(facts_of(case), tools.profile_of(case.record), tools.calendar, tools.today())
    return replace(case, assessment=told)


def notice_text(visit: VisitState, terminal: PlayedTerminal, tmp_path: Path) -> str:
    return text_of(document_pdf(visit, terminal.tools, Paper.CORRECTION_NOTICE, copy=1)[0], tmp_path)


def test_once_the_day_is_past_both_papers_say_so_and_what_to_do(terminal: PlayedTerminal, tmp_path: Path) -> None:
    visit = missing(assessed(terminal, PEOPLE["zoe"]), terminal, "M01")
    text = notice_text(visit, terminal, tmp_path)
    assert "Comeby" not in text
    assert "Comeatonce:verificationgoeson.Tellthestaffwhyitislate." in text
    assert "请立即来办，仍可继续核验；请向工作人员说明逾期原因。" in text
    assert "R-VER-02" in text
    assert "R-VER-06" in text
    values = {b.label.en: b.value for b in receipt_blocks(visit, terminal) if isinstance(b, KeyValue)}
    assert "Come at once" in getattr(values["Overdue"], "en", "")


def test_the_receipt_of_a_late_but_verified_visit_still_says_that_it_was_late(terminal: PlayedTerminal) -> None:
    visit = served(terminal, PEOPLE["zoe"], "confirm")
    rows = [b for b in receipt_blocks(visit, terminal) if isinstance(b, ChecklistRow)]
    said = {row.notes[-1] for row in rows if row.notes}
    assert {"R-VER-02", "R-VER-06"} <= said


def test_an_entry_nobody_knows_leaves_the_last_day_open_and_says_so(
    terminal: PlayedTerminal, tmp_path: Path
) -> None:
    visit = missing(assessed(terminal, PEOPLE["lukasz"]), terminal, "M03", entry_date=None)
    text = notice_text(visit, terminal, tmp_path)
    assert "期限待定" in text
    assert "within30daysofentry;thedayofentryisnotrecordedyet" in text
    assert "另需在窗口核定的事项" in text
    assert "".join(next(f for f in findings_of(visit) if f.subject == "entry_date").remedy.en.split()) in text
    values = {b.label.en: b.value for b in receipt_blocks(visit, terminal) if isinstance(b, KeyValue)}
    assert "Last day open" in values


def test_every_review_stands_on_both_papers_with_who_settles_it(terminal: PlayedTerminal, tmp_path: Path) -> None:
    agent = AgentProof(unit_proof=False)
    visit = missing(
        assessed(terminal, PEOPLE["lukasz"]), terminal, "M03", visitor=VisitorRole.UNIT_AGENT, proof=agent
    )
    text = notice_text(visit, terminal, tmp_path)
    rows = {b.text.en for b in receipt_blocks(visit, terminal) if isinstance(b, ChecklistRow)}
    reviews = [f for f in findings_of(visit) if f.severity is Severity.REVIEW]
    assert reviews
    for review in reviews:
        assert "".join(review.message.en.split()) in text
        assert review.message.en in rows


def test_the_notice_says_where_to_go_and_when(terminal: PlayedTerminal, tmp_path: Path) -> None:
    visit = assessed(terminal, PEOPLE["minh-anh"])
    text = notice_text(visit, terminal, tmp_path)
    for part in ("广州市越秀区解放南路155号", "4楼", "9:00—12:00", "155JiefangSouthRoad", "workingdays9:00"):
        assert part in text


def receipt_blocks(visit: VisitState, terminal: PlayedTerminal) -> tuple[object, ...]:
    return receipt_document(visit, terminal.tools, 1).blocks


def findings_of(visit: VisitState) -> tuple[Finding, ...]:
    assert visit.assessment is not None
    return visit.assessment.findings


def _is_small(block: object) -> bool:
    return isinstance(block, SmallPrint)
