"""What a device refuses, by its error."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from drivers.device import Device
from drivers.errors import DeviceError, DeviceErrorCode


def refusal(call: Callable[[], object]) -> DeviceError:
    """The error that the call ends in."""
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


def fault_of(device: Device[Any], within: float = 30.0) -> DeviceErrorCode | None:
    """The fault that listening to it ends in; None where it goes on."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            device.poll(0.1)
        except DeviceError as error:
            return error.code
    return None
