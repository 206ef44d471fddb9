"""Words of the field: roles, classes, outcomes, papers, devices, fields. One pair each, used on every face."""

from collections.abc import Mapping

from drivers.device import Source
from drivers.errors import Actor
from drivers.printing import PrintOutcome
from drivers.status import Readiness
from kiosk.permits import PermitClass, PermitStatus, Sex
from kiosk.printouts.wording import VISITORS
from kiosk.rules.assessment import Severity, Text
from kiosk.rules.facts import Seen, VisitorRole, joined_reason
from kiosk.visits.events import Paper
from ui.i18n.tongue import literal

ROLES: Mapping[VisitorRole, Text] = VISITORS

CLASSES: Mapping[PermitClass, Text] = {
    PermitClass.A: Text("A 类", "Class A"),
    PermitClass.B: Text("B 类", "Class B"),
    PermitClass.C: Text("C 类", "Class C"),
}
CLASS_UNKNOWN = Text("类别不明", "Class unknown")

SEXES: Mapping[Sex, Text] = {
    Sex.MALE: Text("男", "Male"),
    Sex.FEMALE: Text("女", "Female"),
    Sex.UNSPECIFIED: Text("未标明", "Unspecified"),
}

STATUSES: Mapping[PermitStatus, Text] = {
    PermitStatus.APPROVED: Text("已批准", "Approved"),
    PermitStatus.EXPIRED: Text("已过期", "Expired"),
    PermitStatus.REVOKED: Text("已撤销", "Revoked"),
}

SEEN: Mapping[Seen, Text] = {
    Seen.CONFIRMED: Text("已核", "Seen"),
    Seen.DIFFERS: Text("不符", "Differs"),
    Seen.MISSING: Text("缺", "Missing"),
    Seen.NOT_YET: Text("待核", "To check"),
}
COPY_TO_MEND = Text("补复印件", "Copy")
POINTS_TO_MEND = Text("有缺项", "Lacking")

SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("先更正", "Put right first"),
    Severity.DEFECT: Text("须补正", "Must be corrected"),
    Severity.REVIEW: Text("须人工判断", "For a person to decide"),
    Severity.WARNING: Text("提醒", "Warnings"),
    Severity.NOTE: Text("说明", "Notes"),
}

PAPERS: Mapping[Paper, Text] = {
    Paper.RECEIPT: Text("回执", "receipt"),
    Paper.CORRECTION_NOTICE: Text("补正通知", "correction notice"),
    Paper.DECISION: Text("准予行政许可决定书", "decision"),
}

PRINTS: Mapping[PrintOutcome | None, Text] = {
    PrintOutcome.PRINTED: Text("已打印", "Printed"),
    PrintOutcome.NOT_PRINTED: Text("未打印", "Not printed"),
    PrintOutcome.UNKNOWN: Text("不确定", "Unknown"),
    None: Text("打印中", "Printing"),
}

READINESS: Mapping[Readiness, Text] = {
    Readiness.ONLINE: Text("就绪", "Ready"),
    Readiness.OFFLINE: Text("离线", "Offline"),
    Readiness.NEEDS_ATTENTION: Text("需处理", "Needs attention"),
    Readiness.UNKNOWN: Text("未知", "Unknown"),
}

SOURCES: Mapping[Source, Text] = {
    Source.HARDWARE: Text("真实设备", "Hardware"),
    Source.REPLAY: Text("回放", "Replay"),
    Source.SIMULATOR: Text("模拟", "Simulator"),
}

ACTORS: Mapping[Actor, Text] = {
    Actor.USER: Text("来访者", "the visitor"),
    Actor.STAFF: Text("窗口人员", "window staff"),
    Actor.TECHNICIAN: Text("技术员", "a technician"),
    Actor.DEVELOPER: Text("开发方", "the developer"),
}

SUBJECTS: Mapping[str, Text] = {
    "passport": Text("护照", "Passport"),
    "M07": Text("护照", "Passport"),
    "card": Text("社会保障卡", "Social security card"),
    "ssc": Text("社会保障卡", "Social security card"),
    "D-SSC": Text("社会保障卡", "Social security card"),
}

FIELDS: Mapping[str, Text] = {
    "name": Text("姓名", "Name"),
    "chinese_name": Text("中文姓名", "Chinese name"),
    "sex": Text("性别", "Sex"),
    "birth_date": Text("出生日期", "Date of birth"),
    "nationality": Text("国籍", "Nationality"),
    "passport_number": Text("护照号码", "Passport number"),
    "document_number": Text("证件号码", "Document number"),
    "passport_expires": Text("护照有效期至", "Passport valid until"),
    "expiry_date": Text("有效期至", "Valid until"),
    "expires": Text("有效期至", "Valid until"),
    "social_security_number": Text("社会保障号码", "Social security number"),
    "permit_number": Text("工作许可号", "Permit number"),
    "card_number": Text("卡号", "Card number"),
    "valid_until": Text("有效期至", "Valid until"),
    "issuer": Text("签发机构", "Issuer"),
}


def subject(key: str) -> Text:
    """The paper a reading was taken from, in words; the key itself where no word is known."""
    return SUBJECTS.get(key, literal(key))


def field(key: str) -> Text:
    """A field's name in words; the key itself where no word is known."""
    return FIELDS.get(key, literal(key))


def stored_reason(reason: Text | str) -> str:
    """A reason as it goes into the visit's log."""
    return reason if isinstance(reason, str) else joined_reason(reason)


TRAY_KEYS = Text(
    "Ctrl 加数字：出示该件；Ctrl ↓ ↑：下一件、上一件；Ctrl ← →：换人",
    "Ctrl and a digit presents one thing; Ctrl ↓ ↑ the next or the one before; Ctrl ← → another person",
)
TAKE_AWAY = Text("请取走台面上的材料", "Take the papers off the mat")
