"""`kiosk devices --statistics`: counters for a person, a program and a monitoring system, and their reset."""

import json

import pytest
from click.testing import CliRunner
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from drivers.device import DeviceKind
from drivers.statistics_file import DeviceKey, StatisticsFile
from tests.helpers.command_line import TERMINAL
from ui.cli.main import main


@pytest.fixture
def file(tmp_path, monkeypatch) -> StatisticsFile:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    made = StatisticsFile(tmp_path / "service-hall-terminal" / "training" / "device-statistics.json")
    made.add({DeviceKey(DeviceKind.RECEIPT_PRINTER, "escpos", "10.0.0.7:9100"): {"PaperCutCount": 7}})
    return made


def asked(*options: str) -> str:
    result = CliRunner().invoke(main, ["devices", "--simulated", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_person_reads_them(file) -> None:
    said = asked("--statistics")
    assert "Receipt printer (escpos) 10.0.0.7:9100: first seen" in said
    assert "PaperCutCount 7" in said


def test_a_device_that_tells_no_address_is_named_by_its_driver_alone(file) -> None:
    file.add({DeviceKey(DeviceKind.CARD_READER, "pcsc"): {"HoursPoweredCount": 1}})
    assert "Card reader (pcsc): first seen" in asked("--statistics")


def test_a_program_reads_them(file) -> None:
    told = json.loads(asked("--statistics", "--json"))
    assert (told["device"], told["serial"], told["counts"]) == (
        "receipt_printer",
        "10.0.0.7:9100",
        {"PaperCutCount": 7},
    )


def test_a_monitoring_system_reads_them(file) -> None:
    [family] = text_string_to_metric_families(asked("--openmetrics"))
    assert family.name == "kiosk_device_paper_cut"


def test_a_reset_is_told_with_its_date(file) -> None:
    asked("--reset-statistics", "receipt_printer")
    assert "reset by a technician" in asked("--statistics")
    assert "PaperCutCount" not in asked("--statistics")


def test_nothing_counted_is_said(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert asked("--statistics") == "Nothing counted yet.\n"
    assert asked("--statistics", "--json") == ""


def test_what_a_health_check_of_this_terminal_does_is_kept(tmp_path) -> None:
    records = tmp_path / "records.sqlite"
    config = tmp_path / "terminal.toml"
    config.write_text(
        TERMINAL.replace("sqlite://", f"sqlite:///{records}") + '[devices.receipt_printer]\ndriver = "simulated"\n'
    )
    checked = CliRunner().invoke(
        main, ["check-health", "receipt_printer", "--level", "external", "--config", str(config)]
    )
    assert checked.exit_code == 0, checked.output
    [counted] = StatisticsFile(records.with_name("device-statistics.json")).read()
    assert counted.counts["HoursPoweredCount"] > 0
