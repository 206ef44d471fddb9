"""The benchmark's private PC/SC service for tests, and another program that takes its reader."""

import subprocess
import sys

from kiosk.cards.bench import service
from kiosk.cards.bench.service import READER, SECOND_READER, private_folder
from tests.helpers.ports import free_port

__all__ = ["FOLDER", "READER", "SECOND_READER", "Pcscd", "other_program_takes"]

FOLDER = private_folder()


class Pcscd(service.Pcscd):
    """At a port that no other test process takes."""

    def __init__(self, *, readers: bool = True) -> None:
        super().__init__(readers=readers)
        self.port = free_port()


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
