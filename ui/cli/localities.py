"""What commands about rules share: a profile, a calendar, a business by name, and an assessment in lines."""

from difflib import get_close_matches
from pathlib import Path

from kiosk.rules.assessment import Assessment, Text
from kiosk.rules.business import BusinessType
from kiosk.rules.calendar_files import CalendarFileError
from kiosk.rules.calendars import Calendar, load_calendar
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, bundled_profiles, load_profile
from kiosk.terminal_problems import WrongUse
from ui.cli.output import say


def profile_named(locality: str) -> Profile:
    """The bundled profile of that name, or that of a file. Raises WrongUse."""
    try:
        return load_profile(locality)
    except ProfileError as error:
        raise WrongUse(with_file_beside(locality, error)) from error


def with_file_beside(locality: str | None, error: ProfileError) -> Text:
    """What is wrong with the profile asked for; a file of that name in this folder is named as it must be given."""
    file = Path(f"{locality}.toml")
    if locality in bundled_profiles() or not file.is_file():
        return error.text
    zh = f"{error.text.zh}；要用此处的文件，请写 {file}"
    return Text(zh, f"{error.text.en}; for the file here write {file}")


def business_coded(code: str) -> BusinessType:
    """The business of that code, in capitals or not. Raises WrongUse, which names the code that may be meant."""
    codes = [type_.value for type_ in BusinessType]
    if code.upper() in codes:
        return BusinessType(code.upper())
    meant = get_close_matches(code.upper(), codes, n=1)
    zh, en = (f"，是否为 {meant[0]}？", f"; is it {meant[0]}?") if meant else ("", "")
    raise WrongUse(
        Text(
            f"没有业务 {code!r}{zh}；有 BT-01 至 BT-22、BT-90、X-01 至 X-05",
            f"no business {code!r}{en}; there are BT-01 to BT-22, BT-90, X-01 to X-05",
        )
    )


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
