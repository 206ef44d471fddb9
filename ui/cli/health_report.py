"""A health report as a command tells it: lines in either language, or one JSON object with both."""

from collections.abc import Iterator
from typing import Any

from drivers.device import DeviceKind
from drivers.health import HealthReport, RungFinding, RungResult, Verdict
from drivers.observation import observation
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.rules.assessment import Text
from kiosk.rung_words import RESULTS, RUNGS, VERDICTS, rung_seen
from ui.cli.output import detail_of, told

_ABOVE = Text("  以上各级未到", "  nothing above it was reached")


def report_lines(kind: DeviceKind, report: HealthReport) -> Iterator[Text]:
    """The verdict, every rung that was tried, and what to do where one failed or could not be tried.

    Nobody knows whether the device has the rungs above the one that failed: they are one line, not a list.
    """
    name, verdict = DEVICE_NAMES[kind], VERDICTS[report.verdict]
    yield Text(f"{name.zh}：{verdict.zh}", f"{name.en}: {verdict.en}")
    for finding in report.findings:
        if finding.result is not RungResult.NOT_SUPPORTED and not _was_above(finding):
            yield _rung_line(finding)
    stopped = report.stopped_at
    if any(_was_above(finding) for finding in report.findings):
        yield _ABOVE
    if stopped is not None and stopped.error is not None:
        yield _advice(DeviceProblem(kind, stopped.error))
    elif stopped is None:
        for finding in report.open_at:
            if finding.hindered_by is not None and finding.error is not None:
                yield _advice(DeviceProblem(finding.hindered_by, finding.error))


def _was_above(finding: RungFinding) -> bool:
    return finding.result is RungResult.NOT_REACHED and not finding.seen


def failed_lines(kind: DeviceKind, problem: DeviceProblem) -> Iterator[Text]:
    """A ladder that could not be climbed at all."""
    name, verdict, detail = DEVICE_NAMES[kind], VERDICTS[Verdict.FAILED], detail_of(problem)
    yield Text(
        f"{name.zh}：{verdict.zh}。{problem.code}：{problem.message.zh}（{detail}）",
        f"{name.en}: {verdict.en}. {problem} ({detail})",
    )


def plain_report(kind: DeviceKind, report: HealthReport) -> dict[str, Any]:
    """The report for programs; what each rung saw also by its code and values."""
    return {
        "device": kind.value,
        "level": report.level.value,
        "verdict": report.verdict.value,
        "passed": report.passed,
        "rungs": [_plain_rung(finding) for finding in report.findings],
    }


def plain_failed(kind: DeviceKind, problem: DeviceProblem) -> dict[str, Any]:
    """The same for a ladder that could not be climbed at all."""
    verdict = Verdict.FAILED.value
    return {"device": kind.value, "verdict": verdict, "passed": False, "rungs": [], "error": told(problem)}


def _plain_rung(finding: RungFinding) -> dict[str, Any]:
    said = observation(finding.seen if finding.error is None else finding.error.vendor_text)
    seen = rung_seen(finding)
    return {
        "rung": finding.rung.value,
        "result": finding.result.value,
        "seen": finding.seen,
        "observed": said.what.code if said else None,
        "values": list(said.values) if said else [],
        "zh": seen.zh,
        "en": seen.en,
        "ms": round(finding.milliseconds, 3),
        "code": finding.error.code.value if finding.error else None,
    }


def _rung_line(finding: RungFinding) -> Text:
    name, result, seen = RUNGS[finding.rung], RESULTS[finding.result], rung_seen(finding)
    return Text(f"  {name.zh}：{result.zh} {seen.zh}".rstrip(), f"  {name.en}: {result.en} {seen.en}".rstrip())


def _advice(problem: DeviceProblem) -> Text:
    return Text(f"  {problem.code}：{problem.message.zh}", f"  {problem}")
