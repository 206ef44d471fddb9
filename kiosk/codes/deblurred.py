"""A symbol laid flat, its blur taken out: of which kind it was, the finder patterns tell."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.found import Gray
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET

Decimals = NDArray[np.float32]

MOST_LIKELY = 3
"""Blurs tried, of all that are known."""

_DISCS = (0.8, 1.1, 1.4, 1.7, 2.0, 2.3, 2.6)
"""Diameters in modules: a lens out of focus."""

_BELLS = (0.35, 0.5, 0.65, 0.8)
"""Standard deviations in modules: small blurs one after the other."""

_LINES = (1.2, 1.7, 2.2, 2.7)
"""Lengths in modules: a hand that moved."""

_DIRECTIONS = 8
_NOISE = 0.003
"""Of the noise's power to the picture's, as Wiener's filter wants it."""

_FINDER = 7
_SURE = 1
"""Modules round a finder pattern that are light for certain."""


def deblurred(flat: Gray, modules: int) -> list[Decimals]:
    """``flat`` without blur, by each of the MOST_LIKELY blurs; may go beyond 0 to 255."""
    likely = sorted(_kernels(), key=lambda kernel: -_likeness(flat, modules, kernel))[:MOST_LIKELY]
    spectrum = np.fft.rfft2(flat.astype(np.float32) - float(flat.mean()))
    return [_without(spectrum, flat.shape, kernel) + float(flat.mean()) for kernel in likely]


def _without(spectrum: NDArray[np.complex128], shape: tuple[int, ...], kernel: Decimals) -> Decimals:
    padded = np.zeros(shape, np.float32)
    size = len(kernel)
    padded[:size, :size] = kernel
    blur = np.fft.rfft2(np.roll(padded, (-(size // 2), -(size // 2)), (0, 1)))
    clear = np.fft.irfft2(spectrum * np.conj(blur) / (np.abs(blur) ** 2 + _NOISE), shape)
    return np.asarray(clear, np.float32)


def _likeness(flat: Gray, modules: int, kernel: Decimals) -> float:
    """How much the three finder patterns look like those a printer draws, seen through this blur."""
    ideal = _blurred_finder(kernel.tobytes(), len(kernel))
    size, step = len(ideal), PIXELS_A_MODULE
    near, far = (QUIET - _SURE) * step, (QUIET + modules - _FINDER - _SURE) * step
    places = ((near, near), (near, far), (far, near))
    return float(
        sum(
            cv2.matchTemplate(flat[y : y + size, x : x + size], ideal, cv2.TM_CCOEFF_NORMED)[0, 0]
            for y, x in places
        )
    )


@lru_cache(maxsize=64)
def _blurred_finder(kernel: bytes, size: int) -> Gray:
    finder = np.full((_FINDER, _FINDER), 0, np.uint8)
    finder[1:-1, 1:-1], finder[2:-2, 2:-2] = 255, 0
    framed = np.pad(finder, _SURE, constant_values=255)
    drawn = np.kron(framed, np.ones((PIXELS_A_MODULE, PIXELS_A_MODULE), np.uint8))
    blurred = cv2.filter2D(
        drawn, -1, np.frombuffer(kernel, np.float32).reshape(size, size), borderType=cv2.BORDER_REPLICATE
    )
    return np.asarray(blurred, np.uint8)


@lru_cache(maxsize=1)
def _kernels() -> tuple[Decimals, ...]:
    discs = [_disc(diameter * PIXELS_A_MODULE) for diameter in _DISCS]
    bells = [_bell(sigma * PIXELS_A_MODULE) for sigma in _BELLS]
    turns = np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS
    lines = [_line(length * PIXELS_A_MODULE, float(turn)) for length in _LINES for turn in turns]
    return tuple(discs + bells + lines)


def _offsets(reach: float) -> tuple[Decimals, Decimals]:
    half = int(np.ceil(reach))
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    return x, y


def _disc(diameter: float) -> Decimals:
    x, y = _offsets(diameter / 2 + 1)
    kernel = np.clip(diameter / 2 + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(kernel / kernel.sum(), np.float32)


def _bell(sigma: float) -> Decimals:
    x, y = _offsets(3 * sigma)
    kernel = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    return np.asarray(kernel / kernel.sum(), np.float32)


def _line(length: float, turn: float) -> Decimals:
    """A line, softened as every lens does."""
    x, y = _offsets(length / 2 + 3)
    along, aside = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
    kernel = np.clip(length / 2 + 0.5 - np.abs(along), 0, 1) * np.exp(-(aside**2) / 4.0)
    return np.asarray(kernel / kernel.sum(), np.float32)
