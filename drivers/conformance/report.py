"""The report a driver's author can publish: JSON for programs, Markdown for people."""

import json
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from drivers.conformance.bench import Bench
from drivers.conformance.examine import Finding, Verdict
from drivers.conformance.stimulus import By
from drivers.device import Provenance
from drivers.errors import DeviceError

FORMAT = 1
_WEIGHT = {
    By.SIMULATOR: "by the simulator's faults on purpose",
    By.COUNTERPART: "by a real program or line at the other end; no hardware took part",
    By.DOUBLE: "by a stand-in for a part of the system; neither the device nor its kernel driver took part",
    By.RECORDING: "by nobody: a recording of a device was replayed",
    By.PERSON: "by a person in front of the device",
    By.NOBODY: "by nobody: only what the device does by itself was tried",
}


@dataclass(frozen=True)
class Report:
    """What was tried on which device, and how it went."""

    driver: str
    origin: str
    bench: Bench
    stamp: Provenance | None
    findings: Sequence[Finding]

    @property
    def counts(self) -> dict[str, int]:
        """How many cases went how."""
        counted = Counter(finding.verdict for finding in self.findings)
        return {verdict.value: counted[verdict] for verdict in Verdict}

    @property
    def summary(self) -> str:
        """In a line."""
        counts = self.counts
        return (
            f"{self.driver}: {counts['passed']} passed, {counts['closed']} closed by capability, "
            f"{counts['not tried']} not tried, {counts['failed']} failed"
        )

    @property
    def passed(self) -> bool:
        """Whether something was tried and nothing failed."""
        return self.counts["passed"] > 0 and self.counts["failed"] == 0


def reported(bench: Bench, origin: str, findings: Sequence[Finding]) -> Report:
    """The report of these findings; the stamp is asked of the device once more, after it was up."""
    device = bench.make()
    try:
        device.bring_up()
        stamp: Provenance | None = device.provenance
    except DeviceError:
        stamp = device.provenance
    finally:
        device.close()
    return Report(bench.driver, origin, bench, stamp, findings)


def as_json(report: Report) -> dict[str, Any]:
    """The whole report with stable keys."""
    return {
        "format": FORMAT,
        "suite": version("service-hall-terminal"),
        "date": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "driver": report.driver,
        "origin": report.origin,
        "kind": report.bench.kind.value,
        "provenance": asdict(report.stamp) if report.stamp is not None else None,
        "stimuli_by": report.bench.by.value,
        "counts": report.counts,
        "cases": [
            {
                "case": finding.case.name,
                "text": finding.case.text,
                "verdict": finding.verdict.value,
                "why": finding.why,
                "seconds": finding.seconds,
                "figures": dict(finding.figures),
            }
            for finding in report.findings
        ],
    }


def as_markdown(report: Report) -> str:
    """The same for people."""
    told = as_json(report)
    stamp = report.stamp
    device = (stamp.device_serial or "no serial number") if stamp is not None else "unknown"
    source = f"{stamp.source} · {stamp.driver} {stamp.driver_version}" if stamp is not None else "none"
    lines = [
        f"# Conformance of {report.driver}",
        "",
        f"**{report.summary.partition(': ')[2]}**",
        "",
        f"- Driver: `{report.driver}` of {report.origin}",
        f"- Stamp on its readings: {source}",
        f"- Device: {device}",
        f"- Done to the device: {_WEIGHT[report.bench.by]}",
        f"- Suite {told['suite']}, {told['date']}, {told['system']}",
        "",
        "| Case | What a driver must keep | Verdict | Figures |",
        "|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(_row(finding))} |" for finding in report.findings]
    return "\n".join(lines) + "\n"


def write(report: Report, file: Path) -> tuple[Path, Path]:
    """Write FILE.json and FILE.md; where they lie."""
    beside = file.with_suffix("") if file.suffix in (".json", ".md") else file
    written = (beside.with_name(f"{beside.name}.json"), beside.with_name(f"{beside.name}.md"))
    beside.parent.mkdir(parents=True, exist_ok=True)
    written[0].write_text(json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    written[1].write_text(as_markdown(report), encoding="utf-8")
    return written


def line_of(finding: Finding) -> str:
    """One case in a line."""
    figures = ", ".join(f"{name} {value:g}" for name, value in finding.figures.items())
    return " · ".join(filter(None, (finding.case.name, finding.verdict.value, finding.why, figures)))


def _row(finding: Finding) -> tuple[str, ...]:
    figures = ", ".join(f"{name} {value:g}" for name, value in finding.figures.items())
    why = f"{finding.verdict}: {finding.why}" if finding.why else finding.verdict.value
    return (f"`{finding.case.name}`", *(text.replace("|", "\\|") for text in (finding.case.text, why, figures)))
