"""What a device's own process can be told to do wrong; imported in that process only."""

import ctypes
import mmap
import os
import signal
import threading
from collections.abc import Mapping
from typing import Any

from drivers.errors import DeviceError, DeviceErrorCode


class Misbehaving:
    """Each operation is a way to fail, or ``echo``."""

    def __init__(self, options: Mapping[str, Any], memory: mmap.mmap) -> None:
        self._options = dict(options)
        self._memory = memory
        if options.get("start") == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)

    def do(self, operation: str, arguments: list[Any]) -> Mapping[str, Any]:
        return getattr(self, operation)(*arguments)

    def echo(self, *arguments: Any) -> Mapping[str, Any]:
        self._memory[:4] = b"here"
        return {"arguments": list(arguments), **self._options}

    def fail(self) -> Mapping[str, Any]:
        raise DeviceError(DeviceErrorCode.FRAME_STALE, "the camera", "no picture", retry_safe=False)

    def bug(self) -> Mapping[str, Any]:
        raise ZeroDivisionError("what a person's paper said")

    def crash(self) -> Mapping[str, Any]:
        ctypes.string_at(0)
        return {}

    def leave(self) -> Mapping[str, Any]:
        os._exit(3)

    def hang(self) -> Mapping[str, Any]:
        threading.Event().wait()
        return {}

    def hold_the_interpreter(self) -> Mapping[str, Any]:
        ctypes.PyDLL(None).sleep(60)
        return {}

    def too_much(self) -> Mapping[str, Any]:
        return {"text": "x" * 70_000}

    def end(self) -> None:
        if self._options.get("end") == "hang":
            threading.Event().wait()
