"""The command line answers in one JSON object a line, and its exit codes mean what the help says."""

from pathlib import Path

import numpy as np
import pytest
import segno
from PIL import Image

from kiosk.registry.server import RegistryServer
from tests.helpers.command_line import TERMINAL, kiosk, lines


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "notice.png"
    segno.make("FWPN:ABCDEFGH23456789", error="m").save(str(file), scale=6)
    return file


def test_read_code_answers_a_line_an_image_and_goes_on_after_one_it_cannot_open(
    tmp_path: Path, picture: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture at all")
    result = kiosk("read", "code", "--json", broken, picture)
    first, second = lines(result)
    assert result.exit_code == 1
    assert set(first) == {"file", "error"}
    assert second["file"] == str(picture)
    (code,) = second["codes"]
    assert code["text"] == "FWPN:ABCDEFGH23456789"
    assert bytes.fromhex(code["bytes"]) == b"FWPN:ABCDEFGH23456789"
    assert np.array(code["corners"]).shape == (4, 2)


def test_read_code_says_no_for_a_picture_without_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    Image.new("RGB", (400, 300), "white").save(empty)
    result = kiosk("read", "code", "--json", empty)
    assert (result.exit_code, lines(result)[0]["codes"]) == (1, [])


def test_every_simulated_device_says_that_it_is_one() -> None:
    result = kiosk("devices", "--simulated", "--json")
    assert result.exit_code == 0
    assert {line["source"] for line in lines(result)} == {"simulator"}
    assert len(lines(result)) == 5


def plan_of(folder: Path, fault: str) -> Path:
    file = folder / "faults.toml"
    file.write_text(f'[[fault]]\ndevice = "receipt_printer"\nfault = "{fault}"\n')
    return file


def printer_among(said: str) -> str:
    return said[said.index("Receipt printer") : said.index("Document printer")]


def test_a_printer_out_of_paper_is_told_with_its_code_and_sensor_and_is_a_no(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "paper_out")
    told = kiosk("devices", "--simulated", "--faults", plan)
    assert told.exit_code == 1
    said = printer_among(told.stdout)
    for part in ("needs attention. D-401", "Load paper", "\n  Paper: bad"):
        assert part in said
    plain = kiosk("devices", "--simulated", "--faults", plan, "--json")
    assert plain.exit_code == 1
    [printer] = [line for line in lines(plain) if line["device"] == "receipt_printer"]
    assert (printer["error"]["code"], printer["sensors"]["paper"]) == ("D-401", "bad")


def test_paper_that_runs_low_is_told_and_is_still_a_yes(tmp_path: Path) -> None:
    told = kiosk("devices", "--simulated", "--faults", plan_of(tmp_path, "near_end"))
    assert told.exit_code == 0
    assert "online\n  Paper: low" in printer_among(told.stdout)


def test_the_self_test_of_one_device() -> None:
    result = kiosk("check-health", "document_camera", "--simulated", "--json")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert line["passed"] is True


@pytest.mark.parametrize(
    ("language", "rung", "above"),
    [
        ("en", "  Attached: failed D-102", "nothing above it was reached"),
        ("zh", "  已连接：未通过 D-102", "以上各级未到"),
    ],
)
def test_a_self_test_that_stops_names_the_rung_and_lists_none_it_never_came_to(
    tmp_path: Path, language: str, rung: str, above: str
) -> None:
    plan = plan_of(tmp_path, "unplugged")
    result = kiosk("check-health", "receipt_printer", "--simulated", "--faults", plan, "--language", language)
    assert result.exit_code == 1
    _verdict, stopped, rest, *advice = result.stdout.splitlines()
    assert stopped.startswith(rung)
    assert rest.strip() == above
    assert "D-102" in advice[0]


def test_a_device_that_is_not_there_is_named_with_its_code_and_who_must_act(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(
        TERMINAL + '[devices.code_scanner]\ndriver = "serial"\noptions = { port = "/dev/no-such-scanner" }\n'
    )
    result = kiosk("devices", "--config", config, "--json")
    line, registry = lines(result)
    assert (registry["answers"], registry["error"]["code"]) == (False, "G-101")
    assert result.exit_code == 1
    assert line["error"]["code"] == "D-102"
    assert line["error"]["actor"] == "technician"
    assert "/dev/no-such-scanner" in line["error"]["detail"]
    assert "未连接" in line["error"]["zh"]


@pytest.mark.parametrize(
    ("driver", "cause"),
    [
        ('driver = "cereal"', "'cereal' is none of serial, evdev"),
        ('driver = "serial"\noptions = { port = "/dev/null", colour = "red" }', "colour"),
    ],
)
def test_a_wrong_driver_or_option_is_shown_with_its_cause(tmp_path: Path, driver: str, cause: str) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(f"{TERMINAL}[devices.code_scanner]\n{driver}\n")
    result = kiosk("devices", "--config", config)
    assert result.exit_code == 1
    assert "D-108" in result.stdout
    assert cause in result.stdout


def test_the_registry_is_asked_whether_it_answers(tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    with RegistryServer(f"sqlite:///{tmp_path}/registry.sqlite") as server:
        config.write_text(TERMINAL.replace("http://127.0.0.1:1", server.url))
        assert kiosk("devices", "--config", config).exit_code == 0
        assert lines(kiosk("devices", "--config", config, "--json"))[-1]["answers"] is True
    gone = kiosk("devices", "--config", config)
    assert gone.exit_code == 1
    assert "G-101" in gone.stdout
