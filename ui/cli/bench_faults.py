"""`kiosk bench faults`: how soon each fault is noticed, and how soon a mended device is back."""

from functools import partial
from typing import Any

import click

from drivers.catalog import create_device
from drivers.device import Device, DeviceKind
from drivers.fault_course import FaultCourse
from drivers.fault_signs import SIGNS
from drivers.faults import Fault
from drivers.recovery import Recoveries, recoveries
from drivers.simulation import Simulated
from ui.cli.output import Exit, reports_problems, say, say_json

NOTICED_TARGET = 6.0
BACK_TARGET = 3.0
"""Seconds; a driver's patience of 5 s with a mute device is in the first."""
LONGEST_SECONDS = 30.0


@click.command()
@click.option("--rounds", type=click.IntRange(1, 50), default=3, show_default=True, help="For each fault.")
@click.option("--device", type=click.Choice([kind.value for kind in DeviceKind]), help="Only this kind of device.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a fault.")
@reports_problems
def faults(rounds: int, device: str | None, as_json: bool) -> Exit:
    """Seconds from a fault to the first word of it, and from its mending to the device's being back.

    Medians of ROUNDS on simulated devices, for every fault that takes a device down. Exit code 1 where one takes
    longer than 6 s to be noticed, or 3 s to be back.
    """
    good = True
    for kind in [DeviceKind(device)] if device else list(DeviceKind):
        for fault, sign in SIGNS[kind].items():
            if sign.down is not None and fault is not Fault.FLAPPING:  # that one has no end to wait for
                good = _say(kind, _measured(kind, fault, rounds), as_json) and good
    return Exit.DONE if good else Exit.ANSWER_IS_NO


def _measured(kind: DeviceKind, fault: Fault, rounds: int) -> Recoveries:
    course = FaultCourse(kind)
    strike, mend = partial(course.suffer, fault), partial(course.suffer, None)
    make = partial(_simulator, kind, course)
    return recoveries(make, fault, strike, mend, rounds=rounds, seconds=LONGEST_SECONDS)


def _simulator(kind: DeviceKind, course: FaultCourse) -> Device[Any]:
    device = create_device(kind, "simulated", {})
    if isinstance(device, Simulated):
        device.follow(course)
    return device


def _say(kind: DeviceKind, found: Recoveries, as_json: bool) -> bool:
    within = found.noticed <= NOTICED_TARGET and found.back <= BACK_TARGET
    if as_json:
        seconds = {"noticed_s": round(found.noticed, 3), "back_s": round(found.back, 3)}
        row = {"device": kind.value, "fault": found.fault, "code": found.code.value, **seconds, "within": within}
        say_json(row)
    else:
        told = f"{found.code.value} after {found.noticed:6.3f} s"
        say(f"{kind:17} {found.fault:18} {told}, back after {found.back:6.3f} s")
    return within
