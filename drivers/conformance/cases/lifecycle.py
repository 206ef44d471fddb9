"""Open, claim, enable and back: in this order, and every refusal under its own code."""

from typing import Any

from drivers.conformance.case import case, require
from drivers.conformance.possessions import left_since, possessions
from drivers.conformance.work import act, do_work
from drivers.conformance.workplace import Workplace
from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.lifecycle import DeviceState
from drivers.status import Readiness


@case()
def made_without_touching(on: Workplace) -> None:
    """Making a device object opens nothing: no file, socket, thread or process."""
    before = possessions()
    device = on.device()
    left = left_since(before, 0.5)
    require(not left, f"already holds {', '.join(left)}")
    require(device.state is DeviceState.CLOSED, f"it begins as {device.state.name}")


@case()
def comes_up(on: Workplace) -> None:
    """It comes up step by step, and says that it is not off-line."""
    device = on.device()
    for step, state in (
        ("open", DeviceState.OPENED),
        ("claim", DeviceState.CLAIMED),
        ("enable", DeviceState.ENABLED),
    ):
        on.within(device.operation_timeout, getattr(device, step), step)
        require(device.state is state, f"after {step} it is {device.state.name}")
    readiness = device.status().readiness
    require(readiness is not Readiness.OFFLINE, "up, and off-line by its own status")


@case()
def refusals_are_kept_apart(on: Workplace) -> None:
    """Closed, it refuses everything as CLOSED; opened, as NOT_CLAIMED; claimed, as DISABLED."""
    device = on.device()
    _refuses(on, device, DeviceErrorCode.CLOSED)
    device.open()
    _refuses(on, device, DeviceErrorCode.NOT_CLAIMED)
    device.claim(on.bench.patience)
    _refuses(on, device, DeviceErrorCode.DISABLED)


def _refuses(on: Workplace, device: Any, code: DeviceErrorCode) -> None:
    on.refused({code}, lambda: device.poll(0.0), "poll")
    if on.kind is not DeviceKind.CODE_SCANNER:
        on.refused({code}, lambda: act(on, device), "its work")


@case()
def unknown_before_claimed(on: Workplace) -> None:
    """Asked how it is before it is claimed, it says UNKNOWN."""
    device = on.device()
    require(device.status().readiness is Readiness.UNKNOWN, "closed, it claims to know")


@case(works=True)
def closes_from_everywhere(on: Workplace) -> None:
    """It can be closed from every state, twice, and brought up again."""
    device = on.device()
    for last in range(4):
        for step in (device.open, device.claim, device.enable)[:last]:
            step()
        device.close()
        device.close()
        require(device.state is DeviceState.CLOSED, f"closed, it is {device.state.name}")
    on.bring_up(device)
    do_work(on, device)


@case(works=True)
def goes_back_and_forth(on: Workplace) -> None:
    """Disabled and enabled again it works on; released and claimed again too."""
    device = on.brought_up()
    device.disable()
    require(not device.armed, "disabled, it stays armed")
    device.enable()
    device.release()
    require(device.state is DeviceState.OPENED, f"released, it is {device.state.name}")
    device.claim(on.bench.patience)
    device.enable()
    device.arm()
    do_work(on, device)


@case(works=True)
def does_its_work(on: Workplace) -> None:
    """It does the work of its kind."""
    device = on.brought_up()
    on.within(device.operation_timeout + on.bench.patience, lambda: do_work(on, device), "work")
