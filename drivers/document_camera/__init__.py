"""Document cameras: a live preview and a still, as images with their age and number."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from drivers.device import Device, DeviceKind, Provenance
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed

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

    def capture(self) -> Frame:
        """Take one fresh still at the camera's full size: never a frame exposed before the call."""
        return self._taken(lambda: self.use("capture", self.do_capture))

    def lit_still(self, locus: str) -> str:
        """Take a still for the health check, counted as any: what ``lit`` sees in it."""
        return lit(self._taken(self.do_capture), locus)

    def _taken(self, take: Callable[[], Frame]) -> Frame:
        try:
            frame = take()
        except DeviceError:
            self.statistics.count("FailedReadCount")
            raise
        self.statistics.count("M_StillCount")
        return frame

    @abstractmethod
    def do_capture(self) -> Frame:
        """See ``capture``."""


BLACK_BELOW = 8.0
"""A mean brightness (of 255) no lit mat gives: a lens cap, or a camera without light."""


def lit(frame: Frame, locus: str) -> str:
    """Size and mean brightness of a still; DeviceError(FRAME_DARK) where there is no light in it."""
    brightness = float(frame.image.mean())
    height, width = frame.image.shape[:2]
    seen = Observation(Observed.STILL, width, height, f"{brightness:.0f}")
    if brightness < BLACK_BELOW:
        raise DeviceError(DeviceErrorCode.FRAME_DARK, locus, seen)
    return seen
