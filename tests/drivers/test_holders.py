"""Finding the programs that use a device."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.code_scanner.serial import SerialCodeScanner
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.holders import OURSELVES, programs_with, programs_with_pcsc
from tests.helpers.pty_scanner import pty_scanner

BYSTANDER = "import sys; f = open(sys.argv[1], 'rb', buffering=0); print('open', flush=True); sys.stdin.read()"


@pytest.fixture
def bystander():
    """Another program that has a file open, and does nothing with it."""
    started = []

    def begin(path: Path) -> int:
        command = [sys.executable, "-c", BYSTANDER, str(path)]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        assert started[-1].stdout.readline() == b"open\n"
        return started[-1].pid

    yield begin
    for process in started:
        process.communicate(b"")


def test_only_programs_with_the_library_loaded_are_named_and_unreadable_ones_passed_over(tmp_path):
    for number, maps in (("101", "7f00 /usr/lib/libpcsclite.so.1.0.0"), ("102", "7f00 /usr/lib/libc.so.6")):
        process = tmp_path / number
        process.mkdir()
        (process / "maps").write_text(maps)
        (process / "comm").write_text("bank-client\n")
    (tmp_path / "103").mkdir()
    (tmp_path / "self").mkdir()
    assert programs_with_pcsc(tmp_path) == ["bank-client (101)"]


def test_a_device_of_this_terminal_that_holds_the_port_is_named_and_no_bystander(tmp_path, bystander):
    with pty_scanner(tmp_path / "scanner") as unit:
        first = SerialCodeScanner(str(unit.link))
        first.bring_up()
        try:
            bystander(unit.link)
            with pytest.raises(DeviceError) as caught:
                SerialCodeScanner(str(unit.link)).bring_up()
        finally:
            first.close()
    assert caught.value.code is DeviceErrorCode.CLAIMED_ELSEWHERE
    assert caught.value.vendor_text == f"held by {OURSELVES}"


def test_who_has_it_open_is_named_where_nobody_has_locked_it(tmp_path, bystander):
    file = tmp_path / "node"
    file.touch()
    number = bystander(file)
    assert [program.endswith(f"({number})") for program in programs_with(str(file))] == [True]
    descriptor = os.open(file, os.O_RDONLY)
    try:
        assert len(programs_with(str(file))) == 2
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        assert programs_with(str(file)) == [OURSELVES]
    finally:
        os.close(descriptor)
