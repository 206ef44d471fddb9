"""`kiosk bench …`: how fast the terminal's own work is on this machine."""

from dataclasses import asdict
from datetime import date

import click

from kiosk.rules.bench import measure
from kiosk.rules.calendars import load_calendar
from ui.cli.bench_cards import cards
from ui.cli.bench_codes import codes
from ui.cli.bench_devices import devices
from ui.cli.bench_faults import faults
from ui.cli.bench_fuzz import fuzz_codes
from ui.cli.bench_targets import Target, say_targets
from ui.cli.localities import profile_named
from ui.cli.output import Exit, reports_problems, say, say_json

TARGET = 5000
"""Assessments a second on one core, however many findings the case has."""

DAY = date(2026, 11, 18)


@click.group()
def bench() -> None:
    """Measure this machine."""


for _command in (cards, codes, devices, faults, fuzz_codes):
    bench.add_command(_command)


@bench.command()
@click.option("--profile", "locality", default="gz", show_default=True)
@click.option("--seconds", type=click.FloatRange(0.01, 60), default=1.0, show_default=True, help="For each case.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a case.")
@reports_problems
def rules(locality: str, seconds: float, as_json: bool) -> Exit:
    """Assessments a second on one core: of a whole case, and as findings grow; with both languages read besides.

    Counted in this process's own time on its core. Exit code 1 where an assessment alone stays below 5,000 a
    second with any number of findings.
    """
    rates = measure(profile_named(locality), load_calendar(), DAY, seconds=seconds)
    for rate in rates:
        if as_json:
            say_json({name: round(figure) for name, figure in asdict(rate).items()})
        else:
            say(
                f"{rate.defects:3} defects, {rate.findings:3} findings: {rate.per_second:8,.0f} a second, "
                f"{rate.read_per_second:8,.0f} read in both languages"
            )
    slowest = min(rate.per_second for rate in rates)
    target = Target("assessments a second, at the slowest", slowest, TARGET, at_least=True)
    say_targets([target], as_json)
    return Exit.DONE if target.met else Exit.ANSWER_IS_NO
