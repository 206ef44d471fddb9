"""From a visit to its correction notice: every defect at once, each with its rule and source."""

from datetime import date

from kiosk.identifiers.masking import mask_passport, mask_permit_number, mask_ssn
from kiosk.printouts.defects import defects_in_order
from kiosk.printouts.numbers import visit_number
from kiosk.printouts.open_points import open_points
from kiosk.printouts.time_limit import TimeLimit, time_limits
from kiosk.printouts.wording import (
    LEGAL_BASIS,
    MATTER,
    OUTCOMES,
    STAFF_WILL_CHECK,
    TEMPLATE,
    bilingual,
    late_marks,
    lists_template,
    place_text,
    visitor,
)
from kiosk.rules.assessment import Assessment, Finding, Shown
from kiosk.rules.dates import civil_date
from kiosk.rules.profile import Profile
from kiosk.rules.sources import source_title
from kiosk.visits.log import NoVisit
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from printing.a4 import CorrectionNotice, Defect, OpenPoint, correction_notice
from printing.bilingual import Bilingual

_MASKS = {"passport_number": mask_passport, "social_security_number": mask_ssn}


def notice_pdf(visit: VisitState, tools: Tools, copy: int) -> bytes:
    """The notice as PDF; ``copy`` 1 is the first print. Raises NoVisit before a record and an assessment."""
    record, assessment = visit.record, visit.assessment
    if record is None or assessment is None:
        raise NoVisit
    profile = tools.profile_of(record)
    number = visit_number(visit)
    contacts = profile.contacts
    return correction_notice(
        CorrectionNotice(
            number=number,
            authority=bilingual(contacts.authority.value or profile.name),
            window=Bilingual(tools.window),
            place=bilingual(place) if (place := place_text(profile)) else None,
            addressee=record.name,
            visitor=visitor(visit.visitor),
            matter=bilingual(MATTER),
            permit_class=record.permit_class.value if record.permit_class else "—",
            documents=(
                (Bilingual("许可号码", "Permit no."), mask_permit_number(record.permit_number)),
                (Bilingual("护照号码", "Passport no."), mask_passport(record.passport_number)),
            ),
            received_on=civil_date(visit.opened_at),
            issued_on=tools.today(),
            handler=visit.operator,
            contact=contacts.phone.value or "",
            legal_basis=bilingual(LEGAL_BASIS),
            defects=tuple(_defect(finding, late_marks(visit).get(finding)) for finding in defects_in_order(visit)),
            also=_also(assessment),
            deadlines=_deadlines(visit, assessment, profile, tools.today()),
            remarks=_remarks(visit, assessment),
            query_code=number,
            specimen=visit.simulated,
            reprint=copy - 1,
        )
    )


def _defect(finding: Finding, mark: Bilingual | None) -> Defect:
    title = source_title(finding.source)
    return Defect(
        what=bilingual(finding.message),
        expected=_shown(finding.subject, finding.expected),
        seen=_shown(finding.subject, finding.seen),
        remedy=bilingual(finding.remedy),
        rule=finding.rule,
        source=f"{title.zh} {title.en}",
        mark=mark,
    )


def _shown(subject: str, shown: Shown) -> Bilingual | None:
    """A value once, words in both languages; None where the finding has nothing to show."""
    if not shown:
        return None
    if isinstance(shown, str):
        return Bilingual(_masked(subject, shown))
    return Bilingual(_masked(subject, shown.zh), _masked(subject, shown.en))


def _masked(subject: str, value: str) -> str:
    """A paper can be lost: numbers of documents stand on it only in part, also where they are the difference."""
    mask = _MASKS.get(subject.rpartition(".")[2])
    return mask(value) if mask and value else value


def _also(assessment: Assessment) -> tuple[OpenPoint, ...]:
    points = open_points(assessment)
    return (
        *(OpenPoint(bilingual(f.message), bilingual(f.remedy), f.rule) for f in points.by_visitor),
        *(OpenPoint(bilingual(f.message), bilingual(STAFF_WILL_CHECK), f.rule) for f in points.by_staff),
    )


def _deadlines(
    visit: VisitState, assessment: Assessment, profile: Profile, today: date
) -> tuple[tuple[Bilingual, Bilingual], ...]:
    limits = time_limits(assessment.deadlines, visit.entry_date, profile, today)
    return tuple((limit.label, _counted(limit)) for limit in limits)


def _counted(limit: TimeLimit) -> Bilingual:
    says, counting = limit.says, limit.counting
    return says if counting is None else Bilingual(f"{says.zh}（{counting.zh}）", f"{says.en} ({counting.en})")


def _remarks(visit: VisitState, assessment: Assessment) -> tuple[Bilingual, ...]:
    called = OUTCOMES[assessment.outcome]
    outcome = Bilingual(f"本次结论：{called.zh}。", f"Outcome of this visit: {called.en}.")
    remark = Bilingual(
        "本告知书一次列明全部需补正内容；再次来访时请携带本告知书。",
        "This notice lists everything at once; bring it when you come again.",
    )
    more = [bilingual(TEMPLATE)] if lists_template(visit) else []
    if visit.simulated:
        more.append(Bilingual("本件由模拟设备生成，仅供培训。", "Made with simulated devices, for training only."))
    return (outcome, remark, *more)
