"""`kiosk bench faults`: how soon each fault is noticed, and how soon a mended device is well again."""

from functools import partial
from typing import Any

import click

from drivers.card_reader.virtual_card import VirtualCard
from drivers.catalog import create_device
from drivers.device import Device, DeviceKind
from drivers.fault_course import FaultCourse
from drivers.fault_signs import SIGNS, Sign
from drivers.faults import Fault
from drivers.recovery import Recoveries, Recovery, Watched, recoveries
from drivers.simulation import Simulated
from ui.cli.output import Exit, reports_problems, say, say_json

DOWN_TARGET = 6.0
"""Seconds until a device that is gone is told; a driver's patience of 5 s with a mute one is in it."""
HANG_TARGET = 4.0
"""A poll is told as not answering after 3 s, and looked at every half a second."""
SENSOR_TARGET = 3.0
"""A printer is asked every 2 s."""
BACK_TARGET = 3.0
LONGEST_SECONDS = 30.0


@click.command()
@click.option("--rounds", type=click.IntRange(1, 50), default=3, show_default=True, help="For each fault.")
@click.option("--device", type=click.Choice([kind.value for kind in DeviceKind]), help="Only this kind of device.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a fault.")
@reports_problems
def faults(rounds: int, device: str | None, as_json: bool) -> Exit:
    """Seconds from a fault to the first word of it, and from its mending to the device's being well again.

    Medians of ROUNDS on simulated devices, for every fault that shows at a device nobody works with; those that
    show only in its work (a torn card, noise) are named. Exit code 1 where one takes longer to be noticed than 6 s
    (the device is gone), 4 s (its driver hangs) or 3 s (a sensor shows it), or longer than 3 s to be back.
    """
    good = True
    for kind in [DeviceKind(device)] if device else list(DeviceKind):
        only_at_work = []
        for fault, sign in SIGNS[kind].items():
            target = _target(sign)
            if target is None:
                only_at_work.append(fault.value)
                continue
            good = _say(kind, sign, _measured(kind, fault, sign, rounds), target, as_json) and good
        _say_only_at_work(kind, only_at_work, as_json)
    return Exit.DONE if good else Exit.ANSWER_IS_NO


def _target(sign: Sign) -> float | None:
    """How soon such a fault shall be noticed; None where nothing shows it but the work."""
    if sign.hangs:
        return HANG_TARGET
    if sign.down is not None:
        return DOWN_TARGET
    return SENSOR_TARGET if sign.sensor is not None else None


def _measured(kind: DeviceKind, fault: Fault, sign: Sign, rounds: int) -> Recoveries:
    course = FaultCourse(kind)
    strike, mend = partial(course.suffer, fault), partial(course.suffer, None)

    def measure(watched: Watched) -> Recovery:
        if sign.hangs:
            return watched.measure_hang(fault, strike, mend, LONGEST_SECONDS)
        if sign.down is None and sign.sensor is not None:
            return watched.measure_sensor(fault, sign.sensor, strike, mend, LONGEST_SECONDS)
        return watched.measure(fault, strike, mend, LONGEST_SECONDS)

    return recoveries(partial(_simulator, kind, course), measure, rounds=rounds, seconds=LONGEST_SECONDS)


def _simulator(kind: DeviceKind, course: FaultCourse) -> Device[Any]:
    device = create_device(kind, "simulated", {})
    if isinstance(device, Simulated):
        device.follow(course)
        if kind is DeviceKind.CARD_READER:
            device.present(VirtualCard(bytes.fromhex("3B00"), {}))  # a card must lie in it to be mute
    return device


def _say(kind: DeviceKind, sign: Sign, found: Recoveries, target: float, as_json: bool) -> bool:
    within = found.noticed <= target and found.back <= BACK_TARGET
    code = found.code.value if found.code is not None else None
    shows = " ".join(sign.sensor) if sign.sensor is not None else "not answering" if sign.hangs else "down"
    if as_json:
        seconds = {"noticed_s": round(found.noticed, 3), "back_s": round(found.back, 3), "target_s": target}
        row = {
            "device": kind.value,
            "fault": found.fault,
            "code": code,
            "shows": shows,
            **seconds,
            "within": within,
        }
        say_json(row)
    else:
        told = f"{shows:14} {code or '':5} after {found.noticed:6.3f} s (target {target:g})"
        missed = "" if within else ": NOT ON TARGET"
        say(f"{kind:17} {found.fault:18} {told}, well after {found.back:6.3f} s (target {BACK_TARGET:g}){missed}")
    return within


def _say_only_at_work(kind: DeviceKind, faults: list[str], as_json: bool) -> None:
    if as_json:
        say_json({"device": kind.value, "shown_only_at_work": faults})
    else:
        say(f"{kind:17} shown only at its work: {', '.join(faults)}")
