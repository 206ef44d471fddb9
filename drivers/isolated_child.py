"""The process of a device whose library may hang or crash: does what it is asked, and gives signs of life.

Started by ``drivers.isolated`` only: ``python -m drivers.isolated_child MODULE:WORK SOCKET MEMORY OPTIONS``.
"""

import json
import mmap
import os
import resource
import socket
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import Any, Protocol

from drivers.errors import DeviceError
from drivers.isolated_wire import BEAT_SECONDS, Message, WireError, receive, send, told
from drivers.operation import driver_bug


class Work(Protocol):
    """What such a process does; made with the options and the memory shared with the terminal."""

    def do(self, operation: str, arguments: list[Any]) -> Message:
        """Do one thing; what it gave. DeviceError where it failed."""

    def end(self) -> None:
        """Let go of everything."""


def main(arguments: list[str]) -> None:
    """Work until the terminal hangs up."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave pictures of papers on the disk
    named, descriptor, memory, options = arguments
    module, _, name = named.partition(":")
    with socket.socket(fileno=int(descriptor)) as end, mmap.mmap(int(memory), 0) as shared:
        os.close(int(memory))
        threading.Thread(target=_beat, args=(end,), name="signs of life", daemon=True).start()
        work: Work = getattr(import_module(module), name)(json.loads(options), shared)
        try:
            with suppress(WireError, OSError):
                send(end, {"gave": {}})
                _serve(end, work)
        finally:
            work.end()


def _serve(end: socket.socket, work: Work) -> None:
    while (request := receive(end)) is not None:
        send(end, _answer(work, str(request.get("do")), list(request.get("with", ()))))


def _answer(work: Work, operation: str, arguments: list[Any]) -> Message:
    try:
        return {"gave": work.do(operation, arguments)}
    except DeviceError as error:
        return told(error)
    except Exception as error:  # noqa: BLE001  the terminal shall hear of a driver's bug, not of a dead process
        return told(driver_bug(error, operation))


def _beat(end: socket.socket) -> None:
    """A terminal that is gone ends this process even while the library holds its other thread."""
    pause = threading.Event()
    while not pause.wait(BEAT_SECONDS):
        try:
            end.send(b'{"alive": true}', socket.MSG_DONTWAIT)
        except BlockingIOError:  # nobody reads just now
            continue
        except OSError:
            os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
