"""Held by another program: said so, by whom, and taken as soon as it is given back."""

import re
import threading
import time
from typing import Any

from drivers.conformance.case import Need, case, require
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.workplace import GRACE_SECONDS, Workplace
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode

TAKEN = {DeviceErrorCode.CLAIMED_ELSEWHERE}
CLAIMED = set(DeviceKind) - {DeviceKind.CARD_READER}
"""A reader is shared, the card in it is not."""


@case(kinds=CLAIMED, stimuli=[Stimulus.HELD_ELSEWHERE])
def held_elsewhere_is_said(on: Workplace) -> None:
    """Held by another program it is CLAIMED_ELSEWHERE, at once."""
    device = on.device()
    with on.having(Stimulus.HELD_ELSEWHERE):
        on.within(2.0, lambda: on.refused(TAKEN, device.bring_up, "claiming it"), "refusal of a held device")


@case(
    kinds=CLAIMED,
    needs=[Need.NAMES_HOLDER],
    stimuli=[Stimulus.HELD_ELSEWHERE],
)
def holder_is_named(on: Workplace) -> None:
    """Who holds it is said, by name and process number."""
    device = on.device()
    with on.having(Stimulus.HELD_ELSEWHERE):
        error = on.refused(TAKEN, device.bring_up, "claiming it")
    _names(error)


@case(kinds=CLAIMED, stimuli=[Stimulus.HELD_ELSEWHERE])
def claim_waits_its_time(on: Workplace) -> None:
    """A claim waits as long as it was told to, no longer."""
    device = on.device()
    device.open()
    with on.having(Stimulus.HELD_ELSEWHERE):
        began = time.monotonic()
        on.refused(TAKEN, lambda: device.claim(0.5), "claiming it")
        took = time.monotonic() - began
    require(0.4 <= took <= 0.5 + 2 * GRACE_SECONDS, f"told to wait 0.5 s it waited {took:.2f} s")


@case(kinds=CLAIMED, stimuli=[Stimulus.HELD_ELSEWHERE])
def claimed_when_given_back(on: Workplace) -> None:
    """Given back, it is claimed within the time of the claim."""
    device = on.device()
    device.open()
    on.begin(Stimulus.HELD_ELSEWHERE)
    giving = threading.Timer(0.2, on.end, (Stimulus.HELD_ELSEWHERE,))
    giving.start()
    try:
        device.claim(on.bench.patience)
    finally:
        giving.join()
    device.enable()


@case(
    kinds={DeviceKind.CARD_READER},
    stimuli=[Stimulus.HELD_ELSEWHERE],
    works=True,
)
def held_card_is_said(on: Workplace) -> None:
    """A card that another program holds is CLAIMED_ELSEWHERE; given back, it is read."""
    device = on.device()
    on.begin(Stimulus.CARD)
    with on.having(Stimulus.HELD_ELSEWHERE):
        error = on.refused(TAKEN, lambda: (device.bring_up(), device.power_on()), "powering the card on")
        if device.capabilities.names_holder:
            _names(error)
    on.bring_up(device)
    on.eventually(lambda: _powers_on(device), "given back, the card is not read")


@case(needs=[Need.EXCLUSIVE])
def closed_it_is_free(on: Workplace) -> None:
    """Closed, it can be claimed by another object at once."""
    first, second = on.brought_up(), on.device()
    on.refused(TAKEN, second.bring_up, "claiming it twice")
    first.close()
    second.bring_up()


def _powers_on(device: Any) -> bool:
    try:
        device.power_on()
    except DeviceError:
        return False
    device.power_off()
    return True


def _names(error: DeviceError) -> None:
    named = re.search(r"\w+ \(\d+\)", error.vendor_text)
    require(named is not None, f"the holder is not named: {error.vendor_text!r}")
