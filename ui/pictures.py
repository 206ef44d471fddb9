"""Pictures for the screen: one worker scales, turns and converts; the GUI draws them one to one."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from drivers.document_camera import Frame, Image

MAX_ZOOM = 8.0
ZOOM_STEP = 1.5
_TURNS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True)
class Look:
    """How a picture is looked at: pixels of the place it has, quarter turns, zoom, and where the zoom points."""

    width: int = 0
    height: int = 0
    turns: int = 0
    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture ready to draw. ``pixels`` is the memory ``image`` looks at, and must live as long."""

    image: QImage
    pixels: NDArray[np.uint8]


def render(image: Image, look: Look) -> Picture:
    """``image`` (BGR) turned, cropped by the zoom and scaled to fit the look's place, as 32-bit pixels."""
    turned = cv2.rotate(image, _TURNS[look.turns]) if look.turns else image
    seen = _zoomed(turned, look)
    height, width = seen.shape[:2]
    scale = min(look.width / width, look.height / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    scaled = cv2.resize(seen, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    pixels: NDArray[np.uint8] = np.ascontiguousarray(cv2.cvtColor(scaled, cv2.COLOR_BGR2BGRA), dtype=np.uint8)
    view = QImage(pixels.data, size[0], size[1], pixels.strides[0], QImage.Format.Format_RGB32)
    return Picture(view, pixels)


def _zoomed(image: Image, look: Look) -> Image:
    if look.zoom <= 1.0:
        return image
    height, width = image.shape[:2]
    part_w, part_h = max(1, int(width / look.zoom)), max(1, int(height / look.zoom))
    left = min(max(0, int(look.centre[0] * width - part_w / 2)), width - part_w)
    top = min(max(0, int(look.centre[1] * height - part_h / 2)), height - part_h)
    return image[top : top + part_h, left : left + part_w]


def decode(jpeg: bytes) -> Image | None:
    """A stored picture as an image; None where the bytes are none."""
    if not jpeg:
        return None
    image = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_COLOR)
    return None if image is None else np.asarray(image, dtype=np.uint8)


class PictureWorker(QObject):
    """Keeps the newest frame only, and makes at most one picture the GUI has not taken yet.

    ``offer`` is called on the camera's thread; everything else in the GUI's. ``ready`` carries a Picture.
    """

    ready = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._change = threading.Condition()
        self._frame: Frame | None = None
        self._still: Image | bytes | None = None
        self._held = False
        self._look = Look()
        self._due = False
        self._taken = True
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)

    def start(self, show: Callable[[Picture], None]) -> None:
        """Start the worker; ``show`` (a slot) is called in the GUI's thread."""
        self.ready.connect(show, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    def stop(self) -> None:
        """End the worker and forget every picture."""
        with self._change:
            self._stopping = True
            self._frame = self._still = None
            self._change.notify()
        if self._thread.is_alive():
            self._thread.join()

    def offer(self, frame: Frame) -> None:
        """The camera has a new frame. It replaces the one before; while the picture is held it is let go."""
        with self._change:
            if self._held or self._still is not None:
                return
            self._frame = frame
            self._ask()

    @Slot()
    def taken(self) -> None:
        """The GUI has the last picture; the next may be made."""
        with self._change:
            self._taken = True
            self._change.notify()

    def show_still(self, jpeg: bytes | None) -> None:
        """Look at a captured page, decoded by the worker; None goes back to the live camera."""
        with self._change:
            self._still = jpeg
            self._held = False
            self._ask()

    def hold(self, held: bool) -> None:
        """Freeze the live picture, or let it go on."""
        with self._change:
            self._held = held
            self._ask()

    def forget(self) -> None:
        """Let go of every picture: nothing of the visit stays in memory."""
        with self._change:
            self._frame = self._still = None
            self._held = False

    @property
    def look(self) -> Look:
        """How pictures are looked at now."""
        return self._look

    def set_look(self, **changes: object) -> None:
        """Look at pictures another way (fields of Look)."""
        with self._change:
            self._look = replace(self._look, **changes)  # type: ignore[arg-type]
            self._ask()

    def _ask(self) -> None:
        self._due = True
        self._change.notify()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            source, look = work
            image = self._decoded(source) if isinstance(source, bytes) else source
            if image is None:
                continue
            picture = render(image, look)
            with self._change:
                if self._stopping:
                    return
                self._taken = False
            self.ready.emit(picture)

    def _decoded(self, jpeg: bytes) -> Image | None:
        image = decode(jpeg)
        with self._change:
            if self._still is jpeg:
                self._still = image
        return image

    def _next(self) -> tuple[Image | bytes, Look] | None:
        with self._change:
            while not self._stopping:
                source = self._still if self._still is not None else (self._frame.image if self._frame else None)
                if self._due and self._taken and source is not None and self._look.width and self._look.height:
                    self._due = False
                    return source, self._look
                self._change.wait()
            return None
