"""`kiosk assess FACTS.json`: one case judged under a locality's rules."""

from datetime import datetime
from pathlib import Path
from typing import IO

import click

from kiosk.rules.answer import answer
from kiosk.rules.assess import assess as judge
from kiosk.rules.assessment import Assessment
from kiosk.rules.calendars import Calendar, CalendarFileError, load_calendar
from kiosk.rules.dates import today
from kiosk.rules.facts import Facts
from kiosk.rules.facts_file import MAX_FACTS_BYTES, FactsFileError, read_facts
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, load_profile
from ui.cli.output import Exit, WrongUse, reports_problems, say, say_json


@click.command()
@click.argument("facts", type=click.File("rb"))
@click.option("--profile", "locality", required=True, help="gz, sz, hb, na, or a profile file ending in .toml.")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Civil day of the visit; today in China otherwise."
)
@click.option("--calendar", default="cn", show_default=True, help="Which announced holidays count.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def assess(facts: IO[bytes], locality: str, day: datetime | None, calendar: str, as_json: bool) -> Exit:
    """Judge the case in FACTS, a JSON file as docs/facts.schema.json has it (- for standard input).

    Exit code 1 where something must be corrected first, 2 where FACTS or the profile is wrong.
    """
    case = _facts(facts)
    assessment = judge(case, profile_named(locality), _calendar(calendar), day.date() if day else today())
    if as_json:
        say_json(answer(assessment))
    else:
        say_assessment(assessment)
    return Exit.ANSWER_IS_NO if assessment.defects else Exit.DONE


def profile_named(locality: str) -> Profile:
    """The bundled profile of that name, or that of a file. Raises WrongUse."""
    try:
        return load_profile(Path(locality) if locality.endswith(".toml") else locality)
    except ProfileError as error:
        raise WrongUse(str(error)) from error


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


def _facts(file: IO[bytes]) -> Facts:
    try:
        return read_facts(file.read(MAX_FACTS_BYTES + 1))
    except FactsFileError as error:
        raise WrongUse("\n".join(f"{file.name}: {line}" for line in str(error).splitlines())) from error


def _calendar(identifier: str) -> Calendar:
    try:
        return load_calendar(identifier)
    except CalendarFileError as error:
        raise WrongUse(str(error)) from error
