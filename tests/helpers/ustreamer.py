"""Runs ustreamer, an MJPEG streamer we did not write, without a camera: it then sends its own picture."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.ippeveprinter import wait_for
from tests.helpers.ports import free_port


@contextmanager
def ustreamer(log: Path, *options: str) -> Iterator[str]:
    """The address of its stream for the length of a test."""
    port = free_port()
    command = ["ustreamer", "--device", "/dev/video63", "--host", "127.0.0.1", "--port", str(port), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        wait_for(lambda: listens(port), "ustreamer", lambda: log.read_text(errors="replace"))
        yield f"http://127.0.0.1:{port}/stream"
    finally:
        process.kill()
        process.wait(30)


def listens(port: int) -> bool:
    """Whether somebody takes a call on this port of loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
    except OSError:
        return False
    return True
