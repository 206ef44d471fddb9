"""What commands about rules share: a profile and a calendar by name, and an assessment in lines."""

from kiosk.rules.assessment import Assessment
from kiosk.rules.calendar_files import CalendarFileError
from kiosk.rules.calendars import Calendar, load_calendar
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, load_profile
from kiosk.terminal_problems import WrongUse
from ui.cli.output import say


def profile_named(locality: str) -> Profile:
    """The bundled profile of that name, or that of a file. Raises WrongUse."""
    try:
        return load_profile(locality)
    except ProfileError as error:
        raise WrongUse(error.text) from error


def calendar_named(identifier: str) -> Calendar:
    """The announced calendar of that name. Raises WrongUse."""
    try:
        return load_calendar(identifier)
    except CalendarFileError as error:
        raise WrongUse(error.text) from error


def say_assessment(assessment: Assessment) -> None:
    """The assessment in lines for a person, English and Chinese."""
    say(f"{assessment.outcome}  ({assessment.profile}, {assessment.assessed_on})")
    for finding in assessment.findings:
        say(f"{finding.severity.upper()} {finding.rule} {finding.subject}: {finding.message.en}")
        say(f"    {finding.message.zh}")
        if finding.remedy.en:
            say(f"    -> {finding.remedy.en} {finding.remedy.zh}")
        say(f"    [{finding.source}]")
    for deadline in assessment.deadlines:
        said = "not known" if deadline.come_by is None else str(deadline.come_by)
        say(f"{deadline.name}: come by {said}, overdue after {deadline.overdue_after or 'not known'}")
        say(f"    {deadline.counting.en} {deadline.counting.zh}")
