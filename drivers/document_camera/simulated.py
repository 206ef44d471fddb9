"""A document camera that sees what it is shown: for the demo, the training mode and the tests."""

import threading
import time
from enum import StrEnum
from typing import Any

import cv2
import numpy as np

from drivers.device import Provenance, Source
from drivers.document_camera import DocumentCamera, Frame, Image, lit
from drivers.document_camera.scene import Noise, lay_on, mat
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.simulation import Simulated
from drivers.status import DeviceStatus, Readiness

FRAMES_PER_SECOND = 15.0
STILL_SCALE = 2
"""A still has this many times the preview's width and height, as document cameras have it."""

FREEZE_SECONDS = 1.0
_LOCUS = "simulated camera"
_PROVENANCE = Provenance(Source.SIMULATOR, "simulated", "1")


class CameraFault(StrEnum):
    """What ``present`` can do to the camera; BACK mends it and leaves what lies on the mat."""

    VANISH = "vanish"
    BLACK = "black"
    FROZEN = "frozen"
    BACK = "back"


class SimulatedDocumentCamera(DocumentCamera, Simulated):
    """A camera over a dark mat with a preview of ``width`` × ``height`` pixels at 15 frames a second."""

    def __init__(self, width: int = 1920, height: int = 1080) -> None:
        self._size = (width, height)
        self._lock = threading.Lock()
        self._page: Image | None = None
        self._laid: dict[int, Image] = {}
        self._noise: dict[int, Noise] = {}
        self._fault = CameraFault.BACK
        self._opened = False
        self._number = 0
        self._due = 0.0
        self._last_at = 0.0

    @property
    def provenance(self) -> Provenance:
        """The stamp that says no hardware was here."""
        return _PROVENANCE

    def present(self, stimulus: Any) -> None:
        """Lay a page on the mat (an image, grey or BGR), clear it (None), or name a ``CameraFault``."""
        if isinstance(stimulus, str):
            fault = CameraFault(stimulus)
            with self._lock:
                self._fault = fault
            return
        page = None if stimulus is None else _as_page(stimulus)
        with self._lock:
            self._page = page
            self._laid.clear()

    def do_open(self) -> None:
        """Ready at once. Raises DeviceError: OFFLINE while vanished, FRAME_STALE while frozen."""
        self._raise_fault()
        self._opened, self._number = True, 0
        self._due = self._last_at = time.monotonic()

    def do_close(self) -> None:
        """Stop; what lies on the mat stays there."""
        self._opened = False

    def do_poll(self, timeout: float) -> Frame | None:
        """The next preview frame. Raises DeviceError: OFFLINE, FRAME_STALE, CLOSED."""
        self._require_open()
        if self._fault is CameraFault.FROZEN and time.monotonic() - self._last_at < FREEZE_SECONDS:
            time.sleep(timeout)
            return None
        self._raise_fault()
        wait = self._due - time.monotonic()
        if wait > timeout:
            time.sleep(timeout)
            return None
        time.sleep(max(0.0, wait))
        self._due = max(self._due, time.monotonic()) + 1.0 / FRAMES_PER_SECOND
        return self._expose(1)

    def do_capture(self) -> Frame:
        """A still of twice the preview's width and height. Raises DeviceError: OFFLINE, FRAME_STALE, CLOSED."""
        self._require_open()
        self._raise_fault()
        return self._expose(STILL_SCALE)

    def do_status(self) -> DeviceStatus:
        """How the camera stands, by the fault it was given."""
        well = self._opened and self._fault in (CameraFault.BACK, CameraFault.BLACK)
        return DeviceStatus(Readiness.ONLINE if well else Readiness.OFFLINE, text="simulated")

    def do_answer(self) -> str:
        """OFFLINE while vanished, FRAME_STALE while frozen."""
        self._raise_fault()
        return "simulated camera"

    def do_exercise(self) -> str:
        """See OpenCvDocumentCamera."""
        return lit(self.do_capture(), _LOCUS)

    def _expose(self, scale: int) -> Frame:
        taken_at = time.monotonic()
        self._number, self._last_at = self._number + 1, taken_at
        return Frame(self._picture(scale), self._number, taken_at, _PROVENANCE)

    def _picture(self, scale: int) -> Image:
        width, height = (side * scale for side in self._size)
        if self._fault is CameraFault.BLACK:
            return np.zeros((height, width, 3), np.uint8)
        with self._lock:
            if scale not in self._laid:
                empty = mat(width, height)
                self._laid[scale] = empty if self._page is None else lay_on(empty, self._page)
            scene = self._laid[scale]
        if scale not in self._noise:
            self._noise[scale] = Noise(width, height)
        return self._noise[scale].over(scene)

    def _raise_fault(self) -> None:
        if self._fault is CameraFault.VANISH:
            raise DeviceError(DeviceErrorCode.OFFLINE, _LOCUS, "the camera vanished")
        if self._fault is CameraFault.FROZEN:
            raise DeviceError(DeviceErrorCode.FRAME_STALE, _LOCUS, "the picture stands still")

    def _require_open(self) -> None:
        if not self._opened:
            raise DeviceError(DeviceErrorCode.CLOSED, _LOCUS)


def _as_page(stimulus: Any) -> Image:
    if not isinstance(stimulus, np.ndarray):
        raise TypeError(f"a camera is presented an image, a fault or None, not {type(stimulus).__name__}")
    if stimulus.dtype != np.uint8 or stimulus.size == 0 or stimulus.ndim not in (2, 3):
        raise ValueError("an image is uint8, height × width, or × 3 in BGR order")
    if stimulus.ndim == 2:
        return np.asarray(cv2.cvtColor(stimulus, cv2.COLOR_GRAY2BGR))
    if stimulus.shape[2] != 3:
        raise ValueError("an image has three channels, in BGR order")
    return stimulus.copy()
