"""`kiosk assess --replay`: what was decided at a visit, and whether it would be decided so today."""

from contextlib import closing
from typing import Any
from uuid import UUID

from kiosk.records.event_store import EventStore
from kiosk.rules.answer import answer
from kiosk.rules.replay import Replay, StoredAssessment, replay
from kiosk.visits.stored import stored_assessments
from ui.cli.localities import calendar_named, profile_named, say_assessment
from ui.cli.output import Exit, say, say_json


def replay_visit(visit: UUID, records: str, locality: str | None, *, as_json: bool) -> Exit:
    """Judge every stored assessment of that visit again, oldest first, and say each in a line or an object."""
    with closing(EventStore(records, read_only=True)) as store:
        kept = stored_assessments(store.load(visit))
    if not kept:
        say_json({"visit": str(visit), "error": "nothing to replay"}) if as_json else say(_nothing(visit))
        return Exit.ANSWER_IS_NO
    same = True
    for stored in kept:
        again = _again(stored, locality)
        same = same and again.same_verdict
        if as_json:
            say_json({"visit": str(visit), **_as_json(again)})
        else:
            _say(again)
    return Exit.DONE if same else Exit.ANSWER_IS_NO


def _nothing(visit: UUID) -> str:
    return f"{visit}: no assessment with its facts is recorded; is it the right visit and record?"


def _again(stored: StoredAssessment, locality: str | None) -> Replay:
    """An assessment names its profile and calendar first, then their versions."""
    own, calendar = (text.partition(" ")[0] for text in (stored.assessment.profile, stored.assessment.calendar))
    return replay(stored, profile_named(locality or own), calendar_named(calendar or "cn"))


def _as_json(again: Replay) -> dict[str, Any]:
    changes = [{"what": each.what.value, "before": each.before, "now": each.now} for each in again.changes]
    return {
        "assessed_on": again.stored.assessed_on.isoformat(),
        "same_verdict": again.same_verdict,
        "explained": again.is_explained,
        "changes": changes,
        **answer(again.now),
    }


def _say(again: Replay) -> None:
    say_assessment(again.now)
    say("The same verdict." if again.same_verdict else "Another verdict:")
    for change in again.changes:
        say(f"  {change.what}: {change.before or '(nothing)'} -> {change.now or '(nothing)'}")
    if not again.is_explained:
        say(
            "  Neither profile, calendar nor rules changed: the record or the engine is wrong. Call the technician."
        )
