"""The redacted traces that are being written of this terminal's devices."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from drivers.device import Device, DeviceKind
from drivers.trace_recorder import TraceRecorder


class Recordings:
    """Which device is recorded into which file; a device made anew is recorded on."""

    def __init__(self, files: Mapping[DeviceKind, Path]) -> None:
        self._files = dict(files)
        self._recorders: dict[DeviceKind, TraceRecorder] = {}

    def file(self, kind: DeviceKind) -> Path | None:
        """Where a trace of one device is being written; None while none is."""
        return self._files.get(kind)

    def failure(self, kind: DeviceKind) -> str:
        """Why a trace that was begun is not written any more; "" while it is."""
        recorder = self._recorders.get(kind)
        return recorder.failure if recorder is not None else ""

    def begin(self, kind: DeviceKind, device: Device[Any]) -> None:
        """Record a device that was just made, where it is to be recorded."""
        if kind in self._files:
            with suppress(OSError):  # the recorder says itself why it cannot write
                self._files[kind].parent.mkdir(parents=True, exist_ok=True)
            self._recorders[kind] = TraceRecorder(device, self._files[kind])
            device.attach(self._recorders[kind])

    def change(self, kind: DeviceKind, device: Device[Any], file: Path | None) -> None:
        """Begin a trace in ``file``, or end it with None; on the device's own thread.

        The device is closed, to be brought up again, so that a trace is whole from its first step to its last.
        """
        device.close()
        before = self._recorders.pop(kind, None)
        if before is not None:
            device.detach(before)
            before.end()
        self._files.pop(kind, None)
        if file is not None:
            self._files[kind] = file
            self.begin(kind, device)
