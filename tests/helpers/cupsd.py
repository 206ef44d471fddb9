"""Runs cupsd, the scheduler of CUPS, for a test: with folders, a port and a queue of its own.

As root it runs its filters as ``lp``, so its folder lies where that user can go; otherwise it runs as who we are.
"""

import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from drivers.document_printer.ipp_client import IppClient, PrinterAddress
from tests.helpers.ippeveprinter import wait_for
from tests.helpers.ports import free_port
from tests.helpers.ustreamer import listens

_FOLDERS = "etc spool cache run tmp log docs data/mime bin/backend bin/daemon bin/filter bin/notifier bin/monitor"
_SYSTEM = Path("/usr/lib/cups")
_FILES = """\
ServerRoot {root}/etc
ServerBin {root}/bin
DataDir {root}/data
DocumentRoot {root}/docs
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/run
TempDir {root}/tmp
ErrorLog {root}/log/error
AccessLog {root}/log/access
PageLog {root}/log/page
ServerKeychain {root}/etc
FileDevice Yes
"""
_AS_ROOT = "User lp\nGroup lp\nSystemGroup root\n"
_SCHEDULER = """\
Listen 127.0.0.1:{port}
LogLevel debug
Browsing No
WebInterface No
DefaultEncryption Never
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_QUEUE = """\
<DefaultPrinter hall>
UUID urn:uuid:0a1b2c3d-0000-3000-8000-000000000001
Info hall
DeviceURI {device}
State Idle
Accepting Yes
Shared No
ErrorPolicy {policy}
</DefaultPrinter>
"""


class Admin(IntEnum):
    """What an administrator asks of a queue (RFC 8011, CUPS's own)."""

    STOP = 0x0010
    START = 0x0011
    ACCEPT = 0x4008
    REJECT = 0x4009


class PrivateCups:
    """One cupsd with the queue ``hall``."""

    def __init__(self, root: Path, device: str, policy: str) -> None:
        self.root = root
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        for folder in _FOLDERS.split():
            (root / folder).mkdir(parents=True)
        (root / "tmp").chmod(0o1777)
        for program in ("backend/ipp", "daemon/cups-exec"):
            shutil.copy(_SYSTEM / program, root / "bin" / program)
        (root / "data/mime/mime.types").write_text("application/pdf pdf string(0,%PDF)\n", encoding="ascii")
        files = _FILES.format(root=root) + (_AS_ROOT if os.getuid() == 0 else "")
        (root / "etc/cups-files.conf").write_text(files, encoding="ascii")
        (root / "etc/cupsd.conf").write_text(_SCHEDULER.format(port=self.port), encoding="ascii")
        self.queue_file = root / "etc/printers.conf"
        self.queue_file.write_text(_QUEUE.format(device=device, policy=policy), encoding="ascii")

    @property
    def url(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/printers/hall"

    def start(self) -> None:
        command = [
            "cupsd",
            "-f",
            "-c",
            str(self.root / "etc/cupsd.conf"),
            "-s",
            str(self.root / "etc/cups-files.conf"),
        ]
        with (self.root / "log/out").open("ab") as out:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        wait_for(lambda: listens(self.port), "cupsd", self.log)

    def stop(self) -> None:
        """As systemd does: the scheduler first, then what it started."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(20)
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def freeze(self) -> None:
        """The scheduler takes calls and answers none, until it is thawed."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def admin(self, operation: Admin) -> None:
        answer = IppClient(PrinterAddress.parse(self.url)).request(operation)
        assert answer.status < 0x0100, hex(answer.status)

    def log(self) -> str:
        return "".join(file.read_text(errors="replace") for file in (self.root / "log").iterdir())


@contextmanager
def cups(device: str, policy: str = "abort-job") -> Iterator[PrivateCups]:
    """CUPS with one queue to ``device`` for the length of a test."""
    root = Path("/tmp") / f"cups-{secrets.token_hex(6)}"
    root.mkdir(mode=0o755)
    scheduler = PrivateCups(root, device, policy)
    try:
        scheduler.start()
        yield scheduler
    finally:
        scheduler.stop()
        shutil.rmtree(root)
