"""From a visit to its receipt: who, what was seen, what is missing and why, by when, and where to ask."""

from collections.abc import Iterator

from kiosk.identifiers.masking import mask_passport, mask_permit_number
from kiosk.permits import PermitRecord
from kiosk.printouts.numbers import visit_number
from kiosk.printouts.wording import MATTER, OUTCOMES, TEMPLATE, bilingual, late_marks, lists_template, visitor
from kiosk.rules.assessment import Assessment, Outcome, Severity
from kiosk.rules.dates import civil_date, local_time
from kiosk.rules.deadlines import verification_deadlines
from kiosk.rules.facts import OriginalFact, Seen, reason_text
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
_TO_LOOK_AT = (Severity.REVIEW, Severity.WARNING)


def receipt_document(visit: VisitState, tools: Tools, copy: int) -> ReceiptDocument:
    """The receipt of one visit; ``copy`` 1 is the first print. Raises NoVisit before there is a record."""
    record = visit.record
    if record is None:
        raise NoVisit
    blocks = (
        *_head(visit, record, tools),
        *_originals(visit),
        *_assessment(visit),
        *_deadlines(visit, record, tools),
        *_foot(visit, record, tools),
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


def _originals(visit: VisitState) -> Iterator[ReceiptBlock]:
    heading = Bilingual("原件", "Originals") if visit.face is Face.DESK else Bilingual("请携带", "Please bring")
    yield Passage(heading, strong=True)
    if lists_template(visit):
        yield SmallPrint(bilingual(TEMPLATE))
    for original in visit.originals:
        yield ChecklistRow(_MARKS[original.seen], Bilingual(original.name_zh, original.name_en), _notes(original))


def _notes(original: OriginalFact) -> tuple[Bilingual, ...]:
    notes = []
    if original.reason:
        notes.append(bilingual(reason_text(original.reason)))
    elif original.copy_present is False:
        notes.append(Bilingual("未交盖章复印件", "no sealed copy"))
    elif original.copy_sealed is False:
        notes.append(Bilingual("复印件未盖公章", "copy without the unit's seal"))
    return tuple(notes)


def _assessment(visit: VisitState) -> Iterator[ReceiptBlock]:
    assessment = visit.assessment
    if assessment is None or visit.face is Face.SELF_SERVICE:
        return
    yield Divider(dashed=True)
    yield Passage(_outcome(visit, assessment), strong=True)
    defects, others = assessment.defects, [f for f in assessment.findings if f.severity in _TO_LOOK_AT]
    marks = late_marks(visit)
    for finding in defects:
        notes = (finding.rule, marks[finding]) if finding in marks else (finding.rule,)
        yield ChecklistRow(Mark.NO, bilingual(finding.message), notes)
    if others:
        yield Passage(Bilingual("由工作人员核定", "For a member of staff to settle"))
    for finding in others:
        yield ChecklistRow(Mark.OPEN, bilingual(finding.message), (finding.rule,))


def _outcome(visit: VisitState, assessment: Assessment) -> Bilingual:
    if assessment.outcome is Outcome.VERIFIED and visit.decision is None:
        return Bilingual("核验通过，决定书待下达", "Verified, decision pending")
    return bilingual(OUTCOMES[assessment.outcome])


def _deadlines(visit: VisitState, record: PermitRecord, tools: Tools) -> Iterator[ReceiptBlock]:
    if visit.staff_confirmed:
        return
    yield Divider(dashed=True)
    for deadline in verification_deadlines(visit.entry_date, tools.profile_of(record), tools.calendar):
        come_by = deadline.come_by.isoformat() if deadline.come_by else Bilingual("请向窗口确认", "ask the window")
        yield KeyValue(Bilingual("请于此日前", "Come by"), come_by)
        yield SmallPrint(bilingual(deadline.counting))


def _foot(visit: VisitState, record: PermitRecord, tools: Tools) -> Iterator[ReceiptBlock]:
    profile = tools.profile_of(record)
    yield Divider()
    if visit.staff_confirmed and visit.decision:
        yield KeyValue(Bilingual("决定书", "Decision"), visit.decision.number)
    if visit.face is Face.DESK:
        yield SealBox(bilingual(profile.contacts.authority.value or profile.name), tools.today().isoformat())
        yield KeyValue(Bilingual("经办人", "Handled by"), visit.operator)
    else:
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
