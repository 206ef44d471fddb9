"""What a symbol says of its own size: its timing patterns' turns of light and dark, and its version's bits."""

from functools import lru_cache

import cv2
import numpy as np
from segno import consts

from kiosk.codes.finder_patterns import Points
from kiosk.codes.found import Gray, Mapping3x3, placed
from kiosk.codes.symbol import version_of

_TIMING_ROW = 6.5
_RING_CORNERS = 4
_CHANCE = 0.4
"""Likeness of eighteen bits that chance reaches."""


def alternation(gray: Gray, to_view: Mapping3x3, modules: int) -> float:
    """How well the timing patterns alternate: 1 at best, about 0 for chance."""
    steps = np.arange(7, modules - 7) + 0.5
    fixed = np.full_like(steps, _TIMING_ROW)
    sign = np.where(np.arange(len(steps)) % 2 == 0, 1.0, -1.0)
    score = 0.0
    for line in (np.column_stack([steps, fixed]), np.column_stack([fixed, steps])):
        values = _values(gray, placed(line, to_view))
        values -= cv2.blur(values[:, None], (1, 5))[:, 0]
        score += abs(float((values * sign).sum())) / (float(np.abs(values).sum()) + 1e-6)
    return score / 2.0


def version_bits(gray: Gray, anchors: Points, seen: Points, modules: int) -> float:
    """How much more than chance the version written beside the finder patterns is that of ``modules``, up to 1.

    Read by the nearest finder pattern alone, so that bent paper does not matter. 0 where none is written.
    """
    version = version_of(modules)
    if version < 7:
        return 0.0
    best = 0.0
    for start in range(0, len(anchors), _RING_CORNERS):
        ring = anchors[start : start + _RING_CORNERS]
        right, down = ring[:, 0].mean() > modules / 2, ring[:, 1].mean() > modules / 2
        if right or down:
            near = cv2.estimateAffine2D(ring, seen[start : start + _RING_CORNERS])[0]
            if near is not None:
                best = max(best, _likeness(gray, np.asarray(near), version, modules, down))
    return max(0.0, best - _CHANCE) / (1.0 - _CHANCE)


def _likeness(gray: Gray, near: Points, version: int, modules: int, down: bool) -> float:
    places, dark = _version_block(version)
    at = places + np.array([modules - 11.0, 0.0])
    values = _values(gray, (at[:, ::-1] if down else at) @ near[:, :2].T + near[:, 2])
    values -= (values.max() + values.min()) / 2
    return float(-(values * dark).sum() / (np.abs(values).sum() + 1e-6))


@lru_cache(maxsize=40)
def _version_block(version: int) -> tuple[Points, Points]:
    """Places (x, y) from the block's own left edge, and 1 where dark, -1 where light."""
    bits = consts.VERSION_INFO[version - 7]
    places = np.array([(at % 3 + 0.5, at // 3 + 0.5) for at in range(18)])
    return places, np.array([1.0 if bits >> at & 1 else -1.0 for at in range(18)])


def _values(gray: Gray, points: Points) -> Points:
    x, y = (np.ascontiguousarray(points[:, axis : axis + 1], np.float32) for axis in (0, 1))
    found = cv2.remap(gray, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found[:, 0], np.float64)
