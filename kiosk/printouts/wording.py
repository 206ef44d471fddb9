"""The words papers share: who came, what stood where, and the law a notice rests on."""

from collections.abc import Mapping

from kiosk.rules.assessment import Finding, Outcome, Text
from kiosk.rules.facts import VisitorRole
from kiosk.rules.profile import Profile
from kiosk.visits.state import VisitState
from printing.bilingual import Bilingual

VISITORS: Mapping[VisitorRole, Text] = {
    VisitorRole.APPLICANT: Text("申请人本人", "The applicant"),
    VisitorRole.UNIT_AGENT: Text("用人单位经办人", "Agent of the employer"),
    VisitorRole.POA_AGENT: Text("受委托代理人", "Agent with power of attorney"),
    VisitorRole.OTHER: Text("其他人员", "Another person"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.VERIFIED: Text("核验通过", "Verified"),
    Outcome.COMPLETE: Text("材料齐全，待确认", "Complete, to be confirmed"),
    Outcome.CORRECT_ON_SPOT: Text("可当场更正", "Can be corrected on the spot"),
    Outcome.CORRECTION_NOTICE: Text("需补正", "Corrections required"),
    Outcome.NOT_ACCEPTED_INCOMPLETE: Text("材料不齐，不予受理", "Incomplete, not accepted"),
    Outcome.VISITOR_NOT_ENTITLED: Text("来访人不符合代办条件", "The visitor may not act for the applicant"),
    Outcome.WARN_ADVERSE: Text("已逾期，不利后果自行承担", "Overdue, at the applicant's own risk"),
    Outcome.NOT_REQUIRED: Text("无需办理", "Not required, nothing to be done here"),
    Outcome.REFER_ONLINE: Text("请在网上办理", "Please file this online"),
    Outcome.REFER: Text("请到所列部门办理", "Please go to the office named"),
    Outcome.BUSINESS_REMOVED: Text("该业务已取消", "No longer handled"),
    Outcome.CANCEL_AND_REAPPLY: Text("需注销后重新办理", "Cancel and apply again"),
    Outcome.NOT_YET_OPEN: Text("尚未开放办理", "Not open yet"),
    Outcome.MANUAL_REVIEW: Text("需工作人员核定", "A member of staff must decide"),
    Outcome.ERROR_DATE: Text("日期有误，请核对", "A date is wrong: please check"),
}
MATTER = Text("外国人来华工作许可材料原件现场核验", "On-site verification of the work permit's original documents")
LEGAL_BASIS = Text(
    "《中华人民共和国行政许可法》第三十二条：申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知需要补正的全部内容。",
    "Administrative License Law, article 32: where materials are incomplete or not in legal form, everything that "
    "must be corrected is told once, on the spot or within five days.",
)

TEMPLATE = Text(
    "系统未列出本案材料，原件依通用清单（模板）列示，以申请时所交材料为准。",
    "The record lists no materials for this case: the originals are those of the general list (a template); "
    "what was filed with the application decides.",
)


STAFF_WILL_CHECK = Text("由工作人员核定。", "The staff will check this.")


def place_text(profile: Profile) -> Text | None:
    """Where to go and when it is open, without the telephone; None where no source says."""
    contacts = profile.contacts
    known = [value.value for value in (contacts.address, contacts.window, contacts.hours) if value.value]
    if not known:
        return None
    return Text("，".join(text.zh for text in known), "; ".join(text.en for text in known))


def bilingual(text: Text) -> Bilingual:
    """A message as printing takes it."""
    return Bilingual(text.zh, text.en)


def visitor(role: VisitorRole | None) -> Bilingual:
    """Who came, or that nobody said."""
    return bilingual(VISITORS[role]) if role else Bilingual("未登记", "Not stated")


def lists_template(visit: VisitState) -> bool:
    """Whether this case's originals are the general list's, for want of any in the record (spec domain §10)."""
    return any(original.template for original in visit.originals)


def late_marks(visit: VisitState) -> Mapping[Finding, Bilingual]:
    """The mark beside each finding that the notice of an earlier visit could have named; there must be none."""
    return {late.finding: bilingual(late.mark) for late in visit.late}
