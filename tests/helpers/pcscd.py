"""The benchmark's private PC/SC service for tests, and another program that takes its reader."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from smartcard import scard

from kiosk.cards.bench import service
from kiosk.cards.bench.service import READER, SECOND_READER, private_folder
from tests.helpers.ports import free_port

__all__ = ["FOLDER", "READER", "SECOND_READER", "Pcscd", "other_program_connects", "other_program_takes"]

FOLDER = private_folder()


class Pcscd(service.Pcscd):
    """At a port that no other test process takes."""

    def __init__(self, *, readers: bool = True) -> None:
        super().__init__(readers=readers)
        self.port = free_port()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It is there and answers nobody."""
        if self._process is None:
            raise RuntimeError("it does not run")
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)


def other_program_takes(reader: str, share: int = scard.SCARD_SHARE_EXCLUSIVE) -> "subprocess.Popen[bytes]":
    """Another program that holds the card in ``reader`` until its standard input is closed."""
    process, result = _connecting(reader, share)
    if result:
        process.communicate()
        raise RuntimeError("the other program could not connect")
    return process


def other_program_connects(reader: str, share: int) -> int:
    """What another program is told that tries to; it lets go again at once."""
    process, result = _connecting(reader, share)
    process.communicate()
    return result


def _connecting(reader: str, share: int) -> "tuple[subprocess.Popen[bytes], int]":
    program = (
        "import sys\nfrom smartcard import scard\n"
        "_, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)\n"
        f"result, *_ = scard.SCardConnect(context, {reader!r}, {share}, 3)\n"
        "print(result & 0xFFFFFFFF, flush=True)\nsys.stdin.read()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if process.stdout is None:
        raise RuntimeError("the other program has no output")
    return process, int(process.stdout.readline())
