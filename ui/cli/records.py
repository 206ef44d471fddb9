"""`kiosk records …`: checks the chain of every visit, exports one, and looks at second visits."""

import json
from contextlib import closing
from pathlib import Path
from uuid import UUID

import click

from kiosk.config import load_config
from kiosk.records.codec import encode_event
from kiosk.records.event_store import EventStore
from kiosk.visits.stored import SecondVisit, second_visits
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json


@click.group()
def records() -> None:
    """The record of this terminal's visits."""


_place = click.option("--records", "url", help="SQLAlchemy URL of the record; else as configured.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


def _store(url: str | None, file: Path) -> EventStore:
    return EventStore(url or load_config(file).records)


@records.command()
@_place
@config_file
@_json
@reports_problems
def verify(url: str | None, file: Path, as_json: bool) -> Exit:
    """Check that no event of any visit was changed or removed. Exit code 1 where one was."""
    whole = True
    with closing(_store(url, file)) as store:
        for visit_id, broken in store.verify():
            whole = whole and not broken
            if as_json:
                say_json({"visit": str(visit_id), "whole": not broken, "broken": broken})
            elif broken:
                say(f"{visit_id}: {broken}")
    if not as_json:
        say("Every visit is whole." if whole else "The record was changed.")
    return Exit.DONE if whole else Exit.ANSWER_IS_NO


@records.command()
@click.argument("visit", required=False, type=click.UUID)
@_place
@config_file
@reports_problems
def export(visit: UUID | None, url: str | None, file: Path) -> Exit:
    """Write the events of VISIT, or of every visit, as JSON lines. Contains personal data."""
    with closing(_store(url, file)) as store:
        wanted = [visit] if visit else store.visits()
        count = 0
        for each in wanted:
            for recorded in store.load(each):
                name, body = encode_event(recorded.event)
                say_json(
                    {
                        "visit": str(recorded.visit_id),
                        "sequence": recorded.sequence,
                        "recorded_at": recorded.recorded_at.isoformat(),
                        "type": name,
                        "event": json.loads(body),
                    }
                )
                count += 1
    return Exit.DONE if count else Exit.ANSWER_IS_NO


@records.command("second-visits")
@_place
@config_file
@_json
@reports_problems
def second(url: str | None, file: Path, as_json: bool) -> Exit:
    """Count what a second visit was told that its first notice could have named.

    The number must be zero; exit code 1 where it is not.
    """
    late = 0
    with closing(_store(url, file)) as store:
        for pair in second_visits(store.load(visit) for visit in store.visits()):
            late += len(pair.late)
            if as_json:
                say_json({"first": str(pair.first), "second": str(pair.second), "late": _late(pair)})
            else:
                for each in pair.late:
                    finding = each.finding
                    say(f"{pair.second}: {finding.rule} {finding.code} {finding.subject}: {each.mark.en}")
    if not as_json:
        say(f"Told late at a second visit: {late}.")
    return Exit.ANSWER_IS_NO if late else Exit.DONE


def _late(pair: SecondVisit) -> list[dict[str, str]]:
    return [
        {
            "rule": late.finding.rule,
            "code": late.finding.code,
            "subject": late.finding.subject,
            "could_be_told_on": late.could_be_told_on.isoformat(),
        }
        for late in pair.late
    ]
