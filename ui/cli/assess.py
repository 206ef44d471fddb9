"""`kiosk assess`: one case judged under a locality's rules, or a recorded one judged once more."""

from datetime import date
from pathlib import Path
from typing import IO
from uuid import UUID

import click

from kiosk.config import load_config
from kiosk.rules.answer import answer
from kiosk.rules.assess import assess as judge
from kiosk.rules.assessment import Text
from kiosk.rules.dates import today
from kiosk.rules.facts import Facts
from kiosk.rules.facts_file import MAX_FACTS_BYTES, FactsFileError, read_facts
from kiosk.terminal_problems import WrongUse
from ui.cli.localities import calendar_named, profile_named, say_assessment
from ui.cli.options import civil_day, config_file
from ui.cli.output import Exit, reports_problems, say_json
from ui.cli.replay import replay_visit


@click.command()
@click.argument("facts", required=False, type=click.File("rb"))
@click.option("--profile", "locality", help="gz, sz, hb, na, or a profile file ending in .toml.")
@click.option(
    "--on",
    "day",
    metavar="YYYY-MM-DD",
    callback=civil_day,
    help="Civil day of the visit; today in China otherwise.",
)
@click.option(
    "--calendar",
    default="cn",
    show_default=True,
    help="Which announced holidays count: a name, or a file cn-<year>.toml.",
)
@click.option("--replay", "visit", type=click.UUID, help="Judge this recorded visit again, on its own day.")
@click.option("--records", "url", help="SQLAlchemy URL of the record to replay from; else as configured.")
@config_file
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def assess(
    facts: IO[bytes] | None,
    locality: str | None,
    day: date | None,
    calendar: str,
    visit: UUID | None,
    url: str | None,
    file: Path,
    as_json: bool,
) -> Exit:
    """Judge the case in FACTS, a JSON file as docs/facts.schema.json has it (- for standard input).

    Exit code 1 where something must be corrected first, 2 where FACTS or the profile is wrong. With --replay there
    is no FACTS: each assessment of that visit is judged again under today's profile of its locality, or the one
    given; exit code 1 where the verdict would differ, and what changed is named.
    """
    if (facts is None) == (visit is None):
        raise click.UsageError("Give either FACTS or --replay VISIT.")
    if visit is not None:
        return replay_visit(visit, url or load_config(file).records, locality, as_json=as_json)
    if facts is None or locality is None:
        raise click.UsageError("Missing option '--profile'.")
    case = _facts(facts)
    assessment = judge(case, profile_named(locality), calendar_named(calendar), day or today())
    if as_json:
        say_json(answer(assessment))
    else:
        say_assessment(assessment)
    return Exit.ANSWER_IS_NO if assessment.defects else Exit.DONE


def _facts(file: IO[bytes]) -> Facts:
    try:
        return read_facts(file.read(MAX_FACTS_BYTES + 1))
    except FactsFileError as error:
        name = getattr(file, "name", "-")
        zh = "\n".join(f"{name}：{line.zh}" for line in error.lines)
        en = "\n".join(f"{name}: {line.en}" for line in error.lines)
        raise WrongUse(Text(f"事实文件有误：{zh}", en)) from error
