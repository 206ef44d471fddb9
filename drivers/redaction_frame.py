"""What a trace may keep of a picture: size, number, brightness, and a grid too coarse to read anything in."""

import time
from typing import Any

import cv2
import numpy as np

from drivers.device import Provenance
from drivers.document_camera import Frame, Image

GRID = (8, 6)
"""Columns and rows at most."""
LEAST_CELL = 40
"""A cell of the grid covers at least so many pixels a side: a line of print is averaged away."""
LEVELS = 16
ENOUGH_ROWS = 360
"""So many rows of a large picture are averaged: all of a 4K still would cost as much as taking it."""


def masked_frame(frame: Frame) -> dict[str, Any]:
    """A frame as a trace tells it; ``age_ms`` since it was taken."""
    height, width = frame.image.shape[:2]
    columns, rows = (
        max(1, min(most, side // LEAST_CELL)) for most, side in zip(GRID, (width, height), strict=True)
    )
    step = max(1, min(width, height) // ENOUGH_ROWS)
    thinned = np.ascontiguousarray(frame.image[::step, ::step])
    grey = cv2.cvtColor(thinned, cv2.COLOR_BGR2GRAY) if thinned.ndim == 3 else thinned
    cells = cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA)
    shade = 256 // LEVELS
    return {
        "is": "frame",
        "size": [width, height],
        "number": frame.number,
        "age_ms": round((time.monotonic() - frame.taken_at) * 1000, 1),
        "brightness": round(float(cv2.mean(grey)[0])),
        "grid": [[int(cell) // shade * shade for cell in row] for row in np.atleast_2d(cells)],
    }


def frame_of(told: dict[str, Any], provenance: Provenance) -> Frame:
    """The picture that is left of a recorded one: clouds of the same size."""
    return Frame(clouds(told), told["number"], time.monotonic() - max(0.0, told["age_ms"]) / 1000, provenance)


def clouds(told: dict[str, Any]) -> Image:
    """The grid drawn out to the frame's size."""
    width, height = told["size"]
    grid = np.array(told["grid"], np.uint8)
    grey = cv2.resize(grid, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)
