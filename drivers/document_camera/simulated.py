"""A document camera that sees what it is shown: for the demo, the training mode and the tests."""

import threading
import time
from typing import Any, ClassVar

import cv2
import numpy as np

from drivers.device import Capabilities, Provenance, Source
from drivers.document_camera import DocumentCamera, Frame, Image
from drivers.document_camera.scene import Noise, lay_on, mat
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.observation import Observation, Observed
from drivers.options import Positive
from drivers.simulation import Simulated
from drivers.status import DeviceStatus, Readiness

FRAMES_PER_SECOND = 15.0
STILL_SCALE = 2
"""A still has this many times the preview's width and height, as document cameras have it."""

FREEZE_SECONDS = 1.0
"""After so long without a new picture, by the clock of its faults, the camera is said to stand still."""
STILL_PATIENCE_SECONDS = 2.0
_PROVENANCE = Provenance(Source.SIMULATOR, "simulated", "1")
_NO_PICTURES = frozenset({Fault.FROZEN_FRAME, Fault.MUTE})


class SimulatedDocumentCamera(Simulated, DocumentCamera):
    """A camera over a dark mat with a preview of ``width`` × ``height`` pixels at 15 frames a second."""

    locus: ClassVar[str] = "simulated camera"

    def __init__(
        self, width: Positive = 1920, height: Positive = 1080, still_scale: Positive = STILL_SCALE
    ) -> None:
        self._size = (width, height)
        self._still_scale = still_scale
        self._lock = threading.Lock()
        self._page: Image | None = None
        self._laid: dict[int, Image] = {}
        self._noise: dict[int, Noise] = {}
        self._opened = False
        self._number = 0
        self._due = 0.0
        self._delivered_at = 0.0

    @property
    def provenance(self) -> Provenance:
        """The stamp that says no hardware was here."""
        return _PROVENANCE

    @property
    def capabilities(self) -> Capabilities:
        """A still can be looked at; what holds it up, a fault, ends with a cancel."""
        return Capabilities(cancels=True, exercises=True)

    def present(self, stimulus: Any) -> None:
        """Lay a page on the mat (an image, grey or BGR), or clear it (None)."""
        page = None if stimulus is None else _as_page(stimulus)
        with self._lock:
            self._page = page
            self._laid.clear()

    def do_open(self) -> None:
        """Ready at once. Raises DeviceError: FRAME_STALE while no picture comes."""
        self._raise_stale()
        self._opened, self._number = True, 0
        self._due, self._delivered_at = time.monotonic(), self.course.clock.now()

    def do_close(self) -> None:
        """Stop; what lies on the mat stays there."""
        self._opened = False

    def do_poll(self, timeout: float) -> Frame | None:
        """The next preview frame. Raises DeviceError: FRAME_STALE, CLOSED."""
        self._require_open()
        if self._since_delivered() < self._pause():
            time.sleep(timeout)
            return None
        self._raise_stale()
        wait = self._due - time.monotonic()
        if wait > timeout:
            time.sleep(timeout)
            return None
        time.sleep(max(0.0, wait))
        self._due = max(self._due, time.monotonic()) + 1.0 / FRAMES_PER_SECOND
        return self._expose(1)

    def do_capture(self) -> Frame:
        """A still of ``still_scale`` times the preview's sides. Raises DeviceError: FRAME_STALE, CLOSED."""
        self._require_open()
        if self.has(Fault.MUTE):
            self.hold(Fault.MUTE, STILL_PATIENCE_SECONDS)
        self._raise_stale()
        return self._expose(self._still_scale)

    def do_status(self) -> DeviceStatus:
        """ONLINE while pictures come."""
        well = self._opened and not self.faults & _NO_PICTURES
        return DeviceStatus(Readiness.ONLINE if well else Readiness.OFFLINE, text="simulated")

    def do_answer(self) -> str:
        """FRAME_STALE while no picture comes."""
        self._raise_stale()
        return Observation(Observed.SIMULATED_CAMERA)

    def do_exercise(self) -> str:
        """See OpenCvDocumentCamera."""
        return self.lit_still(self.locus)

    def _expose(self, scale: int) -> Frame:
        self._number, self._delivered_at = self._number + 1, self.course.clock.now()
        return Frame(self._picture(scale), self._number, time.monotonic(), _PROVENANCE)

    def _picture(self, scale: int) -> Image:
        picture = self._exposed(scale)
        if self.has(Fault.SHORT):  # the rest of the picture never came
            picture[len(picture) // 2 :] = 0
        return picture

    def _exposed(self, scale: int) -> Image:
        width, height = (side * scale for side in self._size)
        if self.has(Fault.BLACK_FRAME):
            return np.zeros((height, width, 3), np.uint8)
        if self.has(Fault.GARBAGE):
            noise = np.frombuffer(self.course.noise(height * width * 3), np.uint8)
            return noise.reshape(height, width, 3).copy()
        with self._lock:
            if scale not in self._laid:
                empty = mat(width, height)
                self._laid[scale] = empty if self._page is None else lay_on(empty, self._page)
            scene = self._laid[scale]
        if scale not in self._noise:
            self._noise[scale] = Noise(width, height)
        return self._noise[scale].over(scene)

    def _since_delivered(self) -> float:
        return self.course.clock.now() - self._delivered_at

    def _pause(self) -> float:
        """Seconds after a picture in which, by the camera's faults, nothing comes and nobody can know why."""
        slow = self.felt(Fault.SLOW)
        return max(slow.measure if slow is not None else 0.0, FREEZE_SECONDS if self.faults & _NO_PICTURES else 0.0)

    def _raise_stale(self) -> None:
        if self.faults & _NO_PICTURES:
            raise DeviceError(DeviceErrorCode.FRAME_STALE, self.locus, Observation(Observed.PICTURE_STANDS))

    def _require_open(self) -> None:
        if not self._opened:
            raise DeviceError(DeviceErrorCode.CLOSED, self.locus)


def _as_page(stimulus: Any) -> Image:
    if not isinstance(stimulus, np.ndarray):
        raise TypeError(f"a camera is presented an image or None, not {type(stimulus).__name__}")
    if stimulus.dtype != np.uint8 or stimulus.size == 0 or stimulus.ndim not in (2, 3):
        raise ValueError("an image is uint8, height × width, or × 3 in BGR order")
    if stimulus.ndim == 2:
        return np.asarray(cv2.cvtColor(stimulus, cv2.COLOR_GRAY2BGR))
    if stimulus.shape[2] != 3:
        raise ValueError("an image has three channels, in BGR order")
    return stimulus.copy()
