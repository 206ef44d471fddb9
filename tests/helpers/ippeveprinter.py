"""Runs ippeveprinter, an IPP printer we did not write, with the D-Bus and Avahi it insists on, all of it private.

Nothing of it is seen by the machine's own services or by another test process: the bus has its own socket, and
Avahi, whose folder and user are compiled in, is a copy with other names of the same length. It keeps to loopback.
No privileges are needed.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.helpers.kept import keep
from tests.helpers.ports import free_port

_BUS_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={bus}</listen>
  <auth>EXTERNAL</auth><auth>ANONYMOUS</auth><allow_anonymous/>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
"""
_AVAHI_CONFIGURATION = """\
[server]
host-name=loopback
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
[wide-area]
enable-wide-area=no
[publish]
publish-workstation=no
publish-hinfo=no
"""
_AVAHI = Path("/usr/sbin/avahi-daemon")
_AVAHI_FOLDER = b"/run/avahi-daemo"
"""Its folder but for the last letter: the compiler keeps sixteen bytes of the name together, and the n apart."""
_AVAHI_USER = (b"/etc/avahi\0", b"/etc/root\0\0")
"""Who owns that folder, kept as the tail of another name: now root, or whom a user namespace calls so."""
_PRINT_COMMAND = """\
#!/bin/sh
# The printer's engine. Files beside it are its faults; it says over stderr what a printer says over IPP.
here={here}
state() {{ echo "STATE: $1" >&2; }}
for fault in media-empty media-jam cover-open toner-empty; do
    [ -e "$here/$fault" ] || continue
    state "+$fault"
    while [ -e "$here/$fault" ] && kill -0 $PPID; do sleep 0.05; done
    state "-$fault"
done
if [ -e "$here/late" ]; then sleep "$(cat "$here/late")"; fi
while [ -e "$here/slow" ] && kill -0 $PPID; do sleep 0.05; done
if [ -e "$here/abort" ]; then exit 1; fi
if [ -e "$here/impressions" ]; then echo "ATTR: job-impressions-completed=$(cat "$here/impressions")" >&2; fi
cp "$1" "$here/tray/$(date +%s%N).pdf"
"""


class IppEvePrinter:
    """One ippeveprinter process; ``tray`` holds the documents that came out."""

    def __init__(self, directory: Path, bus: str, options: tuple[str, ...]) -> None:
        self.directory = directory
        self.tray = directory / "tray"
        self._environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus, "LANG": "C.UTF-8"}
        self._options = options
        self.port = free_port()
        self._command = directory / "print"
        self.tray.mkdir(parents=True)
        (directory / "spool").mkdir()
        self._command.write_text(_PRINT_COMMAND.format(here=directory), encoding="ascii")
        self._command.chmod(0o755)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    @property
    def documents(self) -> list[Path]:
        return sorted(self.tray.iterdir())

    def fault(self, name: str, content: str = "") -> None:
        """One of the print command's files: media-empty, media-jam, cover-open, toner-empty, slow, abort, …

        ``late`` holds seconds.
        """
        (self.directory / name).write_text(content, encoding="ascii")

    def mend(self, name: str) -> None:
        (self.directory / name).unlink()

    def power_on(self) -> None:
        with (self.directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["ippeveprinter", "-p", str(self.port), "-n", "localhost", "-d", str(self.directory / "spool"),
                 "-c", str(self._command), "-k", "-v", *self._options, "Service hall"],
                env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_for(self._is_listening, "ippeveprinter", self._log)

    def freeze(self) -> None:
        """It takes calls and answers none, until it is thawed."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, number)

    def power_off(self) -> None:
        """Pull the plug: no goodbye, and its job list is gone."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _is_listening(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=10).close()
        except OSError:
            return False
        return True

    def _log(self) -> str:
        return _text(self.directory / "log")


@contextmanager
def ippeveprinter(directory: Path, bus: str, *options: str) -> Iterator[IppEvePrinter]:
    """A printer for the length of a test. ``options`` are ippeveprinter's own (formats, media, …)."""
    printer = IppEvePrinter(directory, bus, options or ("-f", "application/pdf,image/pwg-raster"))
    try:
        printer.power_on()
        yield printer
    finally:
        printer.power_off()


@contextmanager
def dns_sd() -> Iterator[str]:
    """A private system bus with Avahi on it; yields the bus's address."""
    directory = _folder_named_like(_AVAHI_FOLDER)  # short, too: a socket's path has 108 bytes at most
    try:
        bus, log = directory / "bus", directory / "avahi.log"
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
        with (
            _running(directory / "bus.log", _bus_command(directory), bus.exists, environment),
            _running(log, _avahi_command(directory), lambda: "startup complete" in _text(log), environment),
        ):
            yield f"unix:path={bus}"
    finally:
        shutil.rmtree(directory)


def _folder_named_like(name: bytes) -> Path:
    while True:
        folder = Path("/tmp") / (secrets.token_hex(len(name))[: len(name) - len("/tmp/")] + "n")
        with suppress(FileExistsError):
            folder.mkdir(mode=0o755)
            return folder


def _text(log: Path) -> str:
    return log.read_text(errors="replace")


def _bus_command(directory: Path) -> list[str]:
    configuration = directory / "bus.conf"
    configuration.write_text(_BUS_CONFIGURATION.format(bus=directory / "bus"), encoding="ascii")
    return ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"]


def _avahi_command(directory: Path) -> list[str]:
    configuration = directory / "avahi.conf"
    configuration.write_text(_AVAHI_CONFIGURATION, encoding="ascii")
    copy = directory / "avahi"
    program = _AVAHI.read_bytes().replace(_AVAHI_FOLDER, os.fsencode(directory)[:-1])
    copy.write_bytes(program.replace(*_AVAHI_USER))
    copy.chmod(0o755)
    as_root = [] if os.getuid() == 0 else ["unshare", "--user", "--map-root-user"]
    return [*as_root, str(copy), "-f", str(configuration), "--no-drop-root", "--no-chroot", "--no-rlimits"]


@contextmanager
def _running(
    log: Path, command: list[str], is_ready: Callable[[], bool], environment: dict[str, str]
) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    keep(process.pid)
    try:
        wait_for(is_ready, command[0], lambda: _text(log))
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_for(condition: Callable[[], bool], what: str, log: Callable[[], str], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise RuntimeError(f"{what} did not start:\n{log()}")
        time.sleep(0.02)
