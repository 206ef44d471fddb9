"""`kiosk bench faults`: how soon each fault is noticed, and how soon a mended device is back."""

from statistics import median

import click

from drivers.device import DeviceKind
from drivers.recovery import noticeable, recovery
from ui.cli.output import Exit, reports_problems, say, say_json

NOTICED_TARGET = 6.0
BACK_TARGET = 3.0
"""Seconds; a driver's patience of 5 s with a mute device is in the first."""


@click.command()
@click.option("--rounds", type=click.IntRange(1, 50), default=3, show_default=True, help="For each fault.")
@click.option("--device", type=click.Choice([kind.value for kind in DeviceKind]), help="Only this kind of device.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a fault.")
@reports_problems
def faults(rounds: int, device: str | None, as_json: bool) -> Exit:
    """Seconds from a fault to the first word of it, and from its mending to the device's being back.

    Medians of ROUNDS on simulated devices, at the terminal's own pace. Exit code 1 where one takes
    longer than 6 s to be noticed, or 3 s to be back.
    """
    good = True
    for kind in [DeviceKind(device)] if device else list(DeviceKind):
        for fault in noticeable(kind):
            found = [recovery(kind, fault) for _ in range(rounds)]
            noticed = median(each.noticed for each in found)
            back = median(each.back for each in found)
            within = noticed <= NOTICED_TARGET and back <= BACK_TARGET
            good = good and within
            if as_json:
                seconds = {"noticed_s": round(noticed, 3), "back_s": round(back, 3)}
                say_json({"device": kind.value, "fault": fault.value, **seconds, "within": within})
            else:
                say(f"{kind:17} {fault:18} noticed after {noticed:6.3f} s, back after {back:6.3f} s")
    return Exit.DONE if good else Exit.ANSWER_IS_NO
