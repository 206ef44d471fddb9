"""One frame laid on another: where each place of a reference is in a later frame of the same held code."""

import cv2
import numpy as np

from kiosk.codes.evenness import Numbers
from kiosk.codes.found import Gray, Mapping3x3

_WIDEST = 640
"""Pixels along the longer side of what is compared."""

_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-4)
_SOFTENING = 5
_LEAST_LIKENESS = 0.25
"""Correlation of the two, softened and laid on each other; noise laid on noise stays below."""


def registered(reference: Gray, frame: Gray) -> Mapping3x3 | None:
    """Takes ``reference``'s pixels to those of ``frame`` (of the same size); None where they do not match.

    First by how far the whole has moved, then by enhanced correlation as a plane in perspective.
    """
    scale = min(1.0, _WIDEST / max(reference.shape))
    one, other = (_softened(picture, scale) for picture in (reference, frame))
    window = cv2.createHanningWindow(one.shape[::-1], cv2.CV_32F)
    # It weighs its pictures in place.
    (right, down), _ = cv2.phaseCorrelate(one.copy(), other.copy(), window)
    moved = np.array([[1, 0, right], [0, 1, down], [0, 0, 1]], np.float32)
    start = max((np.eye(3, dtype=np.float32), moved), key=lambda tried: _likeness(one, other, tried))
    try:
        _, found = cv2.findTransformECC(
            one, other, start, cv2.MOTION_HOMOGRAPHY, _STEPS, np.full(one.shape, 255, np.uint8), _SOFTENING
        )
    except cv2.error:  # it did not converge, or left the picture
        return None
    if _likeness(one, other, found) < _LEAST_LIKENESS:
        return None
    smaller = np.array([[scale, 0, 0.5 * scale - 0.5], [0, scale, 0.5 * scale - 0.5], [0, 0, 1]])
    return np.asarray(np.linalg.inv(smaller) @ found.astype(np.float64) @ smaller)


def laid_on(frame: Gray, mapping: Mapping3x3, shape: tuple[int, ...]) -> Gray:
    """``frame`` as the reference of that shape shows it."""
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (shape[1], shape[0])
    return np.asarray(
        cv2.warpPerspective(frame, mapping, size, flags=how, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _softened(picture: Gray, scale: float) -> Numbers:
    rows, columns = (max(8, round(side * scale)) for side in picture.shape)
    small = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 1.0), np.float32)


def _likeness(
    one: Numbers,
    other: Numbers,
    mapping: Numbers,
) -> float:
    size = (one.shape[1], one.shape[0])
    laid = cv2.warpPerspective(other, mapping, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return float(cv2.matchTemplate(laid, one, cv2.TM_CCOEFF_NORMED)[0, 0])
