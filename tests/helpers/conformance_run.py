"""Runs the conformance suite on a bench, and tells in a line a case what fails."""

from drivers.conformance.bench import Bench
from drivers.conformance.examine import Finding, Verdict, examine

CYCLE_SECONDS = 0.6
"""Devices that are slow to open are opened as often as this allows; the figure says how often."""


def findings_of(bench: Bench) -> dict[str, Finding]:
    """The findings by case."""
    try:
        return {found.case.name: found for found in examine(bench, cycle_seconds=CYCLE_SECONDS)}
    finally:
        bench.close()


def failures(found: dict[str, Finding]) -> list[str]:
    return [f"{name}: {finding.why}" for name, finding in found.items() if finding.verdict is Verdict.FAILED]


def untried(found: dict[str, Finding]) -> list[str]:
    return [f"{name}: {finding.why}" for name, finding in found.items() if finding.verdict is Verdict.NOT_TRIED]


def tried(found: dict[str, Finding]) -> int:
    return sum(finding.verdict is Verdict.PASSED for finding in found.values())
