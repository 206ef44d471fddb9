"""Records what a device does, redacted before it is written: the tap that makes a trace."""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from drivers.device import Device, Provenance
from drivers.errors import DeviceError
from drivers.operation import driver_bug
from drivers.redaction_kinds import Redactor
from drivers.trace import TraceHeader, header_written, line_written

MAX_PART_BYTES = 8 * 1024 * 1024
PARTS_KEPT = 4

_LOG = logging.getLogger(__name__)


class TraceRecorder:
    """A tap that writes every operation of ``device`` to ``file``, a whole line at a time.

    Polls without an event are counted, not written. A file of ``max_bytes`` is put away as FILE.1 (the one before
    as FILE.2 …, at most ``parts`` of them), as is one that lay there before. A file that cannot be written ends
    the recording, never the device's work: ``failure`` says why. The file is open only while the device is.
    """

    def __init__(
        self, device: Device[Any], file: Path, *, max_bytes: int = MAX_PART_BYTES, parts: int = PARTS_KEPT
    ) -> None:
        self._device = device
        self._file = file
        self._max_bytes, self._parts = max_bytes, parts
        self._redactor = Redactor()
        self._lock = threading.Lock()
        self._out: TextIO | None = None
        self._written = 0
        self._part = 0
        self._count = 0
        self._idle = 0
        self._began = time.monotonic()
        self._stamp: Provenance | None = None
        self.failure = ""

    def around(self, operation: str, arguments: tuple[Any, ...], proceed: Callable[[], Any]) -> Any:
        """See drivers.lifecycle.Tap: do it, and write down what came of it."""
        began = time.monotonic()
        try:
            result = proceed()
        except DeviceError as error:
            self._record(operation, arguments, began, error=error)
            raise
        except Exception as error:
            self._record(operation, arguments, began, error=driver_bug(error, self._device.kind.value))
            raise
        self._record(operation, arguments, began, result=result)
        return result

    def end(self) -> None:
        """Close the file."""
        with self._lock:
            if self._out is not None:
                self._out.close()
                self._out = None

    def _record(
        self,
        operation: str,
        arguments: tuple[Any, ...],
        began: float,
        *,
        result: Any = None,
        error: DeviceError | None = None,
    ) -> None:
        with self._lock:
            self._count += 1
            if operation == "poll" and result is None and error is None:
                self._idle += 1
                return
            if self.failure:
                return
            told = self._told(operation, arguments, began, result, error)
        self._write(told)
        if operation == "close":
            self.end()

    def _told(
        self, operation: str, arguments: tuple[Any, ...], began: float, result: Any, error: DeviceError | None
    ) -> dict[str, Any]:
        now = time.monotonic()
        told: dict[str, Any] = {
            "n": self._count,
            "operation": operation,
            "arguments": self._redactor.arguments(operation, arguments),
        }
        if error is not None:
            told["error"] = self._redactor.error(error, arguments)
        else:
            told["result"] = self._redactor.result(operation, result, arguments)
        told["offset_ms"] = round((now - self._began) * 1000, 3)
        told["took_ms"] = round((now - began) * 1000, 3)
        if self._idle:
            told["idle_polls"], self._idle = self._idle, 0
        stamp = self._device.provenance
        if self._stamp is not None and stamp != self._stamp:
            told["provenance"] = asdict(stamp)
        self._stamp = stamp
        return told

    def _write(self, told: dict[str, Any]) -> None:
        line = line_written(told)
        with self._lock:
            try:
                if self._out is None or self._written + len(line) > self._max_bytes:
                    self._next_file()
                self._put(line)
            except OSError as error:
                self.failure = error.strerror or type(error).__name__
                self._out = None
                _LOG.error("the recording of %s ended: %s", self._device.kind.value, self.failure)

    def _next_file(self) -> None:
        """Go on in the file of this recording, or begin one, putting away what is full or another's."""
        if self._out is None and self._part:
            self._written = self._file.stat().st_size if self._file.exists() else 0
            if 0 < self._written < self._max_bytes:
                self._out = self._opened()
                return
        if self._out is not None:
            self._out.close()
        self._put_away()
        self._out = self._opened()
        self._part, self._written = self._part + 1, 0
        recorded_at = datetime.now(UTC).isoformat(timespec="seconds")
        stamp = self._stamp or self._device.provenance
        self._put(
            header_written(
                TraceHeader(self._device.kind, stamp, self._device.capabilities, recorded_at, self._part)
            )
        )

    def _opened(self) -> TextIO:
        def private(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        return open(self._file, "a", encoding="utf-8", opener=private)

    def _put(self, line: str) -> None:
        if self._out is not None:
            self._out.write(line)
            self._out.flush()
            self._written += len(line.encode())

    def _put_away(self) -> None:
        if not self._file.exists() or not self._file.stat().st_size:
            return
        for number in range(self._parts, 1, -1):
            earlier = self._file.with_name(f"{self._file.name}.{number - 1}")
            if earlier.exists():
                earlier.replace(self._file.with_name(f"{self._file.name}.{number}"))
        self._file.replace(self._file.with_name(f"{self._file.name}.1"))
