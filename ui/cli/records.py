"""`kiosk records …`: checks the chain of every visit, exports one, and looks at second visits."""

import json
from contextlib import closing
from pathlib import Path
from uuid import UUID

import click

from kiosk.config import NO_URL, ConfigurationWrong, is_database_url, load_config
from kiosk.records.codec import EventUnreadable, encode_event
from kiosk.records.event_store import EventStore
from kiosk.records.problems import StoreUnusable
from kiosk.rules.assessment import Text
from kiosk.visits.stored import SecondVisit, second_visits
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json


@click.group()
def records() -> None:
    """The record of this terminal's visits."""


_place = click.option("--records", "url", help="SQLAlchemy URL of the record; else as configured.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


def _store(url: str | None, file: Path) -> EventStore:
    """The record as it is: it must be there, and looking at it changes nothing."""
    if url is not None and not is_database_url(url):
        raise ConfigurationWrong("--records", NO_URL)
    return EventStore(url or load_config(file).records, read_only=True)


@records.command()
@_place
@config_file
@_json
@reports_problems
def verify(url: str | None, file: Path, as_json: bool) -> Exit:
    """Check that no event, picture or visit was changed or removed. Exit code 1 where one was.

    Who can write the record and rewrites all of a visit, hashes included, is not found out.
    """
    whole, count = True, 0
    with closing(_store(url, file)) as store:
        for visit_id, broken in store.verify():
            whole, count = whole and not broken, count + 1
            if as_json:
                say_json({"visit": str(visit_id), "whole": not broken, "broken": broken})
            elif broken:
                say(f"{visit_id}: {broken}")
    if not as_json:
        say(f"Every visit is whole ({count})." if whole else "The record was changed.")
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
        count = sum(_export(store, each) for each in wanted)
    return Exit.DONE if count else Exit.ANSWER_IS_NO


def _export(store: EventStore, visit: UUID) -> int:
    """Write one visit's events; how many."""
    try:
        events = store.load(visit)
    except (EventUnreadable, ValueError, TypeError):
        raise StoreUnusable(str(visit), Text("有事件无法读取", "an event of it cannot be read")) from None
    for recorded in events:
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
    return len(events)


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
