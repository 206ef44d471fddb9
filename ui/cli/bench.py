"""`kiosk bench …`: how fast the terminal's own work is on this machine."""

from datetime import date

import click

from kiosk.rules.bench import measure
from kiosk.rules.calendars import load_calendar
from ui.cli.bench_cards import cards
from ui.cli.bench_codes import codes
from ui.cli.bench_devices import devices
from ui.cli.bench_faults import faults
from ui.cli.bench_fuzz import fuzz_codes
from ui.cli.localities import profile_named
from ui.cli.output import Exit, reports_problems, say, say_json

TARGET = 5000
"""Assessments of a whole case a second on one core."""

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
    """Assessments a second on one core: of a whole case, and as findings grow.

    Exit code 1 where the whole case stays below 5,000.
    """
    rates = measure(profile_named(locality), load_calendar(), DAY, seconds=seconds)
    for rate in rates:
        if as_json:
            say_json({"defects": rate.defects, "findings": rate.findings, "per_second": round(rate.per_second)})
        else:
            say(f"{rate.defects:3} defects, {rate.findings:3} findings: {rate.per_second:8,.0f} a second")
    return Exit.DONE if rates[0].per_second >= TARGET else Exit.ANSWER_IS_NO
