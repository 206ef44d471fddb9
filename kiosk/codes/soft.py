"""A symbol's modules to a symbol without faults: doubtful codewords are taken as unknown, not as right or wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from segno import consts

from kiosk.codes.reed_solomon import corrected
from kiosk.codes.symbol import data_places, fixed_patterns, format_places, masked, version_of

Leaning = NDArray[np.float32]
"""modules × modules, -1 surely light to 1 surely dark."""

Light = NDArray[np.bool_]

SPARE = 3
"""Check codewords of a block that are never used up for correcting: they alone tell a reading from chance."""

LEAST_AGREEMENT = 0.72
"""Share of what was seen, each module by how sure it was, that the corrected symbol has to agree with."""

LEAST_FIXED_AGREEMENT = 0.6
"""The same of the modules that no payload changes, the corners aside that the symbol was found by. Chance gives
half; with less than this the modules are not where they were looked for, and no correcting makes up for that."""

_DOUBTS = (0.0, 0.1, 0.25, 0.45, 0.7)
"""Codewords less sure than this are taken as unknown, in turn."""

_FORMATS_TRIED = 2
_LEAST_FORMAT = 0.45
_BLOB = np.ones((4, 4), np.uint8)
"""Masking leaves hardly ever so large an even patch in a payload: there, something lies on the symbol."""


@dataclass(frozen=True)
class _Blocks:
    """Where a version's and level's codewords go: indices into the payload's bytes, and how many of them check."""

    indices: tuple[NDArray[np.int_], ...]
    checks: tuple[int, ...]


def without_faults(leaning: Leaning) -> Light | None:
    """The symbol that ``leaning`` shows, every module right (True for light), or None where that is not certain.

    A mirrored symbol comes out unmirrored.
    """
    if _agreement(*_of_fixed(leaning)) < LEAST_FIXED_AGREEMENT:
        return None
    for seen in (leaning, np.ascontiguousarray(leaning.T)):
        for level, mask in _formats(seen):
            light = _with_format(seen, level, mask)
            if light is not None and _agreement(seen, light) >= LEAST_AGREEMENT:
                return light
    return None


def data_words(light: Light) -> bytes:
    """The data codewords of a symbol without faults, in the payload's order."""
    modules = len(light)
    seen = 0
    for is_light in light[format_places(modules)][0]:
        seen = seen << 1 | int(not is_light)
    level, mask = divmod(consts.FORMAT_INFO.index(seen), 8)
    blocks = _blocks(version_of(modules), level)
    places = data_places(modules)
    words = np.packbits(~light[places] ^ masked(modules, mask)[places])
    return b"".join(
        words[indices[:-checks]].tobytes() for indices, checks in zip(blocks.indices, blocks.checks, strict=True)
    )


def _agreement(leaning: Leaning, light: Light) -> float:
    sure = np.abs(leaning)
    return float(sure[(leaning < 0) == light].sum() / max(float(sure.sum()), 1e-6))


def _of_fixed(leaning: Leaning) -> tuple[Leaning, Light]:
    """What is seen of the timing, alignment and version patterns, and what must be seen there."""
    fixed = fixed_patterns(len(leaning)).copy()
    fixed[:8, :8] = fixed[:8, -8:] = fixed[-8:, :8] = np.nan
    known = ~np.isnan(fixed)
    return leaning[known], fixed[known] > 0.5


def _formats(leaning: Leaning) -> Iterator[tuple[int, int]]:
    """The most likely error levels and masks."""
    rows, columns = format_places(len(leaning))
    seen = leaning[rows, columns].sum(0) / 2
    codes = np.array([[1 if bits >> at & 1 else -1 for at in range(14, -1, -1)] for bits in consts.FORMAT_INFO])
    likeness = codes @ seen / max(float(np.abs(seen).sum()), 1.0)
    for best in np.argsort(-likeness)[:_FORMATS_TRIED]:
        if likeness[best] > _LEAST_FORMAT:
            yield int(best) >> 3, int(best) & 7


def _with_format(leaning: Leaning, level: int, mask: int) -> Light | None:
    modules = len(leaning)
    blocks = _blocks(version_of(modules), level)
    rows, columns = data_places(modules)
    length = sum(len(indices) for indices in blocks.indices) * 8
    rows, columns = rows[:length], columns[:length]
    turned = masked(modules, mask)
    sure = np.where(_covered(leaning), 0.0, np.abs(leaning))[rows, columns].reshape(-1, 8).min(1)
    bits = (leaning > 0)[rows, columns] ^ turned[rows, columns]
    words = np.packbits(bits)
    for indices, checks in zip(blocks.indices, blocks.checks, strict=True):
        block = _block(words[indices], sure[indices], checks)
        if block is None:
            return None
        words[indices] = block
    light = _frame(modules, level, mask)
    rest = data_places(modules)
    light[rest] = ~turned[rest]
    light[rows, columns] = ~(np.unpackbits(words).astype(bool) ^ turned[rows, columns])
    return light


def _block(word: NDArray[np.uint8], sure: NDArray[np.float32], checks: int) -> NDArray[np.uint8] | None:
    tried = -1
    order = np.argsort(sure, kind="stable")
    for doubt in _DOUBTS:
        unknown = min(int((sure < doubt).sum()), checks - SPARE)
        if unknown > tried:
            tried = unknown
            mended = corrected(word, checks, [int(at) for at in order[:unknown]], SPARE)
            if mended is not None:
                return mended
    return None


def _covered(leaning: Leaning) -> NDArray[np.bool_]:
    """Modules in a patch too large and even to be part of a payload."""
    dark = (leaning > 0).astype(np.uint8)
    patches = [cv2.dilate(cv2.erode(side, _BLOB, anchor=(2, 2)), _BLOB, anchor=(1, 1)) for side in (dark, 1 - dark)]
    payload = np.isnan(fixed_patterns(len(leaning)))
    return np.asarray((patches[0] | patches[1]).astype(bool) & payload)


def _frame(modules: int, level: int, mask: int) -> Light:
    """The symbol but for its payload."""
    light = np.nan_to_num(fixed_patterns(modules), nan=1.0) > 0.5
    bits = consts.FORMAT_INFO[level << 3 | mask]
    light[format_places(modules)] = [[not bits >> at & 1 for at in range(14, -1, -1)]] * 2
    light[-8, 8] = False
    return light


@lru_cache(maxsize=32)
def _blocks(version: int, level: int) -> _Blocks:
    """The interleaving of ISO/IEC 18004 §7.6: data codewords of all blocks in turn, then those that check."""
    sizes = [(info.num_total, info.num_data) for info in consts.ECC[version][level] for _ in range(info.num_blocks)]
    placed: list[list[int]] = [[] for _ in sizes]
    position = 0
    for step in range(max(data for _, data in sizes)):
        for block, (_, data) in zip(placed, sizes, strict=True):
            if step < data:
                block.append(position)
                position += 1
    for _ in range(sizes[0][0] - sizes[0][1]):
        for block in placed:
            block.append(position)
            position += 1
    return _Blocks(tuple(np.array(block) for block in placed), tuple(total - data for total, data in sizes))
