"""The desk's questions, each built as a prompt: who came, what differs, which dates, what lies in the tray."""

from collections.abc import Callable
from datetime import date

from drivers.printing import PrintOutcome
from kiosk.rules.assessment import Text
from kiosk.rules.facts import AgentProof, FieldMatch, OriginalFact, VisitorRole
from kiosk.visits.events import Paper
from kiosk.visits.state import PrintJob, VisitState
from ui.desk.prompts import Answers, Choice, Field, FieldKind, Prompt, parse_date
from ui.desk.steps import original_name
from ui.i18n import desk as words
from ui.i18n import fill, literal, terms

Declare = Callable[[VisitorRole, AgentProof], None]


def visitor(visit: VisitState, declare: Declare, ask: Callable[[Prompt], None]) -> Prompt:
    """Who has come; agents are asked for their proof next."""
    about = f"visitor:{visit.visit_id}"
    unit = Prompt(
        about,
        words.ASK_UNIT_PROOF,
        choices=(
            Choice(words.PROOF_SHOWN, lambda: declare(VisitorRole.UNIT_AGENT, AgentProof(unit_proof=True))),
            Choice(words.PROOF_NONE, lambda: declare(VisitorRole.UNIT_AGENT, AgentProof(unit_proof=False))),
        ),
    )

    def power(present: bool, signed: bool | None) -> Callable[[], None]:
        proof = AgentProof(power_of_attorney=present, power_of_attorney_signed=signed)
        return lambda: declare(VisitorRole.POA_AGENT, proof)

    attorney = Prompt(
        about,
        words.ASK_POA,
        choices=(
            Choice(words.POA_SIGNED, power(present=True, signed=True)),
            Choice(words.POA_UNSIGNED, power(present=True, signed=False)),
            Choice(words.POA_NONE, power(present=False, signed=None)),
        ),
    )
    answers: dict[VisitorRole, Callable[[], None]] = {
        VisitorRole.APPLICANT: lambda: declare(VisitorRole.APPLICANT, AgentProof()),
        VisitorRole.UNIT_AGENT: lambda: ask(unit),
        VisitorRole.POA_AGENT: lambda: ask(attorney),
        VisitorRole.OTHER: lambda: declare(VisitorRole.OTHER, AgentProof()),
    }
    choices = tuple(Choice(terms.ROLES[role], then) for role, then in answers.items())
    return Prompt(about, words.ASK_VISITOR, choices=choices)


def differs(
    original: OriginalFact,
    wrong: Callable[[Text | str], None],
    copy: Callable[[Text, bool], None],
    ask: Callable[[Prompt], None],
) -> Prompt:
    """What is wrong with one original: ``wrong`` takes the reason, ``copy`` also whether there is a copy at all.

    Of its copy it is asked only where the checklist asks one.
    """
    name = original_name(original)
    about = f"differs:{original.key}"
    other = Prompt(
        about,
        fill(words.ASK_OTHER, name=name),
        fields=(Field("reason", words.FIELD_REASON),),
        accept=lambda answers: wrong(answers["reason"]),
    )
    of_the_copy = (
        Choice(words.WHY_NO_COPY, lambda: copy(words.WHY_NO_COPY, False)),
        Choice(words.WHY_NO_SEAL, lambda: copy(words.WHY_NO_SEAL, True)),
    )
    return Prompt(
        about,
        fill(words.ASK_DIFFERS, name=name),
        choices=(
            Choice(words.WHY_CONTENT, lambda: wrong(words.WHY_CONTENT)),
            *(of_the_copy if original.copy_asked else ()),
            Choice(words.WHY_UNSIGNED, lambda: wrong(words.WHY_UNSIGNED)),
            Choice(words.WHY_ILLEGIBLE, lambda: wrong(words.WHY_ILLEGIBLE)),
            Choice(words.WHY_OTHER, lambda: ask(other)),
        ),
    )


