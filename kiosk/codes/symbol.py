"""What every QR code of a size has in common: its fixed patterns, and how a picture of it is laid out here."""

import numpy as np
from numpy.typing import NDArray

PIXELS_A_MODULE = 8
"""Of a symbol laid flat."""

QUIET = 4
"""Modules of quiet zone round it, as ISO/IEC 18004 wants them."""

ALIGNMENT = np.array(
    [[0, 0, 0, 0, 0], [0, 1, 1, 1, 0], [0, 1, 0, 1, 0], [0, 1, 1, 1, 0], [0, 0, 0, 0, 0]], dtype=np.float32
)
"""An alignment pattern: 0 dark, 1 light."""

_FIRST_WITH_ALIGNMENT = 25


def to_modules(pixels_a_module: int) -> NDArray[np.float64]:
    """Takes pixels of a picture of a symbol with its quiet zone to module coordinates (3 × 3)."""
    step, shift = 1.0 / pixels_a_module, 0.5 / pixels_a_module - QUIET
    return np.array([[step, 0.0, shift], [0.0, step, shift], [0.0, 0.0, 1.0]])


def fixed_patterns(modules: int) -> NDArray[np.float32]:
    """``modules`` × ``modules``: 0 where always dark, 1 where always light, NaN where the payload decides.

    Finder patterns with their separators, timing patterns, and the alignment pattern that every version from 2
    on has near its fourth corner (ISO/IEC 18004 §6.3).
    """
    fixed = np.full((modules, modules), np.nan, np.float32)
    if modules >= _FIRST_WITH_ALIGNMENT:
        fixed[-9:-4, -9:-4] = ALIGNMENT
    finder = np.ones((8, 8), np.float32)
    finder[:7, :7], finder[1:6, 1:6], finder[2:5, 2:5] = 0, 1, 0
    fixed[:8, :8], fixed[:8, -8:], fixed[-8:, :8] = finder, finder[:, ::-1], finder[::-1]
    fixed[6, 8:-8] = fixed[8:-8, 6] = np.arange(8, modules - 8) % 2
    return fixed
