"""A device that needs attention says what to do, in which order, and who must do it."""

import pytest

from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness, Sensor
from kiosk.device_problems import attention
from kiosk.device_views import DeviceView
from ui.widgets.lights import device_fault, first_fault

PRINTER = DeviceKind.RECEIPT_PRINTER


@pytest.mark.parametrize(
    ("bad", "code", "says"),
    [
        (("line", "paper"), "D-401", "请装纸"),
        (("cover", "paper"), "D-402", "请合上机盖"),
        (("line",), None, "电源"),
        (("cutter",), None, "切刀"),
        (("head",), None, "过热"),
    ],
)
def test_the_likeliest_cause_is_named_with_what_to_do(bad, code, says) -> None:
    status = DeviceStatus(Readiness.NEEDS_ATTENTION, tuple((name, Sensor.BAD) for name in bad))
    fault = device_fault(DeviceView(PRINTER, "simulated", None, status))
    assert says in fault.text.zh
    assert fault.code.startswith("D-")
    assert code in (None, fault.code)
    assert fault.actor in (Actor.STAFF, Actor.TECHNICIAN)


def test_no_sensor_that_says_why_leaves_nothing_to_guess() -> None:
    assert attention(PRINTER, DeviceStatus(Readiness.NEEDS_ATTENTION, (("paper", Sensor.LOW),))) is None
    assert attention(PRINTER, DeviceStatus(Readiness.ONLINE, (("paper", Sensor.BAD),))) is None


def test_what_the_person_there_can_mend_is_named_first() -> None:
    gone = DeviceError(DeviceErrorCode.NO_HARDWARE, "reader")
    reader = DeviceView(DeviceKind.CARD_READER, "pcsc", None, DeviceStatus(Readiness.OFFLINE), gone)
    empty = DeviceStatus(Readiness.NEEDS_ATTENTION, (("paper", Sensor.BAD),))
    fault = first_fault((reader, DeviceView(PRINTER, "simulated", None, empty)))
    assert fault is not None
    assert (fault.code, fault.actor) == ("D-401", Actor.STAFF)
