"""The device bench says what the layer costs for each operation, and what stays behind."""

from drivers.device import DeviceKind
from tests.helpers.command_line import TERMINAL, kiosk, lines


def test_every_device_is_measured_bare_layered_and_queued_and_leaves_no_thread() -> None:
    result = kiosk("bench", "devices", "--simulated", "--rounds", "5", "--operations", "50", "--json")
    figures = lines(result)
    assert {line["device"] for line in figures} == {kind.value for kind in DeviceKind}
    costs = {(line["device"], line["operation"]): line for line in figures if "operation" in line}
    assert ("card_reader", "apdu") in costs
    assert ("document_camera", "frame") in costs
    assert all(line["bare_us"] > 0 and line["queued_us"] > 0 for line in costs.values())
    left = [line for line in figures if "threads" in line]
    assert [(line["operations"], line["threads"], line["files"]) for line in left] == [(50, 0, 0)] * len(DeviceKind)


def test_a_device_that_does_not_come_up_is_a_problem_and_not_a_figure(tmp_path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(
        f'{TERMINAL}[devices.code_scanner]\ndriver = "serial"\noptions = {{ port = "/dev/nothing" }}\n'
    )
    result = kiosk("bench", "devices", "--config", str(config))
    assert result.exit_code == 3
    assert "D-102" in result.output + result.stderr
