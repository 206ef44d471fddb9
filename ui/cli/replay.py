"""`kiosk assess --replay`: what was decided at a visit, and whether it would be decided so today.

Only the present versions of profiles and calendars are kept; a verdict reached under another is said to be so.
"""

from contextlib import closing
from typing import Any
from uuid import UUID

from kiosk.records.event_store import EventStore
from kiosk.rules.answer import answer
from kiosk.rules.assessment import Assessment, Text
from kiosk.rules.dates import local_time
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, load_profile
from kiosk.rules.replay import Change, Replay, StoredAssessment, What, replay
from kiosk.terminal_problems import WrongUse
from kiosk.visits.stored import assessment_moments, stored_assessments
from ui.cli.localities import calendar_named, say_assessment
from ui.cli.output import Exit, say, say_json


def replay_visit(visit: UUID, records: str, locality: str | None, *, as_json: bool) -> Exit:
    """Judge every stored assessment of that visit again, oldest first, and say each in a line or an object."""
    with closing(EventStore(records, read_only=True)) as store:
        events = tuple(store.load(visit))
    kept, moments = stored_assessments(events), assessment_moments(events)
    if not kept:
        say_json({"visit": str(visit), "error": "nothing to replay"}) if as_json else say(_nothing(visit))
        return Exit.ANSWER_IS_NO
    same = True
    for number, (stored, moment) in enumerate(zip(kept, moments, strict=True), 1):
        again = _again(stored, locality)
        same = same and again.same_verdict
        at = local_time(moment).isoformat(timespec="seconds")
        if as_json:
            of = {"assessment": number, "of": len(kept), "recorded_at": at}
            say_json({"visit": str(visit), **of, **_as_json(again, locality)})
        else:
            if number > 1:
                say("")
            say(f"Assessment {number} of {len(kept)}, recorded {at}")
            _say(again, locality)
    return Exit.DONE if same else Exit.ANSWER_IS_NO


def _nothing(visit: UUID) -> str:
    return f"{visit}: no assessment with its facts is recorded; is it the right visit and record?"


def _again(stored: StoredAssessment, locality: str | None) -> Replay:
    """An assessment names its profile and calendar first, then their versions."""
    own, calendar = (text.partition(" ")[0] for text in (stored.assessment.profile, stored.assessment.calendar))
    return replay(stored, _profile(locality or own, stored.assessment), calendar_named(calendar or "cn"))


def _profile(name: str, stored: Assessment) -> Profile:
    try:
        return load_profile(name)
    except ProfileError as error:
        raise WrongUse(
            Text(
                f"该次评定按规则“{stored.profile}”作出，本机没有；请用 --profile 指明规则文件（{error.text.zh}）",
                f'decided under "{stored.profile}", which is not here; name a profile with --profile ({error})',
            )
        ) from error


def missing_versions(again: Replay, locality: str | None) -> tuple[Change, ...]:
    """The profile and the calendar a verdict was reached under that are not here any more, with what stood in.

    A profile that was asked for by ``locality`` stands in for nothing.
    """
    kept = (What.CALENDAR,) if locality else (What.PROFILE, What.CALENDAR)
    return tuple(change for change in again.changes if change.what in kept)


def _as_json(again: Replay, locality: str | None) -> dict[str, Any]:
    changes = [{"what": each.what.value, "before": each.before, "now": each.now} for each in again.changes]
    return {
        "assessed_on": again.stored.assessed_on.isoformat(),
        "same_verdict": again.same_verdict,
        "explained": again.is_explained,
        "missing_versions": [
            {"what": gone.what.value, "missing": gone.before, "replayed_under": gone.now}
            for gone in missing_versions(again, locality)
        ],
        "changes": changes,
        **answer(again.now),
    }


def _say(again: Replay, locality: str | None) -> None:
    say_assessment(again.now)
    for gone in missing_versions(again, locality):
        then = gone.before or "(not named)"
        say(f"Decided under {gone.what} {then}, which is not here: replayed under {gone.now}.")
    say("The same verdict." if again.same_verdict else "Another verdict:")
    for change in again.changes:
        say(f"  {change.what}: {change.before or '(nothing)'} -> {change.now or '(nothing)'}")
    if not again.is_explained:
        say(
            "  Neither profile, calendar nor rules changed: the record or the engine is wrong. Call the technician."
        )
