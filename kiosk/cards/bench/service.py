"""A real pcscd of our own with Debian's virtual reader, out of the way of any other on the machine.

pcscd's folder is compiled in and a client reads ``PCSCLITE_CSOCK_NAME`` once a process. So each process runs a
copy of the daemon in which that folder's name is replaced by one of the same length: no privileges, no mount
namespaces, and as many daemons side by side as there are processes. The copy finds no USB drivers either, so no
real reader on the machine takes part.
"""

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import time
from functools import cache
from pathlib import Path

_DAEMON = Path("/usr/sbin/pcscd")
_COMPILED_IN = (b"/run/pcscd", b"/usr/lib/pcsc/drivers")
_DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
_SOCKET = "PCSCLITE_CSOCK_NAME"
_SHORT = Path("/tmp")  # noqa: S108  the name must be as short as the one compiled in
START_SECONDS = 30.0

READER = "Virtual PCD 00 00"
SECOND_READER = "Virtual PCD 00 01"


class ServiceMissing(RuntimeError):
    """pcscd or its virtual reader is not installed, or did not start; the message says which."""


@cache
def private_folder() -> Path:
    """The folder of this process for the service; its clients find the service there from now on.

    To be called before the PC/SC library's first use.
    """
    while True:
        folder = _SHORT / secrets.token_hex(3)[: len(_COMPILED_IN[0]) - len(f"{_SHORT}/")]
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ[_SOCKET] = f"{folder}/pcscd.comm"
        return folder


class Pcscd:
    """The daemon and its virtual reader of two slots; ``port`` is the first slot's, the second's is one more.

    Without ``readers`` it runs with no reader at all.
    """

    def __init__(self, *, readers: bool = True) -> None:
        for needed in (_DAEMON, _DRIVER):
            if not needed.exists():
                raise ServiceMissing(f"{needed} is not there: install pcscd and vsmartcard-vpcd")
        self._folder = private_folder()
        self._config = self._folder / "readers"
        self._readers = readers
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_pair()

    def start(self) -> None:
        """Start it and wait until it answers. Raises ServiceMissing."""
        self._config.mkdir(exist_ok=True)
        entry = f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{self.port:#06x}\n'
        entry += f"LIBPATH {_DRIVER}\nCHANNELID {self.port:#06x}\n"
        (self._config / "vpcd").write_text(entry if self._readers else "")
        log = (self._folder / "log").open("wb")
        with log:
            command: list[str | Path] = [_daemon(self._folder), "--foreground", "-c", self._config]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self._await_answer()

    def stop(self) -> None:
        """End it in order."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(START_SECONDS)
        for name in ("pcscd.comm", "pcscd.pid"):
            (self._folder / name).unlink(missing_ok=True)

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
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(os.environ[_SOCKET]) == 0:
                    return
            time.sleep(0.005)
        self.stop()
        raise ServiceMissing(f"pcscd did not start: {(self._folder / 'log').read_text()}")


def _daemon(folder: Path) -> Path:
    copy = folder / "pcscd"
    if not copy.exists():
        program = _DAEMON.read_bytes()
        for path in _COMPILED_IN:
            program = program.replace(path, os.fsencode(folder) + b"/" * (len(path) - len(os.fsencode(folder))))
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
    raise ServiceMissing("no two free ports side by side")
