"""From a visit to its receipt: who, what was seen, what is missing and why, by when, and where to ask."""

from collections.abc import Iterator

from kiosk.identifiers.masking import mask_passport, mask_permit_number
from kiosk.permits import PermitRecord
from kiosk.printouts.defects import defects_in_order
from kiosk.printouts.foreseen import Foreseen, foreseen
from kiosk.printouts.numbers import visit_number
from kiosk.printouts.open_points import open_points
from kiosk.printouts.wording import MATTER, OUTCOMES, TEMPLATE, bilingual, late_marks, lists_template, visitor
from kiosk.rules.assessment import Assessment, Finding, Outcome
from kiosk.rules.dates import civil_date, local_time
from kiosk.rules.facts import OriginalFact, Seen, reason_text
from kiosk.rules.families.decision import DECISION
from kiosk.rules.names import checklist_key
from kiosk.visits.events import Face
from kiosk.visits.log import NoVisit
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from printing.bilingual import Bilingual
from printing.receipt import (
    ChecklistRow,
    Code,
    Divider,
    KeyValue,
    Mark,
    Passage,
    ReceiptBlock,
    ReceiptDocument,
    SealBox,
    SmallPrint,
    Title,
)

_MARKS = {Seen.CONFIRMED: Mark.YES, Seen.DIFFERS: Mark.DIFFERS, Seen.MISSING: Mark.NO, Seen.NOT_YET: Mark.OPEN}
_COPY_TOO = Bilingual("另带一份加盖单位公章的复印件", "and a copy with your employer's official seal")
_COPY_OF_EACH = Bilingual(
    "以上每份材料另带一份加盖单位公章的复印件。", "Of each paper also a copy with your employer's official seal."
)


def receipt_document(visit: VisitState, tools: Tools, copy: int) -> ReceiptDocument:
    """The receipt of one visit; ``copy`` 1 is the first print. Raises NoVisit before there is a record."""
    record = visit.record
    if record is None:
        raise NoVisit
    told = foreseen(visit, tools.profile_of(record), tools.calendar, tools.today())
    blocks = (
        *_head(visit, record, tools),
        *_originals(visit, told),
        *_assessment(visit, told),
        *_deadlines(visit, told),
        *_foot(visit, record, tools, told),
    )
    return ReceiptDocument(blocks, specimen=visit.simulated, reprint=copy - 1)


def _head(visit: VisitState, record: PermitRecord, tools: Tools) -> Iterator[ReceiptBlock]:
    profile = tools.profile_of(record)
    desk = visit.face is Face.DESK
    yield Title(
        Bilingual("现场核验回执", "Verification Receipt") if desk else Bilingual("预检回执", "Pre-check Receipt")
    )
    yield KeyValue(Bilingual("编号", "No."), visit_number(visit))
    yield KeyValue(Bilingual("办理地点", "Place"), Bilingual(f"{profile.name.zh} {tools.window}", profile.name.en))
    yield KeyValue(Bilingual("事项", "Matter"), bilingual(MATTER))
    yield Divider()
    yield KeyValue(Bilingual("姓名", "Name"), record.name)
    yield KeyValue(Bilingual("许可号码", "Permit no."), mask_permit_number(record.permit_number))
    yield KeyValue(Bilingual("护照号码", "Passport no."), mask_passport(record.passport_number))
    yield KeyValue(Bilingual("类别", "Class"), record.permit_class.value if record.permit_class else "—")
    if visit.visitor:
        yield KeyValue(Bilingual("到场人", "Visitor"), visitor(visit.visitor))
    yield Divider()


def _originals(visit: VisitState, told: Foreseen) -> Iterator[ReceiptBlock]:
    desk = visit.face is Face.DESK
    if told.not_required is not None and not visit.originals:
        if not desk:
            yield Passage(bilingual(OUTCOMES[Outcome.NOT_REQUIRED]), strong=True)
            yield from _reason(told.not_required)
        return
    heading = Bilingual("原件", "Originals") if desk else Bilingual("请携带原件", "Please bring the originals")
    yield Passage(heading, strong=True)
    if lists_template(visit):
        yield SmallPrint(bilingual(TEMPLATE))
    copies_of_all = not desk and len(visit.originals) > 1 and all(paper.copy_asked for paper in visit.originals)
    for original in visit.originals:
        yield _row(original, visit, copy_note=not copies_of_all)
    if copies_of_all:
        yield Passage(_COPY_OF_EACH, strong=True)


def _row(original: OriginalFact, visit: VisitState, *, copy_note: bool) -> ChecklistRow:
    name = Bilingual(original.name_zh, original.name_en)
    if visit.face is not Face.DESK:
        notes = (_COPY_TOO,) if copy_note and original.copy_asked else ()
        return ChecklistRow(_MARKS[original.seen], name, notes)
    to_mend = original.seen is Seen.CONFIRMED and _is_to_mend(original, visit.assessment)
    mark = Mark.NO if to_mend else _MARKS[original.seen]
    return ChecklistRow(mark, name, _notes(original, to_mend=to_mend))


