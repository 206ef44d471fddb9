"""Several frames of one held code read together where none can be read alone: noise, darkness, light that moves."""

import time
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.decode import as_gray, decode_image
from kiosk.codes.finder_patterns import finder_patterns
from kiosk.codes.found import DecodedCode, Gray, Mapping3x3, mapped
from kiosk.codes.grids import grids
from kiosk.codes.registered import laid_on, registered

MOST_FRAMES = 7
FEWEST_FRAMES = 3
"""Kept together, and worth a vote."""

LIMIT_SECONDS = 0.9
"""For one frame and the vote it brings about; never on the thread that shows the preview."""

_MOST_ASTRAY = 2
"""Frames in a row that do not lie on the others: then something else is held, and the vote begins anew."""

_MARGIN = 0.35
"""Of the symbol's extent, round it: hands tremble."""

_LOOKED_FOR = 16
_REACH = 31
_LEAST_CREDIT = 0.3
"""Of a grid that is believed to be the code held: its timing patterns alternate better than by chance."""

_DARKER_SHARE = 25
"""Per cent of frames that are darker at a place than the tone taken: a lamp's mirror only ever adds light."""


class FrameVote:
    """Frames offered one by one, as a preview gives them; what they show together, once that can be read.

    The vote is on tones: each later frame is laid on the first, and the mean, the darker part and the median of
    all are read as any still. What is read has passed its own error correction, as everywhere: frames without a
    code, or of different codes, give nothing.
    """

    def __init__(self) -> None:
        self._window = (slice(0), slice(0))
        self._whole: tuple[int, ...] = ()
        self._frames: list[Gray] = []
        self._latest: Mapping3x3 = np.eye(3)
        self._astray = 0

    def look(self, frame: NDArray[np.uint8], limit_seconds: float = LIMIT_SECONDS) -> list[DecodedCode]:
        """The codes of ``frame`` (grey or BGR) alone, else of it and those before it; corners in its pixels.

        Returns within ``limit_seconds`` or little more. After a reading the next vote begins anew.
        """
        deadline = time.monotonic() + limit_seconds
        gray = as_gray(frame)
        codes = decode_image(gray, thorough=False)
        if not codes and self._joined(gray) and len(self._frames) >= FEWEST_FRAMES:
            codes = self._voted(deadline)
        if codes:
            self._begin_anew()
        return codes

    def _begin_anew(self) -> None:
        self._frames, self._astray = [], 0

    def _joined(self, gray: Gray) -> bool:
        """Take the frame up among the others; whether it is one more view of the same."""
        if self._frames and gray.shape != self._whole:
            self._begin_anew()
        if not self._frames:
            self._whole, self._window = gray.shape, _where(gray)
            self._frames, self._latest = [gray[self._window]], np.eye(3)
            return False
        reference = self._frames[0]
        mapping = registered(reference, gray[self._window])
        if mapping is None:
            self._astray += 1
            if self._astray >= _MOST_ASTRAY:
                self._begin_anew()
            return False
        self._astray, self._latest = 0, mapping
        laid = laid_on(gray[self._window], mapping, reference.shape)
        self._frames = [reference, *self._frames[1:][-(MOST_FRAMES - 2) :], laid]
        return True

    def _voted(self, deadline: float) -> list[DecodedCode]:
        for how, together in self._combined():
            left = deadline - time.monotonic()
            if left <= 0:
                break
            if codes := decode_image(together, True, left / 2):
                return [self._placed(code, how) for code in codes]
        return []

    def _combined(self) -> Iterator[tuple[str, Gray]]:
        stack = np.stack([_of_one_exposure(frame, self._frames[0]) for frame in self._frames])
        yield "mean", np.asarray(stack.mean(0), np.uint8)
        ordered = np.sort(stack, axis=0)
        yield "darker part", ordered[len(stack) * _DARKER_SHARE // 100]
        yield "median", ordered[len(stack) // 2]

    def _placed(self, code: DecodedCode, how: str) -> DecodedCode:
        rows, columns = self._window
        shift = np.array([[1.0, 0.0, columns.start], [0.0, 1.0, rows.start], [0.0, 0.0, 1.0]])
        stage = f"{how} of {len(self._frames)} frames, {code.stage}"
        return replace(code, corners=mapped(code.corners, shift @ self._latest), stage=stage)


def _where(gray: Gray) -> tuple[slice, slice]:
    """The window round the most believable symbol; all of the frame where there is none."""
    patterns = sorted(finder_patterns(gray, _REACH), key=lambda pattern: -pattern.module)[:_LOOKED_FOR]
    supposed = grids(gray, patterns)
    if not supposed or supposed[0].credit < _LEAST_CREDIT:
        return slice(0, gray.shape[0]), slice(0, gray.shape[1])
    corners = np.array(supposed[0].outline())
    edge = _MARGIN * float(np.ptp(corners, axis=0).max())
    (left, top), (right, bottom) = corners.min(0) - edge, corners.max(0) + edge
    return (
        slice(max(0, int(top)), min(gray.shape[0], int(bottom) + 1)),
        slice(max(0, int(left)), min(gray.shape[1], int(right) + 1)),
    )


def _of_one_exposure(frame: Gray, reference: Gray) -> Gray:
    """``frame`` as light or dark as the reference on the whole."""
    gain = (float(np.median(reference)) + 1.0) / (float(np.median(frame)) + 1.0)
    return np.asarray(cv2.convertScaleAbs(frame, alpha=gain), np.uint8)
