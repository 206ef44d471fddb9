"""Waits for one very code from the scanner or the document camera."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.document_camera import Frame

if TYPE_CHECKING:
    from kiosk.codes.voting import FrameVote

_LOOK_SECONDS = 0.2
_VOTE_SECONDS = 0.5
"""For one frame of the camera, with those before it: meanwhile the scanner waits to be heard."""


@dataclass(frozen=True)
class Readback:
    """What was read, by which device, how long after the paper came out."""

    reader: DeviceKind
    seconds: float


class Reading:
    """Hears what the readers deliver, on their threads, and looks for the code, on its caller's."""

    def __init__(self, expected: str, readers: tuple[DeviceKind, ...], arm: Callable[[], None]) -> None:
        self.expected = expected
        self.readers = readers
        self._arm = arm
        self._scans: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._frame: Frame | None = None
        self._vote: FrameVote | None = None

    def hear(self, kind: DeviceKind, event: Any) -> None:
        """Take note, and return at once; of a camera's pictures the newest will do.

        Another code may come before ours: the scanner is armed again before it can read the next.
        """
        if kind in self.readers and isinstance(event, Scan):
            self._scans.put(event.data)
            self.arm()
        elif kind in self.readers and isinstance(event, Frame):
            self._frame = event

    def arm(self) -> None:
        """Let the scanner deliver the next code, where it takes part."""
        if DeviceKind.CODE_SCANNER in self.readers:
            self._arm()

    def wait(self, seconds: float) -> Readback | None:
        """Wait until somebody has read it; None when the time is over."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            reader = self._scanned() or self._seen()
            if reader is not None:
                return Readback(reader, time.monotonic() - began)
        return None

    def _scanned(self) -> DeviceKind | None:
        try:
            data = self._scans.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return None
        return DeviceKind.CODE_SCANNER if data == self.expected.encode("ascii") else None

    def _seen(self) -> DeviceKind | None:
        frame, self._frame = self._frame, None
        if frame is None:
            return None
        if self._vote is None:
            from kiosk.codes.voting import FrameVote  # the decoders are large: loaded by who needs them

            self._vote = FrameVote()
        read = any(code.text == self.expected for code in self._vote.look(frame.image, _VOTE_SECONDS))
        return DeviceKind.DOCUMENT_CAMERA if read else None
