"""The device bench says what the layer costs for each operation, and what stays behind."""

import pytest

from drivers.device import DeviceKind
from drivers.overhead import Overhead
from tests.helpers.command_line import TERMINAL, kiosk, lines
from ui.cli.bench_devices import within_target


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


@pytest.mark.parametrize(
    ("bare", "layered", "within"),
    [
        (1.0, 20.0, True),  # twenty times a function call, and nothing
        (80_000.0, 82_000.0, True),  # two milliseconds, and 2.5 % of a picture
        (1_000.0, 1_090.0, True),
        (1_000.0, 1_200.0, False),
    ],
)
def test_the_layer_may_cost_a_twentieth_or_a_tenth_of_a_millisecond(
    bare: float, layered: float, within: bool
) -> None:
    cost = Overhead("status", bare=bare, layered=layered, queued=layered)
    assert within_target(cost) is within
