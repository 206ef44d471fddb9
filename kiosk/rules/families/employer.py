"""R-USC-01: why the Work system finds no employer by its unified social credit code."""

from collections.abc import Iterator

from kiosk.identifiers.uscc import UsccFault
from kiosk.identifiers.uscc_diagnosis import Cause, diagnose
from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding

_FAULTS = {
    UsccFault.LENGTH: "employer.length",
    UsccFault.CHARACTER: "employer.character",
    UsccFault.CHECK: "employer.check_character",
    UsccFault.ORGANISATION_CHECK: "employer.organisation_check",
}


def check(case: Case) -> Iterator[Finding]:
    """Cause 1, what was typed, before cause 2, data the local registration office has not passed on."""
    code = case.facts.employer.uscc
    if code is None:
        yield finding("employer.code_unknown", "uscc")
        return
    diagnosis = diagnose(code, name_agrees=case.facts.employer.name_matches)
    if diagnosis.fault is not None:
        yield finding(_FAULTS[diagnosis.fault], "uscc", seen=code)
    elif diagnosis.causes == (Cause.WRONG_INFORMATION,):
        yield finding("employer.name_differs", "employer")
    elif Cause.WRONG_INFORMATION in diagnosis.causes:
        yield finding("employer.name_to_check", "employer")
    if Cause.DATA_NOT_PUSHED in diagnosis.causes:
        yield finding("employer.not_pushed", "A-SAMR")
