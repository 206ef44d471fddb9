"""Cuts a page out of the dark mat it lies on; where no page stands out, the whole frame, and it says so."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.document_camera import Image

SEARCH_WIDTH = 800
_MIN_SHARE = 0.06
_MAX_SHARE = 0.97
_MIN_FILL = 0.9
"""A page fills the quadrilateral around it; a hand or two overlapping papers do not."""

_MIN_CONTRAST = 40.0
"""Grey levels between page and mat; with less, what stands out is shading."""


_LOOK_WIDTH = 400
_ALL_BUT_SPECKS = (0.1, 99.9)
"""Percentiles of the grey levels: a paper of a thousandth of the picture is still seen."""


@dataclass(frozen=True, eq=False)
class Page:
    """A page as found. ``corners`` in the frame's pixels, from the page's top left, clockwise (4 × 2).

    ``found`` is false where ``image`` is the frame itself.
    """

    image: Image
    corners: NDArray[np.float32]
    found: bool


def shows_nothing(image: Image) -> bool:
    """Whether nothing at all stands out on ``image``: an empty mat, or no light."""
    small = cv2.resize(
        image, (_LOOK_WIDTH, _LOOK_WIDTH * image.shape[0] // image.shape[1]), interpolation=cv2.INTER_AREA
    )
    darkest, brightest = np.percentile(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), _ALL_BUT_SPECKS)
    return bool(brightest - darkest < _MIN_CONTRAST)


def find_page(image: Image) -> Page:
    """The page on ``image`` (height × width × 3, BGR), level and cut along its edges."""
    corners = _page_corners(image)
    if corners is None:
        height, width = image.shape[:2]
        whole = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], np.float32)
        return Page(image, whole, found=False)
    return Page(_levelled(image, corners), corners, found=True)


def crop_page(image: Image) -> Image:
    """The page alone, or the whole frame where none stands out from the mat."""
    return find_page(image).image


def _page_corners(image: Image) -> NDArray[np.float32] | None:
    scale = min(1.0, SEARCH_WIDTH / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    gray = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    _, bright = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if bright.all() or not bright.any() or gray[bright > 0].mean() - gray[bright == 0].mean() < _MIN_CONTRAST:
        return None
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9)))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(largest)
    quad = _quadrilateral(np.asarray(hull, np.int32))
    area = cv2.contourArea(hull)
    if quad is None or not _MIN_SHARE * gray.size <= area <= _MAX_SHARE * gray.size:
        return None
    if min(area / cv2.contourArea(quad), cv2.contourArea(largest) / area) < _MIN_FILL:
        return None
    return _clockwise(np.asarray(quad / scale, np.float32))


def _quadrilateral(hull: NDArray[np.int32]) -> NDArray[np.float32] | None:
    """Four corners for the hull: rounded or clipped corners need a coarser look."""
    around = cv2.arcLength(hull, closed=True)
    for coarseness in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, coarseness * around, closed=True)
        if len(corners) == 4:
            return np.asarray(corners.reshape(4, 2), np.float32)
    return None


def _clockwise(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """From the corner nearest the frame's origin, clockwise on the screen."""
    centre = corners.mean(axis=0)
    turn = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(turn)]
    return np.roll(ordered, -int(ordered.sum(axis=1).argmin()), axis=0).astype(np.float32)


def _levelled(image: Image, corners: NDArray[np.float32]) -> Image:
    top, right, bottom, left = (float(np.linalg.norm(corners[(side + 1) % 4] - corners[side])) for side in range(4))
    width, height = round(max(top, bottom)), round(max(left, right))
    target = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], np.float32)
    warp = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(image, warp, (width, height), flags=cv2.INTER_AREA), np.uint8)
