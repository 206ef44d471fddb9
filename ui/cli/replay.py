"""`kiosk assess --replay`: what was decided at a visit, and whether it would be decided so today.

Only the present versions of profiles and calendars are kept; a verdict reached under another is said to be so.
"""

from collections.abc import Mapping
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
            say(f"    第 {number} 次评定，共 {len(kept)} 次，记录于 {at}")
            _say(again, locality)
    return Exit.DONE if same else Exit.ANSWER_IS_NO


def _nothing(visit: UUID) -> str:
    en = f"{visit}: no assessment with its facts is recorded; is it the right visit and record?"
    return f"{en}\n    没有留有事实的评定记录；办件编号和记录是否正确？"


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
        name, then = _WHAT[gone.what], gone.before or _NONE
        say(f"Decided under {gone.what} {then}, which is not here: replayed under {gone.now}.")
        say(f"    当时所依{name}为 {then}，本机没有；现按 {gone.now} 重新评定。")
    say("The same verdict. 结论相同。" if again.same_verdict else "Another verdict: 结论不同：")
    for change in again.changes:
        now = "another value 值不同" if change.now == change.before else change.now or _NONE
        say(f"  {change.what} {_WHAT[change.what]}: {change.before or _NONE} -> {now}")
    if not again.is_explained:
        say(
            "  Neither profile, calendar nor rules changed: the record or the engine is wrong. Call the technician."
        )
        say("      规则配置、日历和规则均未变：记录或程序有误，请联系技术人员。")


_NONE = "(nothing 无)"
_WHAT: Mapping[What, str] = {
    What.PROFILE: "规则配置",
    What.CALENDAR: "日历",
    What.RULES: "规则",
    What.OUTCOME: "结论",
    What.FINDING: "审查意见",
    What.DEADLINE: "期限",
}
"""What changed, beside its English name."""
