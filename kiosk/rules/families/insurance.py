"""R-INS-01 to R-INS-03: registration for social insurance; whether it is compulsory is for the bureau to say."""

from collections.abc import Iterator

from kiosk.permits import PermitStatus
from kiosk.rules.assessment import Finding, Text
from kiosk.rules.case import Case
from kiosk.rules.facts import VisitorRole
from kiosk.rules.findings import finding
from kiosk.rules.names import role_name, seen_words

_ANY_BUREAU = Text("当地人力资源和社会保障部门", "local human resources and social security department")


def check(case: Case) -> Iterator[Finding]:
    """Who asks what: a question of duty goes to the bureau, a registration to the agency with its proof."""
    if case.facts.social_security.asks_whether_compulsory:
        yield compulsory(case)
        return
    if case.facts.visitor in (VisitorRole.POA_AGENT, VisitorRole.OTHER):
        yield finding("insurance.who", "visitor", seen=role_name(case.facts.visitor))
    yield from _proof(case)
    yield from _number(case)


def compulsory(case: Case) -> Finding:
    """Never yes and never no: the locality's bureau answers."""
    said = case.profile.contacts.insurance
    bureau = said.value or _ANY_BUREAU
    source = None if said.value is None else said.source
    return finding("insurance.ask", "A-HRSS", source=source, words={"bureau": bureau})


def _proof(case: Case) -> Iterator[Finding]:
    notice = True if case.facts.notice.shown else case.notice_stands
    page = case.facts.electronic_card.page_shown
    if notice or page:
        yield finding("insurance.proof", "A-SIA", seen=seen_words("notice" if notice else "electronic_page"))
    elif case.facts.physical_permit.brought:
        yield finding("insurance.physical_only", "D-PHYS")
    elif notice is None or page is None:
        yield finding("insurance.proof_not_yet", "D-NOT")
    else:
        yield finding("insurance.proof_missing", "D-NOT", seen=seen_words("neither"))


def _number(case: Case) -> Iterator[Finding]:
    check_ = case.facts.permit_check
    channels = (check_.system, check_.viewed, check_.scanned)
    met = case.facts.social_security.conditions_met
    if any(channels) or case.facts.permit_status is PermitStatus.APPROVED:
        if met is not None:
            yield finding("insurance.number" if met else "insurance.conditions", "A-SIA")
    elif False in channels:
        yield finding("insurance.not_verifiable", "SYS-1")