def _is_to_mend(original: OriginalFact, assessment: Assessment | None) -> bool:
    """Whether a paper staff confirmed has something to correct all the same: its copy, its day, its content."""
    if original.copy_present is False or original.copy_sealed is False:
        return original.copy_asked
    defects = assessment.defects if assessment is not None else ()
    return any(checklist_key(defect.subject) == original.key for defect in defects)


def _notes(original: OriginalFact, *, to_mend: bool) -> tuple[Bilingual, ...]:
    if original.reason:
        return (bilingual(reason_text(original.reason)),)
    if original.seen is Seen.MISSING and original.copy_asked and original.copy_present is None:
        return (Bilingual("原件及盖章复印件均须提交", "bring the original and its sealed copy"),)
    if original.copy_present is False:
        return (Bilingual("未交盖章复印件", "no sealed copy"),)
    if original.copy_sealed is False:
        return (Bilingual("复印件未盖公章", "copy without the unit's seal"),)
    return (Bilingual("原件已出示，须补正，见下", "shown, but to be corrected: see below"),) if to_mend else ()


def _reason(told: Finding) -> Iterator[ReceiptBlock]:
    """What is so, what to do, and the rule."""
    yield Passage(bilingual(told.message))
    yield Passage(bilingual(told.remedy))
    yield SmallPrint(told.rule)


def _assessment(visit: VisitState, told: Foreseen) -> Iterator[ReceiptBlock]:
    assessment = visit.assessment
    if assessment is None or visit.face is Face.SELF_SERVICE:
        return
    if visit.originals:
        yield Divider(dashed=True)
    yield Passage(_outcome(visit, assessment), strong=True)
    for finding in _what_follows(visit, assessment, told):
        yield from _reason(finding)
    marks = late_marks(visit)
    for finding in defects_in_order(visit):
        notes = (finding.rule, marks[finding]) if finding in marks else (finding.rule,)
        yield ChecklistRow(Mark.NO, bilingual(finding.message), notes)
    points = open_points(assessment)
    if points.by_visitor:
        yield Passage(Bilingual("另需在窗口核定的事项", "Also to be settled at the window"))
    for finding in points.by_visitor:
        yield ChecklistRow(Mark.OPEN, bilingual(finding.message), (bilingual(finding.remedy), finding.rule))
    if points.by_staff:
        yield Passage(Bilingual("由工作人员核定", "The staff will check"))
    for finding in points.by_staff:
        yield ChecklistRow(Mark.OPEN, bilingual(finding.message), (finding.rule,))


def _what_follows(visit: VisitState, assessment: Assessment, told: Foreseen) -> tuple[Finding, ...]:
    """Why there is nothing to do, or how a decision that is still to come reaches the applicant."""
    if told.not_required is not None:
        return (told.not_required,)
    pending = assessment.outcome is Outcome.VERIFIED and visit.decision is None
    return tuple(finding for finding in assessment.findings if pending and finding.subject == DECISION)


def _outcome(visit: VisitState, assessment: Assessment) -> Bilingual:
    if assessment.outcome is Outcome.VERIFIED and visit.decision is None:
        return Bilingual("核验通过，决定书待下达", "Verified, decision pending")
    return bilingual(OUTCOMES[assessment.outcome])


def _deadlines(visit: VisitState, told: Foreseen) -> Iterator[ReceiptBlock]:
    if visit.staff_confirmed or not (told.limits or told.order):
        return
    yield Divider(dashed=True)
    for limit in told.limits:
        yield KeyValue(limit.label, limit.says if limit.says.zh != limit.says.en else limit.says.zh)
        if limit.counting is not None:
            yield SmallPrint(limit.counting)
    if told.order is not None:
        yield from _reason(told.order)


def _foot(visit: VisitState, record: PermitRecord, tools: Tools, told: Foreseen) -> Iterator[ReceiptBlock]:
    profile = tools.profile_of(record)
    yield Divider()
    if visit.staff_confirmed and visit.decision:
        yield KeyValue(Bilingual("决定书", "Decision"), visit.decision.number)
    if visit.face is Face.DESK:
        yield SealBox(bilingual(profile.contacts.authority.value or profile.name), tools.today().isoformat())
        yield KeyValue(Bilingual("经办人", "Handled by"), visit.operator)
    elif told.not_required is None:
        yield SmallPrint(
            Bilingual("预检不代替窗口核验原件。", "A pre-check does not replace verification at the window.")
        )
    opened = f"{civil_date(visit.opened_at).isoformat()} {local_time(visit.opened_at):%H:%M} +08:00"
    yield KeyValue(Bilingual("时间", "Time"), opened)
    if profile.window_text is not None:
        yield SmallPrint(bilingual(profile.window_text))
    yield Code(visit_number(visit), Bilingual("回执编号", "Receipt number"))
    yield SmallPrint(
        Bilingual("热敏纸会褪色，请妥善保存或拍照留存。", "Thermal paper fades: keep it dark or take a photograph.")
    )
