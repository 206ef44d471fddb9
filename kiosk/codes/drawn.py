"""A symbol laid flat, drawn anew from the brightness of its modules: what a reader then sees is without a fault."""

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.deblurred import deblurred
from kiosk.codes.found import Gray
from kiosk.codes.soft import Leaning, without_faults
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET

DRAWN_PIXELS = 4
"""A module, in a drawing."""

_SHARPENINGS = ((0, 0.0), (6, 3.0), (8, 8.0), (4, 6.0))
"""Radius in pixels and strength: none, then what undoes a lens out of focus, in the scale of the modules."""

_SURROUNDINGS = (0, 9)
"""Modules over which light and dark are told apart: all, or those near, for shadow and glare."""

_LEAST_CONTRAST = 0.25
"""Of the whole symbol's: where the surroundings differ less, what they say is doubtful."""

_BURNT_OUT, _PAPER_AT_MOST = 248, 225
"""Grey values: a module as bright as the first says nothing where paper is darker than the second."""

Decimals = NDArray[np.float32]


def drawn_anew(
    flat: Gray, modules: int, deblur: bool = False, late: Callable[[], bool] = lambda: False
) -> Gray | None:
    """The symbol with its quiet zone, DRAWN_PIXELS a module, every module put right; None where that fails.

    Where ``deblur``, by what the finder patterns say of the blur. It gives up once ``late`` says so.
    """
    for means in _deblurred_means(flat, modules) if deblur else _sharpened_means(flat, modules):
        for leaning in _leanings(means):
            if late():
                return None
            light = without_faults(leaning)
            if light is not None:
                framed = np.pad(light.astype(np.uint8) * 255, QUIET, constant_values=255)
                return np.asarray(np.kron(framed, np.ones((DRAWN_PIXELS, DRAWN_PIXELS), np.uint8)), np.uint8)
    return None


def _sharpened_means(flat: Gray, modules: int) -> Iterator[Decimals]:
    picture = flat.astype(np.float32)
    for radius, strength in _SHARPENINGS:
        sharp = picture + strength * (picture - cv2.GaussianBlur(picture, (0, 0), radius)) if radius else picture
        yield _means(sharp, modules)


def _deblurred_means(flat: Gray, modules: int) -> Iterator[Decimals]:
    for clear in deblurred(flat, modules):
        yield _means(clear, modules)


def _means(picture: Decimals, modules: int) -> Decimals:
    """Each module's brightness, from the middle of it."""
    edge, step = QUIET * PIXELS_A_MODULE, PIXELS_A_MODULE
    core = picture[edge:-edge, edge:-edge].reshape(modules, step, modules, step)
    return np.asarray(core[:, step // 4 : -step // 4, :, step // 4 : -step // 4].mean((1, 3)), np.float32)


def _leanings(means: Decimals) -> Iterator[Leaning]:
    """By grey values, then by their logarithms: a shadow's edge then parts less than black and white do."""
    for tones in (means, 46.0 * np.log(np.maximum(means, 0.0) + 1.0)):
        for reach in _SURROUNDINGS:
            yield _leaning(np.asarray(tones, np.float32), reach)


def _leaning(means: Decimals, reach: int) -> Leaning:
    """How dark each module is for its surroundings of ``reach`` modules (0: the whole symbol), -1 to 1."""
    low, high = np.percentile(means, (10, 90))
    threshold, half = np.full_like(means, (low + high) / 2), np.full_like(means, max(float(high - low) / 2, 1.0))
    if reach:
        near = np.ones((reach, reach), np.uint8)
        least, most = (cv2.blur(side, (reach, reach)) for side in (cv2.erode(means, near), cv2.dilate(means, near)))
        threshold, half = (least + most) / 2, np.maximum((most - least) / 2, _LEAST_CONTRAST * half)
    leaning = np.clip((threshold - means) / half, -1, 1)
    light = means[leaning < 0]
    if light.size and float(np.median(light)) < _PAPER_AT_MOST:
        leaning[means > max(_BURNT_OUT, float(high))] = 0
    return np.asarray(leaning, np.float32)
