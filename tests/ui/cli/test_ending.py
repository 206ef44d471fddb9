"""How a command ends: by Ctrl+C without noise, at a port that is taken, and at a window that is taken."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import click
import httpx
import pytest
from click.testing import CliRunner

from drivers.device import DeviceKind
from kiosk.config import ConfigurationWrong, DeviceConfig, TerminalConfig
from kiosk.registry.folder_in_use import folder_for_one
from kiosk.rules.dates import today
from kiosk.station import Station
from kiosk.terminal_problems import AlreadyRunning
from kiosk.training.people import training_people
from kiosk.visits.events import Face
from tests.helpers.command_line import kiosk
from tests.helpers.ports import free_port
from ui.cli.output import reports_problems
from ui.cli.terminal import open_terminal


def test_an_interrupted_command_ends_with_130_and_says_nothing() -> None:
    @click.command()
    @reports_problems
    def waits() -> None:
        raise KeyboardInterrupt

    result = CliRunner().invoke(waits)
    assert (result.exit_code, result.output) == (130, "")


def test_the_registry_serves_until_interrupted_and_that_is_its_right_end(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "registry", "serve", "--port", str(port), "--folder", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert f":{port}" in process.stdout.readline()
        with httpx.Client(trust_env=False) as http:  # said only once it is bound
            assert http.get(f"http://127.0.0.1:{port}/health").status_code == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")


def test_a_second_registry_on_one_folder_does_not_start_and_leaves_the_firsts_key_in_use(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "registry", "serve", "--rehearsal", "--port", str(port)]
    command += ["--folder", str(tmp_path)]
    permit = training_people(today())[0].record.permit_number
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert f":{port}" in process.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        issued = kiosk("registry", "issue", permit, "--at", address).stdout.strip()
        second = kiosk("registry", "serve", "--rehearsal", "--port", free_port(), "--folder", tmp_path)
        assert second.exit_code == 2
        for part in (str(tmp_path), f"({process.pid})", "--folder"):
            assert part in second.stderr
        assert kiosk("read", "token", "--keys-from", address, issued).exit_code == 0
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    with folder_for_one(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_wrong_use(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    result = kiosk("registry", "serve", "--port", free_port(), "--folder", file)
    assert result.exit_code == 2
    assert "--folder" in result.stderr


def test_a_port_that_is_taken_is_named_and_no_list_printed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = kiosk("registry", "serve", "--port", taken.getsockname()[1], "--folder", tmp_path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "--port" in result.stderr


def a_terminal(tmp_path: Path, **other: str) -> TerminalConfig:
    words = {"window": "12", "operator": "S001", "profile": "gz", "registry": "http://127.0.0.1:1", **other}
    return TerminalConfig.model_validate({**words, "records": f"sqlite:///{tmp_path}/records.sqlite"})


def test_a_second_desk_on_the_same_record_does_not_start(tmp_path: Path) -> None:
    config = a_terminal(tmp_path)
    station = Station({DeviceKind.CODE_SCANNER: DeviceConfig(driver="simulated")})
    with open_terminal(config) as first, open_terminal(config) as second:
        first.open_session(station, Face.DESK, lambda view: None).stop()
        with pytest.raises(AlreadyRunning):
            second.open_session(station, Face.DESK, lambda view: None)
        first.open_session(station, Face.DESK, lambda view: None).stop()  # its own window again


def test_a_locality_that_is_not_there_is_a_wrong_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationWrong), open_terminal(a_terminal(tmp_path, profile="xx")):
        pass
