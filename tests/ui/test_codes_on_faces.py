"""Whatever fails, its number stands on the desk, at self-service, on the technician's page and in the terminal."""

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness
from kiosk.device_problems import DeviceProblem
from kiosk.device_views import DeviceView
from tests.helpers.faces import SIMULATOR, context
from ui.cli.devices import _say_device
from ui.i18n import Tongue
from ui.self_service.faults import needed_fault
from ui.technician.app import open_technician
from ui.widgets.fault_strip import fault_words
from ui.widgets.lights import first_fault

KIND = DeviceKind.RECEIPT_PRINTER


def failed(code: DeviceErrorCode) -> DeviceView:
    error = DeviceError(code, "10.0.0.7:9100")
    return DeviceView(KIND, "escpos", SIMULATOR, DeviceStatus(Readiness.OFFLINE), error)


@pytest.mark.parametrize("code", DeviceErrorCode)
def test_the_desk_and_self_service_say_the_number(code) -> None:
    at_the_desk = first_fault([failed(code)])
    to_the_visitor = needed_fault([failed(code)])
    assert at_the_desk is not None
    assert to_the_visitor is not None
    for said in (fault_words(at_the_desk), to_the_visitor.text):
        assert code.value in said.zh
        assert code.value in said.en


@pytest.mark.parametrize("code", DeviceErrorCode)
def test_the_command_line_says_the_number(code, capsys) -> None:
    _say_device(failed(code))
    assert code.value in capsys.readouterr().out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_technicians_page_says_every_number_in_the_list_and_on_the_page(qtbot, language) -> None:
    made = context(language=language)
    window, _ = open_technician(made)
    try:
        for code in DeviceErrorCode:
            made.station.views[KIND] = failed(code)
            window.choose(KIND)
            assert code.value in window.list.rows[KIND].state.text()
            assert code.value in window.page.trouble.code.text()
            message = DeviceProblem(KIND, DeviceError(code, "")).message
            assert Tongue(language).say(message) == window.page.trouble.message.text()
    finally:
        window.close()
        window.deleteLater()
