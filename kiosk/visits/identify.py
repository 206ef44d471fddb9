"""From a code or a number to the registry's record, and from there to this case's checklist."""

from collections.abc import Mapping

from drivers.code_scanner import Scan
from drivers.errors import Actor
from kiosk.codes.signed.checking import open_code
from kiosk.codes.token import EsscToken, OpaqueToken, PermitToken, SignedToken, UnknownToken, classify
from kiosk.codes.unknown import UnknownReason
from kiosk.identifiers.permit_number import is_plausible_permit_number
from kiosk.permits import PermitRecord, PermitStatus
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.checklist import required_originals
from kiosk.rules.facts import AgentProof, OriginalFact, VisitorRole
from kiosk.visits.events import CodeKind, CodeResolved, CodeScanned, RecordFound, VisitOpened, VisitorDeclared
from kiosk.visits.log import NoVisit, VisitLog
from kiosk.visits.tools import Tools
from kiosk.visits.view import Message, Tone

MAX_NUMBER_CHARACTERS = 40
_ALREADY_OPEN = Message(Tone.INFO, Text("此许可已在办理中。", "This permit is already open."))


class UnknownCode(Problem):
    """What was scanned is no permit's code; the code's own failure number says why (Q-1xx)."""

    def __init__(self, token: UnknownToken) -> None:
        super().__init__(token.failure_code, token.actor, token.message)


class AnotherPermit(Problem):
    """A different permit was presented while a visit is open (V-102)."""

    def __init__(self) -> None:
        super().__init__(
            "V-102",
            Actor.STAFF,
            Text(
                "这是另一份许可。请先结束当前办理，再扫描此码。",
                "This is another permit. Finish the visit at hand first, then scan this code.",
            ),
        )


class PermitNotInForce(Problem):
    """The registry says this permit is revoked or expired (V-103)."""

    def __init__(self, status: PermitStatus) -> None:
        zh = "已注销或撤销" if status is PermitStatus.REVOKED else "已过期"
        super().__init__(
            "V-103",
            Actor.STAFF,
            Text(
                f"系统显示该许可{zh}。请勿核验，请转主管人员处理。",
                f"The system says this permit is {status.value}. Do not verify it; hand the case to a supervisor.",
            ),
        )


class NumberUnusable(Problem):
    """What was typed cannot be a permit number (V-104)."""

    def __init__(self) -> None:
        super().__init__(
            "V-104",
            Actor.STAFF,
            Text(
                "这不像许可号码，请按通知上的字母和数字重新输入。",
                "This is no permit number. Type its letters and digits again as on the notice.",
            ),
        )


def scan(log: VisitLog, tools: Tools, scanned: Scan) -> Message:
    """A code was presented anywhere: open a visit with it, or go on with the one at hand."""
    part = UnknownToken(UnknownReason.PART)  # as with pictures, no part is taken for the whole
    token = part if scanned.of_several else classify(scanned.data, tools.opaque_codes)
    _begin_if_none(log, tools)
    if isinstance(token, UnknownToken):
        raise UnknownCode(token)
    said = open_code(token.text).claims if isinstance(token, SignedToken) else None
    held = log.visit.record
    if said is not None and held is not None and said.permit_number == held.permit_number:
        return _ALREADY_OPEN  # a scanner that reads a one-time code twice must not be told that it was used
    kind = _KINDS[type(token)]
    # Codes that can be personal leave their kind alone; a notice's opaque token is kept.
    kept = token.text if isinstance(token, PermitToken) else ""
    log.note(CodeScanned(kind.value, kept, scanned.provenance))
    return _take(log, tools, tools.registry.find_by_token(token.text), kind)


_KINDS: Mapping[type[PermitToken | EsscToken | SignedToken | OpaqueToken], CodeKind] = {
    PermitToken: CodeKind.PERMIT,
    EsscToken: CodeKind.ELECTRONIC_CARD,
    SignedToken: CodeKind.SIGNED,
    OpaqueToken: CodeKind.OPAQUE,
}


def look_up(log: VisitLog, tools: Tools, permit_number: str) -> Message:
    """The code cannot be read, so the number was typed."""
    number = permit_number.strip().upper()
    _begin_if_none(log, tools)
    if len(number) > MAX_NUMBER_CHARACTERS or not is_plausible_permit_number(number, tools.permit_number):
        raise NumberUnusable
    return _take(log, tools, tools.registry.find_by_number(number))


def declare_visitor(log: VisitLog, tools: Tools, role: VisitorRole, proof: AgentProof) -> None:
    """Say who came. What an agent must show besides joins the checklist."""
    record = log.visit.record
    if record is None:
        raise NoVisit
    log.note(VisitorDeclared(role, proof, _checklist(record, tools, role)))


def _checklist(record: PermitRecord, tools: Tools, role: VisitorRole | None) -> tuple[OriginalFact, ...]:
    return required_originals(record, tools.profile_of(record), role)


def _begin_if_none(log: VisitLog, tools: Tools) -> None:
    if log.state is None:
        log.begin(VisitOpened(tools.face, tools.home, tools.window, tools.operator))


def _take(log: VisitLog, tools: Tools, record: PermitRecord, code: CodeKind | None = None) -> Message:
    """Go on with what the registry answered; ``code`` is the kind of code it was asked with, None for a number."""
    held = log.visit.record
    if held is not None and held.permit_number != record.permit_number:
        raise AnotherPermit
    resolved = [CodeResolved(code)] if code is not None and code not in log.visit.codes else []
    if held is not None:
        log.note(*resolved)
        return _ALREADY_OPEN
    log.note(RecordFound(record, _checklist(record, tools, None)), *resolved)
    if record.status is not PermitStatus.APPROVED:
        raise PermitNotInForce(record.status)
    return Message(Tone.GOOD, Text("已查到许可记录。", "The permit was found."))
