"""Whether a supposed place of a symbol's modules is right: each even inside, and the fixed ones as they must be."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.found import Gray
from kiosk.codes.symbol import fixed_patterns

Numbers = NDArray[np.float32]

SAMPLES = ((0.0, 0.0), (0.3, 0.3), (-0.3, 0.3), (0.3, -0.3), (-0.3, -0.3))
"""Where in a module it is looked at, from its middle."""

_FIXED_WEIGHT = 0.5
_BORDER_WEIGHT = 3.0
"""Times as much for the border: it alone says where the symbol ends, and keeps rows from slipping by one."""


def middles(modules: int) -> Numbers:
    """Of the modules along a side, and of one of the border at either end: where it is light, the edges show."""
    return (np.arange(-1, modules + 1) + 0.5).astype(np.float32)


def framed_patterns(modules: int) -> Numbers:
    """What is known of the modules and the border round them: 0 dark, 1 light, NaN where the payload says."""
    return np.asarray(np.pad(fixed_patterns(modules), 1, constant_values=1), np.float32)


def tones(picture: Gray, of: Numbers | None = None) -> Numbers:
    """``picture`` a little calmed, dark about 0 and light about 1, as they are in ``of`` (or itself)."""
    calm = cv2.GaussianBlur(picture, (0, 0), 1.0).astype(np.float32)
    dark, light = np.percentile(calm if of is None else of, (5, 95))
    return np.asarray((calm - dark) / max(float(light - dark), 1.0), np.float32)


def unevenness(values: Numbers, framed: Numbers) -> Numbers:
    """Of each module, from its samples (SAMPLES first): how much they differ, and from what it must be."""
    wrong = np.nan_to_num((values.mean(0) - framed) ** 2)
    wrong[[0, -1]] *= _BORDER_WEIGHT
    wrong[1:-1, [0, -1]] *= _BORDER_WEIGHT
    return np.asarray(values.var(0) + _FIXED_WEIGHT * wrong, np.float32)
