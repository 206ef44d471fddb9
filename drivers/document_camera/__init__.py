"""Document cameras: a live preview and a still, as images with their age and number."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from drivers.device import Device, DeviceKind, Provenance

Image = NDArray[np.uint8]
"""height × width × 3, 8 bits a channel, in OpenCV's BGR order."""


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture. ``number`` counts up from 1 since ``open``; ``taken_at`` is ``time.monotonic()`` seconds."""

    image: Image
    number: int
    taken_at: float
    provenance: Provenance


class DocumentCamera(Device[Frame], ABC):
    """A camera over a mat; ``poll`` yields the newest preview frame.

    A camera that stops delivering raises DeviceError(FRAME_STALE) or OFFLINE: OpenCV itself says nothing.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_CAMERA

    @abstractmethod
    def capture(self) -> Frame:
        """Take one fresh still at the camera's full size: never a frame exposed before the call."""
