"""A real pcscd of our own with Debian's virtual reader, out of the way of any other on the machine.

pcscd's folder is compiled in and a client reads ``PCSCLITE_CSOCK_NAME`` once a process. So each test process
runs a copy of the daemon in which that folder's name is replaced by one of the same length: no privileges, no
mount namespaces, and as many daemons side by side as there are test workers. The copy finds no USB drivers
either, so no real reader on the machine takes part.
"""

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

_DAEMON = Path("/usr/sbin/pcscd")
_COMPILED_IN = (b"/run/pcscd", b"/usr/lib/pcsc/drivers")
_DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"


def _private_folder() -> Path:
    while True:
        folder = Path("/tmp") / secrets.token_hex(3)[: len(_COMPILED_IN[0]) - len("/tmp/")]
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder


FOLDER = _private_folder()
os.environ["PCSCLITE_CSOCK_NAME"] = f"{FOLDER}/pcscd.comm"

READER = "Virtual PCD 00 00"
SECOND_READER = "Virtual PCD 00 01"


class Pcscd:
    """The daemon and its virtual reader of two slots; ``port`` is the first slot's, the second's is one more.

    Without ``readers`` it runs with no reader at all.
    """

    def __init__(self, *, readers: bool = True) -> None:
        self.port = _free_pair()
        self._config = FOLDER / "readers"
        self._readers = readers
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._config.mkdir(exist_ok=True)
        entry = f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{self.port:#06x}\n'
        entry += f"LIBPATH {_DRIVER}\nCHANNELID {self.port:#06x}\n"
        (self._config / "vpcd").write_text(entry if self._readers else "")
        log = (FOLDER / "log").open("wb")
        with log:
            command = [_daemon(), "--foreground", "-c", self._config]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self._await_answer()

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(5)
        for name in ("pcscd.comm", "pcscd.pid"):
            (FOLDER / name).unlink(missing_ok=True)

    def kill(self) -> None:
        """Let it die without a word to its clients."""
        if self._process is not None:
            self._process.kill()
        self.stop()

    def __enter__(self) -> "Pcscd":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _await_answer(self) -> None:
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(os.environ["PCSCLITE_CSOCK_NAME"]) == 0:
                    return
            time.sleep(0.005)
        self.stop()
        raise RuntimeError(f"pcscd did not start: {(FOLDER / 'log').read_text()}")


def other_program_takes(reader: str) -> "subprocess.Popen[bytes]":
    """Another program that holds the card in ``reader`` exclusively until its standard input is closed."""
    program = (
        "import sys\nfrom smartcard import scard\n"
        "_, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)\n"
        f"result, *_ = scard.SCardConnect(context, {reader!r}, scard.SCARD_SHARE_EXCLUSIVE, 3)\n"
        "print(result, flush=True)\nsys.stdin.read()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if process.stdout is None or process.stdout.readline() != b"0\n":
        process.communicate()
        raise RuntimeError("the other program could not connect")
    return process


def _daemon() -> Path:
    copy = FOLDER / "pcscd"
    if not copy.exists():
        program = _DAEMON.read_bytes()
        for path in _COMPILED_IN:
            program = program.replace(path, os.fsencode(FOLDER) + b"/" * (len(path) - len(os.fsencode(FOLDER))))
        copy.write_bytes(program)
        copy.chmod(0o700)
    return copy


def _free_pair() -> int:
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("", port + 1))
            except (OSError, OverflowError):
                continue
            return int(port)
    raise RuntimeError("no two free ports side by side")
