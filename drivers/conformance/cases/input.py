"""Input: once an arming, nothing unasked, nothing oversized, and a card that comes and goes."""

from typing import Any

from drivers.card_reader import CardInserted, CardRemoved
from drivers.code_scanner import Scan
from drivers.conformance.case import NotMet, case, require
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.work import UNKNOWN_COMMAND, await_card, do_work, next_event, require_good
from drivers.conformance.workplace import Workplace
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode

SCANNERS = {DeviceKind.CODE_SCANNER}
READERS = {DeviceKind.CARD_READER}
QUIET_SECONDS = 0.5


@case(kinds=SCANNERS, stimuli=[Stimulus.CODE])
def one_delivery_an_arming(on: Workplace) -> None:
    """Of two codes after one arming the first is delivered, once."""
    device = on.brought_up()
    on.begin(Stimulus.CODE)
    require_good(on, next_event(on, device, Scan))
    on.begin(Stimulus.CODE)
    require(next_event(on, device, Scan, QUIET_SECONDS) is None, "a second scan after one arming")
    require(not device.armed, "still armed after a delivery")


@case(kinds=SCANNERS, stimuli=[Stimulus.CODE])
def one_code_is_one_scan(on: Workplace) -> None:
    """A code shown once is one scan, also where the scanner is armed again after it."""
    device = on.brought_up()
    on.begin(Stimulus.CODE)
    require_good(on, next_event(on, device, Scan))
    device.arm()
    require(next_event(on, device, Scan, QUIET_SECONDS) is None, "the same code, delivered again when armed again")


@case(kinds=SCANNERS, stimuli=[Stimulus.CODE])
def nothing_unasked(on: Workplace) -> None:
    """Not armed it delivers nothing, and later nothing of that time."""
    device = on.brought_up()
    device.disarm()
    on.begin(Stimulus.CODE)
    require(next_event(on, device, Scan, QUIET_SECONDS) is None, "a scan nobody asked for")
    device.arm()
    require(next_event(on, device, Scan, QUIET_SECONDS) is None, "a scan from before the arming")
    do_work(on, device)


@case(
    kinds=SCANNERS,
    stimuli=[Stimulus.LONG_CODE, Stimulus.CODE],
)
def oversize_is_refused(on: Workplace) -> None:
    """An oversized scan is refused whole, and the scanner goes on."""
    device = on.brought_up()
    on.begin(Stimulus.LONG_CODE)
    on.refused({DeviceErrorCode.OVERSIZE}, lambda: next_event(on, device, Scan), "an oversized scan")
    do_work(on, device)


@case(kinds=READERS, stimuli=[Stimulus.CARD])
def card_comes_and_goes(on: Workplace) -> None:
    """A card put in and taken out is told, in this order."""
    device = on.brought_up()
    on.begin(Stimulus.CARD)
    inserted = next_event(on, device, CardInserted)
    require(inserted is not None, "the card is not announced")
    require(isinstance(inserted.atr, bytes), "its answer to reset is no bytes")
    on.end(Stimulus.CARD)
    require(next_event(on, device, CardRemoved) is not None, "its removal is not announced")


@case(kinds=READERS)
def no_card_is_said(on: Workplace) -> None:
    """Without a card it is CARD_ABSENT, and powering off is safe."""
    device = on.brought_up()
    on.refused({DeviceErrorCode.CARD_ABSENT}, device.power_on, "powering on without a card")
    absent = {DeviceErrorCode.CARD_ABSENT, DeviceErrorCode.CARD_TORN}
    on.refused(absent, lambda: device.transmit(UNKNOWN_COMMAND), "a command without a card")
    device.power_off()
    device.close()
    device.power_off()


@case(
    kinds=READERS,
    stimuli=[Stimulus.CARD],
)
def torn_card_is_said(on: Workplace) -> None:
    """A card pulled out between two commands is CARD_TORN; the next card is read."""
    device = on.brought_up()
    on.begin(Stimulus.CARD)
    await_card(on, device)
    device.power_on()
    device.transmit(UNKNOWN_COMMAND)
    on.end(Stimulus.CARD)
    error = _until_it_fails(on, device)
    torn = {DeviceErrorCode.CARD_TORN, DeviceErrorCode.CARD_ABSENT}
    require(error.code in torn, f"the card was pulled, it says {error}")
    device.power_off()
    do_work(on, device)


def _until_it_fails(on: Workplace, device: Any) -> DeviceError:
    """A reader may take a moment to see that the card is gone; an answer from no card at all is a failure."""
    try:
        on.eventually(lambda: device.transmit(UNKNOWN_COMMAND) == b"", "the card is gone, and still answers", 2.0)
    except DeviceError as error:
        return error
    raise NotMet("an empty answer from a card that is gone")
