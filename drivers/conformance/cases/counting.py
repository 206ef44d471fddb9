"""Statistics: work and failures are counted, under UnifiedPOS's names."""

from drivers.conformance.case import case, require
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.work import do_work
from drivers.conformance.workplace import Workplace
from drivers.device import DeviceKind
from drivers.errors import DeviceError

WORK_COUNTS = {
    DeviceKind.CODE_SCANNER: "GoodScanCount",
    DeviceKind.CARD_READER: "GoodReadCount",
    DeviceKind.DOCUMENT_CAMERA: "M_StillCount",
    DeviceKind.RECEIPT_PRINTER: "PaperCutCount",
    DeviceKind.DOCUMENT_PRINTER: "M_PrintedJobCount",
}


@case(works=True)
def work_is_counted(on: Workplace) -> None:
    """Work that went well is counted once, and the hours it was on."""
    device, name = on.brought_up(), WORK_COUNTS[on.kind]
    before = device.statistics.snapshot()
    do_work(on, device)
    after = device.statistics.snapshot()
    more = after.get(name, 0) - before.get(name, 0)
    expected = 2 if on.kind is DeviceKind.CARD_READER else 1  # the card is powered once to see that it is there
    require(more == expected, f"{name} rose by {more:g}, not by {expected}")
    require(after["HoursPoweredCount"] > before["HoursPoweredCount"], "the hours it is on are not counted")


@case(stimuli=[Stimulus.UNPLUGGED])
def failures_are_counted(on: Workplace) -> None:
    """What fails is counted by operation and code."""
    device = on.device()
    with on.having(Stimulus.UNPLUGGED):
        try:
            device.bring_up()
        except DeviceError as error:
            code = error.code.name
            counted = device.statistics.snapshot()
            require(
                any(name.startswith("M_") and name.endswith(code) for name in counted),
                f"{code} is not counted: {', '.join(sorted(counted))}",
            )
            require(counted.get("CommunicationErrorCount", 0) >= 1, "no CommunicationErrorCount")
            return
    require(met=False, text="unplugged, it came up")
