"""What every QR code of a size has in common (ISO/IEC 18004 §6.3, §7): fixed patterns, and where codewords lie."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from segno import consts

PIXELS_A_MODULE = 8
"""Of a symbol laid flat."""

QUIET = 4
"""Modules of quiet zone round it, as the standard wants them."""

ALIGNMENT = np.array(
    [[0, 0, 0, 0, 0], [0, 1, 1, 1, 0], [0, 1, 0, 1, 0], [0, 1, 1, 1, 0], [0, 0, 0, 0, 0]], dtype=np.float32
)
"""An alignment pattern: 0 dark, 1 light."""

_FIRST_WITH_VERSION = 45
"""Modules of version 7, the first that carries its version."""

_FORMAT_ROW = np.array([8, 8, 8, 8, 8, 8, 8, 8, 7, 5, 4, 3, 2, 1, 0])
_FORMAT_COLUMN = np.array([0, 1, 2, 3, 4, 5, 7, 8, 8, 8, 8, 8, 8, 8, 8])
"""The first copy of the format's bits, most significant first."""


def to_modules(pixels_a_module: int) -> NDArray[np.float64]:
    """Takes pixels of a picture of a symbol with its quiet zone to module coordinates (3 × 3)."""
    step, shift = 1.0 / pixels_a_module, 0.5 / pixels_a_module - QUIET
    return np.array([[step, 0.0, shift], [0.0, step, shift], [0.0, 0.0, 1.0]])


def version_of(modules: int) -> int:
    """The version with so many modules a side."""
    return (modules - 17) // 4


def alignment_middles(modules: int) -> list[tuple[int, int]]:
    """Row and column of each alignment pattern's middle module."""
    version = version_of(modules)
    if version < 2:
        return []
    along = consts.ALIGNMENT_POS[version - 2]
    first, last = along[0], along[-1]
    taken = {(first, first), (first, last), (last, first)}
    return [(row, column) for row in along for column in along if (row, column) not in taken]


@lru_cache(maxsize=16)
def fixed_patterns(modules: int) -> NDArray[np.float32]:
    """``modules`` × ``modules``: 0 where always dark, 1 where always light, NaN where it depends on the payload.

    Finder patterns with their separators, timing patterns, alignment patterns and the version. Not to be changed.
    """
    fixed = np.full((modules, modules), np.nan, np.float32)
    finder = np.ones((8, 8), np.float32)
    finder[:7, :7], finder[1:6, 1:6], finder[2:5, 2:5] = 0, 1, 0
    fixed[:8, :8], fixed[:8, -8:], fixed[-8:, :8] = finder, finder[:, ::-1], finder[::-1]
    fixed[6, 8:-8] = fixed[8:-8, 6] = np.arange(8, modules - 8) % 2
    for row, column in alignment_middles(modules):
        fixed[row - 2 : row + 3, column - 2 : column + 3] = ALIGNMENT
    if modules >= _FIRST_WITH_VERSION:
        bits = consts.VERSION_INFO[version_of(modules) - 7]
        light = np.array([1 - (bits >> at & 1) for at in range(18)], np.float32).reshape(6, 3)
        fixed[:6, -11:-8], fixed[-11:-8, :6] = light, light.T
    return fixed


def format_places(modules: int) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Rows and columns (2 × 15 each) of the format's bits, most significant first: its two copies."""
    second_row = np.concatenate([modules - 1 - np.arange(7), np.full(8, 8)])
    second_column = np.concatenate([np.full(7, 8), modules - 8 + np.arange(8)])
    return np.stack([_FORMAT_ROW, second_row]), np.stack([_FORMAT_COLUMN, second_column])


@lru_cache(maxsize=16)
def data_places(modules: int) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Rows and columns of the payload's bits in their order (ISO/IEC 18004 §7.7.3)."""
    free = np.isnan(fixed_patterns(modules))
    for rows, columns in zip(*format_places(modules), strict=True):
        free[rows, columns] = False
    free[-8, 8] = False
    order = [(row, column) for row, column in _upwards_and_downwards(modules) if free[row, column]]
    rows, columns = np.array(order).T
    return rows, columns


def _upwards_and_downwards(modules: int) -> Iterator[tuple[int, int]]:
    upwards = True
    for right in (*range(modules - 1, 6, -2), 5, 3, 1):
        for row in range(modules - 1, -1, -1) if upwards else range(modules):
            yield row, right
            yield row, right - 1
        upwards = not upwards


@lru_cache(maxsize=64)
def masked(modules: int, mask: int) -> NDArray[np.bool_]:
    """Where mask pattern ``mask`` turns modules over (ISO/IEC 18004 §7.8.2). Not to be changed."""
    i, j = np.mgrid[:modules, :modules]
    rules = (
        lambda: (i + j) % 2,
        lambda: i % 2,
        lambda: j % 3,
        lambda: (i + j) % 3,
        lambda: (i // 2 + j // 3) % 2,
        lambda: i * j % 2 + i * j % 3,
        lambda: (i * j % 2 + i * j % 3) % 2,
        lambda: ((i + j) % 2 + i * j % 3) % 2,
    )
    return np.asarray(rules[mask]() == 0)
