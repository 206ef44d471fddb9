"""A process of its own for a library that may hang or crash: asked with deadlines, ended by its number, reaped."""

import json
import mmap
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.isolated_wire import Message, WireError, fault_in, line, receive, send

START_SECONDS = 15.0
"""A process that has not begun by then never will; importing a library takes a second or two on a busy machine."""
SILENT_SECONDS = 2.0
"""Without a sign of life for so long, the process is hung as a whole, whatever the deadline of the question."""
FAREWELL_SECONDS = 1.0

_PACKAGES = Path(__file__).resolve().parents[1]


class IsolatedProcess:
    """One process doing ``work`` (``module:Class``, see ``isolated_child.Work``) with ``options``.

    ``memory`` is shared with it and belongs to no name: the kernel frees it with the last of the two. Used by one
    thread at a time, as a device is. Whatever goes wrong between the two ends the process: the next is another.
    """

    def __init__(self, work: str, options: Mapping[str, Any], memory_bytes: int, locus: str) -> None:
        self._locus = locus
        descriptor = os.memfd_create("device", os.MFD_CLOEXEC)
        ours, theirs = line()
        try:
            os.ftruncate(descriptor, memory_bytes)
            self.memory = mmap.mmap(descriptor, memory_bytes)
            command = [sys.executable, "-m", "drivers.isolated_child", work]
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(descriptor), json.dumps(dict(options))],
                pass_fds=(theirs.fileno(), descriptor),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_search_path())},
                start_new_session=True,  # a keyboard's interrupt is for the terminal, which ends it in order
            )
        except OSError as error:
            ours.close()
            raise DeviceError(DeviceErrorCode.FAILURE, locus, f"no process: {error.strerror}") from error
        finally:
            theirs.close()
            os.close(descriptor)
        self._end: socket.socket | None = ours
        self._answer(START_SECONDS, START_SECONDS)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def ask(self, operation: str, *arguments: Any, seconds: float) -> Message:
        """Have it do something. Raises what it raised; HUNG where it does not answer, OFFLINE where it died."""
        if self._end is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._locus)
        with suppress(OSError):  # it is gone: the answer says so
            self._end.settimeout(seconds)
            send(self._end, {"do": operation, "with": arguments})
        return self._answer(seconds, SILENT_SECONDS)

    def end(self) -> None:
        """Hang up, wait for it to go, and end it where it does not. Never raises; safe to call twice."""
        end, self._end = self._end, None
        if end is None:
            return
        with suppress(OSError):
            end.shutdown(socket.SHUT_WR)
        until = time.monotonic() + FAREWELL_SECONDS
        with suppress(OSError, WireError):
            while (left := until - time.monotonic()) > 0:
                end.settimeout(left)
                if receive(end) is None:
                    break
        self._let_go(end, FAREWELL_SECONDS / 4)

    def _answer(self, seconds: float, silence: float) -> Message:
        now = time.monotonic()
        deadline, heard = now + seconds, now
        while True:
            message = self._next(min(deadline, heard + silence) - time.monotonic())
            heard = time.monotonic()
            if "alive" not in message:
                break
            if heard >= deadline:
                raise self._gone(DeviceErrorCode.HUNG, f"no answer in {seconds:g} s")
        try:
            fault = fault_in(message)
            gave = message["gave"] if fault is None else {}
        except (WireError, KeyError) as error:
            raise self._gone(DeviceErrorCode.FAILURE, "its answer makes no sense") from error
        if fault is not None:
            raise fault
        return dict(gave)

    def _next(self, seconds: float) -> Message:
        if self._end is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._locus)
        self._end.settimeout(max(0.001, seconds))
        try:
            message = receive(self._end)
        except TimeoutError as error:
            raise self._gone(DeviceErrorCode.HUNG, "no sign of life") from error
        except (OSError, WireError) as error:
            raise self._gone(DeviceErrorCode.FAILURE, "its answer makes no sense") from error
        if message is None:
            raise self._gone(DeviceErrorCode.OFFLINE, "it died")
        return message

    def _gone(self, code: DeviceErrorCode, text: str) -> DeviceError:
        """End the process, and say how it went."""
        end, self._end = self._end, None
        if end is not None:
            self._let_go(end, 0.5 if code is DeviceErrorCode.OFFLINE else 0.0)
        if code is DeviceErrorCode.OFFLINE:
            text = f"{text}: {_cause(self._process.returncode)}"
        return DeviceError(code, self._locus, f"the driver's own process: {text}", retry_safe=False)

    def _let_go(self, end: socket.socket, patience: float) -> None:
        end.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.memory.close()


def _search_path() -> list[str]:
    """So that the process finds the very packages this one runs."""
    return [str(_PACKAGES), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]


def _cause(returncode: int) -> str:
    if returncode >= 0:
        return f"exit {returncode}"
    try:
        return signal.Signals(-returncode).name
    except ValueError:
        return f"signal {-returncode}"