def uncaptured(original: OriginalFact, capture: Callable[[], None], by_eye: Callable[[], None]) -> Prompt:
    """What to do with an original that is to be confirmed although no picture of it was taken."""
    return Prompt(
        f"uncaptured:{original.key}",
        fill(words.ASK_NOT_CAPTURED, name=original_name(original)),
        choices=(Choice(words.CAPTURE_NOW, capture), Choice(words.CONFIRM_BY_EYE, by_eye)),
    )


def entry_date(known: date | None, today: date, state: Callable[[date], None]) -> Prompt:
    """The date of the entry stamp; what the registry knows stands there to be checked."""

    def accept(answers: Answers) -> None:
        stated = parse_date(answers["entry"])
        if stated is not None:
            state(stated)

    initial = known.isoformat() if known else ""
    field = Field("entry", words.FIELD_ENTRY, FieldKind.DATE, initial, today, words.ENTRY_TOO_LATE)
    return Prompt("entry", words.ASK_ENTRY, fields=(field,), accept=accept)


def medical(visit: VisitState, today: date, state: Callable[[date, str], None]) -> Prompt:
    """Date and issuer as printed on the medical report."""

    def accept(answers: Answers) -> None:
        issued = parse_date(answers["issued"])
        if issued is not None:
            state(issued, answers["issuer"])

    known = visit.medical
    issued = known.issued_on.isoformat() if known.issued_on else ""
    fields = (
        Field("issued", words.FIELD_ISSUED, FieldKind.DATE, issued, today, words.MEDICAL_TOO_LATE),
        Field("issuer", words.FIELD_ISSUER, initial=known.issuer or ""),
    )
    return Prompt("medical", words.ASK_MEDICAL, fields=fields, accept=accept)


def permit_number(look_up: Callable[[str], None]) -> Prompt:
    """The permit number, typed where no code can be read."""
    return Prompt(
        "number",
        words.ASK_NUMBER,
        fields=(Field("number", words.FIELD_NUMBER),),
        accept=lambda answers: look_up(answers["number"]),
    )


def tray(
    job: PrintJob, settle: Callable[[str, PrintOutcome], None], print_paper: Callable[[Paper], None]
) -> Prompt:
    """What a person sees in the tray after a print whose end nobody knows."""

    def again() -> None:
        settle(job.job_id, PrintOutcome.NOT_PRINTED)
        print_paper(job.paper)

    return Prompt(
        f"tray:{job.job_id}",
        fill(words.ASK_TRAY, paper=terms.PAPERS[job.paper]),
        choices=(
            Choice(words.TRAY_CAME, lambda: settle(job.job_id, PrintOutcome.PRINTED)),
            Choice(words.TRAY_NOT, lambda: settle(job.job_id, PrintOutcome.NOT_PRINTED)),
            Choice(words.TRAY_REPRINT, again),
        ),
    )


def settle(match: FieldMatch, say: Callable[[bool], None]) -> Prompt:
    """What a person sees of a field that a machine read differently or not at all."""
    title = fill(
        words.ASK_SETTLE,
        field=terms.field(match.field),
        expected=literal(match.expected),
        seen=words.UNREADABLE if match.seen is None else literal(match.seen),
    )
    return Prompt(
        f"settle:{match.subject}.{match.field}",
        title,
        choices=(
            Choice(words.SETTLE_AGREES, lambda: say(True)),
            Choice(words.SETTLE_DIFFERS, lambda: say(False)),
        ),
    )


def copies(papers: tuple[Paper, ...], print_paper: Callable[[Paper], None]) -> Prompt:
    """Which paper to print a copy of."""

    def printing(paper: Paper) -> Callable[[], None]:
        return lambda: print_paper(paper)

    return Prompt("copies", words.ASK_COPY, choices=tuple(Choice(terms.PAPERS[p], printing(p)) for p in papers))


def leave(end: Callable[[], None]) -> Prompt:
    """Whether to end a visit that is not finished."""
    return Prompt(
        "leave", words.ASK_LEAVE, choices=(Choice(words.LEAVE_YES, end), Choice(words.LEAVE_NO, lambda: None))
    )
