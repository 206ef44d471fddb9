"""`kiosk conformance`: holds one driver to the contract that all drivers keep."""

from pathlib import Path

import click

from drivers.conformance.chosen import bench_for, origin_of
from drivers.conformance.examine import Finding, Verdict, examine
from drivers.conformance.report import as_json, line_of, reported, write
from ui.cli.output import Exit, reports_problems, say, say_json


@click.command()
@click.argument("driver", metavar="KIND.NAME")
@click.option("--device", multiple=True, metavar="URL|OPTION=VALUE", help="Which device; may be repeated.")
@click.option("--bench", default="", metavar="MODULE:CLASS", help="What stands behind the device.")
@click.option("--person", is_flag=True, help="Ask the person in front of the device.")
@click.option("--cycles", type=click.IntRange(1), default=1000, show_default=True, help="Openings and closings.")
@click.option("--report", type=click.Path(path_type=Path), help="Write FILE.json and FILE.md.")
@click.option("--json", "is_json", is_flag=True, help="The whole report as one JSON object.")
@reports_problems
def conformance(
    driver: str, device: tuple[str, ...], bench: str, person: bool, cycles: int, report: Path | None, is_json: bool
) -> Exit:
    """Try every case of the suite on one driver, a line a case. Exit code 1 when one fails."""
    placed = bench_for(driver, device, bench, person=person)
    findings: list[Finding] = []
    try:
        for finding in examine(placed, cycles=cycles):
            findings.append(finding)
            if not is_json:
                mark = {Verdict.PASSED: "✓", Verdict.FAILED: "✗"}.get(finding.verdict, "–")
                say(f"{mark} {line_of(finding)}")
        told = reported(placed, origin_of(driver), findings)
    finally:
        placed.close()
    if is_json:
        say_json(as_json(told))
    else:
        say(told.summary)
    if report is not None:
        write(told, report)
    return Exit.DONE if told.passed else Exit.ANSWER_IS_NO
