"""An image to the codes in it: one fast look, and on a still a cascade of other views within a time limit."""

import time
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, same_place, within
from kiosk.codes.resampled import GridReader
from kiosk.codes.views import REACH, VIEWS, Reader, View
from kiosk.codes.zbar import look_with_zbar
from kiosk.codes.zxing import OTHER_MATRIX, QR_AND_MICRO, QR_ONLY, Look, look

LIMIT_SECONDS = 1.3
"""For a whole still, so that with the step under way when it runs out it stays within 1.5 s, on a busy core
too. Our own grid looks at the clock between its steps; engines cannot be interrupted, and large views are theirs
only while RESERVE_SECONDS are left."""

RESERVE_SECONDS = 0.3

WORKING_PIXELS = 2_500_000
"""The cascade works on a still scaled down to this: symbols so small that they vanish by it, the first look
at full size has the best chance with."""

QUIET_VIEWS_BEFORE_DONE = 3
QUIET_VIEWS_WITH_UNREAD = 30
"""Once something was read, this many views without news end the search; more of them where a symbol is known to
lie unread."""


_PATTERNS_OF_A_SYMBOL = 2
"""As many finder patterns, read by none, may be a symbol with its third covered."""


def decode_image(
    image: NDArray[np.uint8], thorough: bool, limit_seconds: float = LIMIT_SECONDS
) -> list[DecodedCode]:
    """Every code read in ``image`` (grey, or BGR), each once, in the order found.

    With ``thorough`` false one look is taken for QR and Micro QR codes (4–10 ms on a preview frame). Otherwise
    Data Matrix, Aztec and PDF417 are looked for too, and for QR codes it goes on in changed views until these
    are used up, nothing new turns up, or ``limit_seconds`` have passed. Raises ValueError for what is no image.
    """
    search = _Search(as_gray(image), limit_seconds)
    search.first_look()
    if thorough:
        search.go_on()
    return search.codes


class _Search:
    """One image, what was found in it so far, and where something unread was seen."""

    def __init__(self, gray: Gray, limit_seconds: float) -> None:
        self._gray = gray
        self._begun = time.monotonic()
        self._deadline = self._begun + limit_seconds
        self._unread: list[Corners] = []
        self.codes: list[DecodedCode] = []

    def first_look(self) -> None:
        """The image as it is."""
        self._take(look(self._gray, "as given", np.eye(3), QR_AND_MICRO))

    def go_on(self) -> None:
        """Other views until there is reason to stop."""
        working, to_image = self._working()
        if self._out_of_time():
            return
        self._take(look(working, "as given", to_image, OTHER_MATRIX))
        if self._out_of_time():
            return
        reader = GridReader(self._gray, working, to_image, self._out_of_time)
        self._leave_out(reader)
        reader.find_patterns(working, np.eye(3), REACH)
        quiet = 0
        for view in VIEWS:
            if self._out_of_time() or (self.codes and quiet >= self._patience(reader)):
                return
            if self._is_long(view) and self._out_of_time(RESERVE_SECONDS):
                continue
            news = self._take(self._look_through(view, working, to_image, reader))
            if news:
                self._leave_out(reader)
            quiet = 0 if news else quiet + 1

    def _leave_out(self, reader: GridReader) -> None:
        for code in self.codes:
            reader.leave_out(code.corners)

    def _working(self) -> tuple[Gray, Mapping3x3]:
        scale = (WORKING_PIXELS / self._gray.size) ** 0.5
        if scale >= 1.0:
            return self._gray, np.eye(3)
        rows, columns = (max(1, round(side * scale)) for side in self._gray.shape)
        small = np.asarray(cv2.resize(self._gray, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
        fit = View("", lambda gray: gray, scale=scale)
        return small, fit.to_image()

    def _look_through(self, view: View, working: Gray, to_image: Mapping3x3, reader: GridReader) -> Look:
        if view.reader is Reader.OUTLINE:
            return Look(reader.look_at(self._still_unread(), view.stage), ())
        made = view.make(working)
        if view.reader is Reader.GRID:
            return Look(reader.look_for(made, view.to_image(), view.reach, view.stage), ())
        mapping = to_image @ view.to_image()
        if view.reader is Reader.ZBAR:
            return Look(look_with_zbar(made, view.stage, mapping), ())
        return look(made, view.stage, mapping, QR_ONLY, view.reader is Reader.ZXING_WHOLE_HISTOGRAM)

    def _take(self, seen: Look) -> bool:
        """Keep what is new; whether there was any."""
        before = len(self.codes)
        elapsed = (time.monotonic() - self._begun) * 1000
        for code in seen.codes:
            if not any(_same_code(code, known) for known in self.codes):
                self.codes.append(replace(code, milliseconds=elapsed))
        self._unread += seen.unread
        return len(self.codes) > before

    def _still_unread(self) -> list[Corners]:
        """The symbols that were found but not read, each once.

        What has two corners in symbols that were read is no symbol, only patterns of several taken together.
        """
        left: list[Corners] = []
        for place in self._unread:
            read = sum(any(within(corner, code.corners) for code in self.codes) for corner in place) >= 2
            read = read or any(same_place(place, code.corners) for code in self.codes)
            if not read and not any(same_place(place, other) for other in left):
                left.append(place)
        return left

    def _patience(self, reader: GridReader) -> int:
        unread = self._still_unread() or reader.unread_patterns() >= _PATTERNS_OF_A_SYMBOL
        return QUIET_VIEWS_WITH_UNREAD if unread else QUIET_VIEWS_BEFORE_DONE

    @staticmethod
    def _is_long(view: View) -> bool:
        ours = view.reader in (Reader.GRID, Reader.OUTLINE)
        return not ours and (view.scale > 1 or (view.reader is Reader.ZBAR and view.scale == 1))

    def _out_of_time(self, reserve: float = 0.0) -> bool:
        return time.monotonic() >= self._deadline - reserve


def _same_code(one: DecodedCode, other: DecodedCode) -> bool:
    return one.data == other.data and same_place(one.corners, other.corners)


def as_gray(image: NDArray[np.uint8]) -> Gray:
    """An image (grey, or BGR) in grey; raises ValueError for what is no image."""
    if image.dtype != np.uint8 or image.size == 0:
        raise ValueError("an image has pixels of 8 bits")
    if image.ndim == 2:
        return np.ascontiguousarray(image)
    if image.ndim == 3 and image.shape[2] == 3:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    raise ValueError("an image is height × width, or × 3 in BGR order")
