"""Not there, gone, back: a fault with a name each time, and never another device in its place."""

import time
from typing import Any

from drivers.code_scanner import Scan
from drivers.conformance.case import NotMet, case, require
from drivers.conformance.possessions import left_since, possessions
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.work import act, do_work
from drivers.conformance.workplace import Workplace, complete
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.lifecycle import DeviceState
from drivers.printing import PrintOutcome, PrintResult
from drivers.status import Readiness

ABSENT = {DeviceErrorCode.NO_HARDWARE, DeviceErrorCode.OFFLINE, DeviceErrorCode.SERVICE_DOWN}
GONE = ABSENT | {
    DeviceErrorCode.FRAME_STALE,
    DeviceErrorCode.CARD_TORN,
    DeviceErrorCode.CARD_ABSENT,
    DeviceErrorCode.TIMEOUT,
    DeviceErrorCode.HUNG,
}
NOTICE_SECONDS = 10.0
BEGUN_SECONDS = 0.1
"""After so long the work is under way, and far from its end."""


@case(stimuli=[Stimulus.UNPLUGGED])
def absent_does_not_come_up(on: Workplace) -> None:
    """Absent, it does not come up: NO_HARDWARE, OFFLINE or SERVICE_DOWN, and closed again."""
    device = on.device()
    with on.having(Stimulus.UNPLUGGED):
        on.within(
            device.operation_timeout,
            lambda: on.refused(ABSENT, device.bring_up, "bringing it up"),
            "refusal of an absent device",
        )
        require(device.state is DeviceState.CLOSED, f"not there, it is left {device.state.name}")


@case(stimuli=[Stimulus.UNPLUGGED])
def absent_leaves_nothing(on: Workplace) -> None:
    """Absent, each try to open it leaves nothing behind."""
    device = on.device()
    with on.having(Stimulus.UNPLUGGED):
        before = possessions()
        for _ in range(3):
            on.refused(ABSENT, device.bring_up, "bringing it up")
        left = left_since(before)
    require(not left, f"left behind: {', '.join(left)}")


@case(stimuli=[Stimulus.UNPLUGGED], works=True)
def comes_when_it_is_there(on: Workplace) -> None:
    """The object that found nothing comes up once the device is there."""
    device = on.device()
    with on.having(Stimulus.UNPLUGGED):
        on.refused(ABSENT, device.bring_up, "bringing it up")
    on.bring_up(device)
    do_work(on, device)


@case(stimuli=[Stimulus.UNPLUGGED])
def unplugged_while_listened_to(on: Workplace) -> None:
    """Unplugged while it is listened to, it says so, and its status is not ONLINE."""
    device = on.brought_up()
    device.poll(0.05)
    on.begin(Stimulus.UNPLUGGED)
    fault: list[DeviceError] = []

    def noticed() -> bool:
        try:
            event = device.poll(0.1)
        except DeviceError as error:
            fault.append(error)
        else:
            require(not isinstance(event, Scan), "a scan from a scanner that is not there")
        return bool(fault)

    on.figures["noticed after s"] = round(on.eventually(noticed, "unplugged, poll goes on", NOTICE_SECONDS), 3)
    complete(fault[0])
    require(fault[0].code in GONE, f"unplugged, it says {fault[0]}")


@case(stimuli=[Stimulus.UNPLUGGED])
def unplugged_is_not_online(on: Workplace) -> None:
    """Unplugged, its status is OFFLINE or UNKNOWN, never ONLINE."""
    device = on.brought_up()
    on.begin(Stimulus.UNPLUGGED)

    def seen() -> bool:
        try:
            return device.status().readiness in (Readiness.OFFLINE, Readiness.UNKNOWN)
        except DeviceError as error:
            complete(error)
            return True

    on.eventually(seen, "unplugged, its status stays ONLINE", NOTICE_SECONDS)


@case(
    kinds=set(DeviceKind) - {DeviceKind.CODE_SCANNER},
    stimuli=[Stimulus.UNPLUGGED],
    works=True,
)
def unplugged_before_its_work(on: Workplace) -> None:
    """Unplugged before its work, the work fails with a name in time; nothing is said to be done."""
    device = on.brought_up()
    if on.kind is DeviceKind.CARD_READER:
        do_work(on, device)
    on.begin(Stimulus.UNPLUGGED)
    seconds = device.operation_timeout
    _not_done(on, on.within(seconds, lambda: _result(on, device), "work of an unplugged device"))


@case(
    stimuli=[Stimulus.UNPLUGGED, Stimulus.LATE],
    kinds={DeviceKind.CARD_READER, DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER},
    works=True,
)
def unplugged_in_its_work(on: Workplace) -> None:
    """Unplugged in the midst of its work, the work ends in time, and is not said to be done."""
    runner = on.running()
    if on.kind is DeviceKind.CARD_READER:
        on.begin(Stimulus.CARD)
        on.eventually(lambda: _powers_on(runner), "the card is not seen")
    on.begin(Stimulus.LATE)
    under_way = runner.submit(lambda device: _result(on, device))
    time.sleep(BEGUN_SECONDS)
    on.begin(Stimulus.UNPLUGGED)
    try:
        result = under_way.result(runner.device.operation_timeout + 2)
    except DeviceError as error:
        complete(error)
        require(error.code in GONE, f"unplugged in its work, it says {error}")
    else:
        _not_done(on, result)


@case(stimuli=[Stimulus.UNPLUGGED])
def runner_brings_it_back(on: Workplace) -> None:
    """Unplugged and back, its runner brings it up again without a restart."""
    runner = on.running()
    on.begin(Stimulus.UNPLUGGED)
    noticed = on.eventually(lambda: runner.last_error is not None, "unplugged, nobody is told", NOTICE_SECONDS)
    on.end(Stimulus.UNPLUGGED)
    back = on.eventually(lambda: runner.is_up and runner.last_error is None, "plugged in, it stays down", 15.0)
    on.figures.update({"noticed after s": round(noticed, 3), "back after s": round(back, 3)})


def _powers_on(runner: Any) -> bool:
    try:
        runner.submit(lambda device: (device.power_on(), device.power_off())).result(5)
    except DeviceError:
        return False
    return True


def _result(on: Workplace, device: Any) -> Any:
    """What came of the work; a DeviceError is a result here."""
    try:
        return act(on, device)
    except DeviceError as error:
        return error


def _not_done(on: Workplace, result: Any) -> None:
    if isinstance(result, DeviceError):
        complete(result)
        require(result.code in GONE, f"unplugged, its work ends with {result}")
    elif isinstance(result, PrintResult):
        require(result.outcome is not PrintOutcome.PRINTED, "unplugged, it says that it printed")
        require(result.error is not None, "a print that failed names no error")
        if result.error is not None:
            complete(result.error)
    else:
        raise NotMet(f"unplugged, its work gave {type(result).__name__}")
