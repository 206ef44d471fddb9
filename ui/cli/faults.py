"""`kiosk faults …`: which faults can be rehearsed on which device, and what a plan will do."""

from pathlib import Path
from typing import Any

import click

from drivers.device import DeviceKind
from drivers.fault_course import never_came
from drivers.fault_plan import FaultPlan, PlannedFault
from drivers.fault_signs import SIGNS, Sign, faults_of
from drivers.faults import USUAL_MEASURE, Fault
from kiosk.config import ConfigurationWrong, load_checked
from kiosk.device_problems import DEVICE_NAMES
from kiosk.fault_plan_config import FaultPlanConfig
from kiosk.fault_words import FAULT_NAMES
from kiosk.station import Station
from ui.cli.output import Exit, reports_problems, say, say_json, told

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.group()
def faults() -> None:
    """Faults on purpose, on simulated devices."""


@faults.command(name="list")
@click.option("--device", type=click.Choice([kind.value for kind in DeviceKind]), help="Only this kind of device.")
@_json
@reports_problems
def list_faults(device: str | None, as_json: bool) -> Exit:
    """Show every fault by name, and how it shows to the terminal."""
    for kind in [DeviceKind(device)] if device else list(DeviceKind):
        if not as_json:
            say(f"{kind}: {DEVICE_NAMES[kind].zh} {DEVICE_NAMES[kind].en}")
        for fault in faults_of(kind):
            if as_json:
                say_json(_plain(kind, fault))
            else:
                name = FAULT_NAMES[fault]
                say(f"  {fault:<18} {name.en}, {name.zh}: {'; '.join(_shown(SIGNS[kind][fault]))}")
    return Exit.DONE


@faults.command()
@click.argument("file", type=click.Path(path_type=Path))
@_json
@reports_problems
def check(file: Path, as_json: bool) -> Exit:
    """Check the fault plan FILE and show its course. Exit code 1 where it is wrong."""
    try:
        plan = load_checked(file, FaultPlanConfig).plan
    except ConfigurationWrong as wrong:
        if as_json:
            say_json({"file": str(file), "right": False, "error": told(wrong)})
        else:
            say(str(wrong))
        return Exit.ANSWER_IS_NO
    if as_json:
        say_json({"file": str(file), "right": True, "seed": plan.seed, "faults": _course(plan)})
    else:
        say(f"{file}: right, seed {plan.seed}, {len(plan.faults)} faults")
        for planned, at in plan.chosen:
            operation = "operation" if planned.operation == "*" else planned.operation
            say(f"  {planned.kind}, {operation} {at}: {planned.fault} {_how_long(planned)}")
    return Exit.DONE


def _course(plan: FaultPlan) -> list[dict[str, Any]]:
    return [
        {
            "device": planned.kind.value,
            "operation": planned.operation,
            "occurrence": at,
            "fault": planned.fault.value,
            "operations": planned.lasting.operations,
            "seconds": planned.lasting.seconds,
            "measure": planned.measure or USUAL_MEASURE.get(planned.fault),
        }
        for planned, at in plan.chosen
    ]


def tell_missed(plan: FaultPlan, station: Station) -> None:
    """Say on the error output which planned faults have not come: there was no such operation."""
    for kind in sorted(plan.kinds):
        for planned, at in never_came(plan, kind, station.happened(kind)):
            operation = "operation" if planned.operation == "*" else planned.operation
            click.echo(f"planned, never came: {kind}, {operation} {at}: {planned.fault}", err=True)


def _how_long(planned: PlannedFault) -> str:
    if planned.lasting.operations is not None:
        return f"for {planned.lasting.operations} of them"
    if planned.lasting.seconds is not None:
        return f"for {planned.lasting.seconds:g} s"
    return "until mended"


def _plain(kind: DeviceKind, fault: Fault) -> dict[str, Any]:
    sign, name = SIGNS[kind][fault], FAULT_NAMES[fault]
    return {
        "device": kind.value,
        "fault": fault.value,
        "zh": name.zh,
        "en": name.en,
        "measure": USUAL_MEASURE.get(fault),
        "down": sign.down,
        "work": sign.work,
        "outcome": sign.outcome,
        "notice": sign.notice,
        "check": sign.check,
        "sensor": {sign.sensor[0]: sign.sensor[1]} if sign.sensor else None,
        "spoilt": sign.spoilt,
        "silent": sign.silent,
        "late": sign.late,
        "hangs": sign.hangs,
    }


def _shown(sign: Sign) -> list[str]:
    """How a fault shows, part by part."""
    codes = {"fails with": sign.down, "its work ends with": sign.work, "is told as": sign.notice}
    parts = [f"{words} {code.value} {code.name}" for words, code in codes.items() if code is not None]
    if sign.outcome is not None:
        parts.append(f"a print is {sign.outcome}")
    if sign.sensor is not None:
        parts.append(f"{sign.sensor[0]} reads {sign.sensor[1]}")
    if sign.check is not None:
        parts.append(f"the health check stops with {sign.check.value}")
    flags = {
        "what comes is spoilt": sign.spoilt,
        "nothing comes": sign.silent,
        "everything comes late": sign.late,
        "the call never comes back: D-106, then D-114": sign.hangs,
    }
    return [*parts, *(words for words, so in flags.items() if so)]
