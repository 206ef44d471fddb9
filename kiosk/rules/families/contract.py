"""R-CON-01…05: language, elements, signing and dates of the contract; advice where a locality has no rule."""

from collections.abc import Iterator, Mapping

from kiosk.rules.assessment import Finding, Severity
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import ContractDirection, lies_within
from kiosk.rules.facts import ContractFact, Seen
from kiosk.rules.findings import finding
from kiosk.rules.names import contract_part_name, enumerated
from kiosk.rules.phrases import NO_WORDS, Word

ELEMENTS = ("parties", "work_place", "work_content", "salary", "work_time", "position", "signature_page")
"""The seven a contract must have (R-CON-01)."""
_ORIGINAL = "M06"
_SIGNING = (("applicant_signature", "contract.unsigned"), ("unit_seal", "contract.unsealed"))


def check(case: Case) -> Iterator[Finding]:
    """Everything wrong with the contract at once; where nobody examined the one brought, that is only noted."""
    contract = case.facts.contract
    if contract is None:
        if not _is_advice(case) and case.judgement(_ORIGINAL) in (Seen.CONFIRMED, Seen.DIFFERS):
            yield finding("contract.not_examined", _subject("content"))
        return
    yield from _content(case, contract)
    yield from _signing(case, contract)
    yield from _not_looked_at(case, contract)
    yield from _first_day(case, contract)
    yield from _change(case, contract)


def _content(case: Case, contract: ContractFact) -> Iterator[Finding]:
    if contract.in_chinese is False:
        yield _found(case, "contract.language", "language")
    for element in ELEMENTS:
        if getattr(contract, element) is False:
            yield _found(case, "contract.element", element, {"element": contract_part_name(element)})


def _signing(case: Case, contract: ContractFact) -> Iterator[Finding]:
    for part, kind in _SIGNING:
        if getattr(contract, part) is False:
            yield _found(case, kind, part)


def _not_looked_at(case: Case, contract: ContractFact) -> Iterator[Finding]:
    """One review for all that a person has still to look at, where there is something to look at."""
    if case.judgement(_ORIGINAL) is Seen.MISSING:
        return
    parts = ("in_chinese", *ELEMENTS, *(part for part, _ in _SIGNING))
    names = [contract_part_name(part) for part in parts if getattr(contract, part) is None]
    if names and not _is_advice(case):
        yield _found(case, "contract.not_yet", "content", {"parts": enumerated(names)})


def _first_day(case: Case, contract: ContractFact) -> Iterator[Finding]:
    """R-CON-03. A day before submission is left to staff unless the locality says which way it counts."""
    effective, submitted, rules = contract.effective_on, case.facts.submitted_on, case.profile.contract
    days, direction, inclusive = rules.effective_days, rules.direction, rules.inclusive
    if days.value is None or direction.value is None or inclusive.value is None:
        yield from _undecided_counting(case)
    elif effective is None or submitted is None:
        if not _is_advice(case):
            yield _found(case, "contract.dates_unknown", "90d")
    else:
        either = direction.value is ContractDirection.EITHER
        within = lies_within(effective, submitted, days.value, direction.value, inclusive=inclusive.value)
        if either and effective < submitted:
            kind = "contract.before_submission"
        elif not within:
            kind = "contract.too_far"
        else:
            return
        words: dict[str, Word] = {"submitted": submitted, "effective": effective, "days": days.value}
        yield _found(case, kind, "90d", words, seen=f"{effective}")


def _undecided_counting(case: Case) -> Iterator[Finding]:
    rules = case.profile.contract
    if _is_advice(case):
        return
    if rules.effective_days.value is None:
        yield from undecided(rules.effective_days, "contract.effective_days")
    if rules.direction.value is None:
        yield from undecided(rules.direction, "contract.direction")
    if rules.inclusive.value is None:
        yield from undecided(rules.inclusive, "contract.inclusive")


def _change(case: Case, contract: ContractFact) -> Iterator[Finding]:
    """R-CON-04: what was submitted cannot be changed; a person answers while the submission itself is unknown."""
    if not contract.change_wanted:
        return
    submitted = case.facts.submitted
    if submitted is None and case.facts.submitted_on is not None:
        submitted = case.facts.submitted_on <= case.today
    if submitted is None:
        yield _found(case, "contract.change_unclear", "change")
    elif submitted:
        yield _found(case, "contract.cancel_and_reapply", "change")
    else:
        yield finding("contract.free_to_edit", _subject("change"))


def _is_advice(case: Case) -> bool:
    return case.profile.contract.rules.is_unknown


def _subject(part: str) -> str:
    return f"contract.{part}"


def _found(case: Case, kind: str, part: str, words: Mapping[str, Word] = NO_WORDS, *, seen: str = "") -> Finding:
    """The finding, or the same as advice under the locality's own rule (R-CON-05)."""
    advice = _is_advice(case)
    return finding(
        kind,
        _subject(part),
        seen=seen,
        rule=case.profile.contract.rules.rule if advice else None,
        severity=Severity.WARNING if advice else None,
        words=words,
    )
