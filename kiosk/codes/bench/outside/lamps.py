"""Lamps, windows, shadows and screens, in linear light: what multiplies the label's light and what is added."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.outside.optics import Seen, Shot
from kiosk.codes.bench.outside.prints import Random, fractal

Light = NDArray[np.float32]


def lit(random: Random, seen: Seen) -> Light:
    """A lamp somewhere above and light from all sides: slanted paper is darker."""
    way = np.array([random.uniform(-0.8, 0.8), random.uniform(-0.8, 0.8), -1.0])
    way /= np.linalg.norm(way)
    share = float(random.uniform(0.3, 0.7))
    facing = np.clip(seen.normal @ way.astype(np.float32), 0, 1)
    return np.asarray(share + (1 - share) * facing, np.float32)


def mirrored_lamps(random: Random, seen: Seen, shot: Shot, count: int, sharpest: float) -> Light:
    """Lamps mirrored in a glossy surface, as its slant throws them; each falls on the codes somewhere."""
    rows, columns = np.nonzero(seen.places)
    y, x = np.mgrid[: shot.height, : shot.width].astype(np.float32)
    rays = np.stack([x - shot.width / 2, y - shot.height / 2, np.full_like(x, shot.near * shot.width)], -1)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    thrown = rays - 2 * (rays * seen.normal).sum(-1, keepdims=True) * seen.normal
    total = np.zeros((shot.height, shot.width), np.float32)
    for _ in range(count if len(rows) else 0):
        at = int(random.integers(0, len(rows)))
        lamp = thrown[rows[at], columns[at]]
        off = 1.0 - np.clip(thrown @ lamp, -1, 1)
        width = float(random.uniform(sharpest, 3 * sharpest))
        total += float(random.uniform(0.5, 4.0)) * np.exp(-off / width**2)
        total += float(random.uniform(0.02, 0.15)) * np.exp(-off / (6 * width) ** 2)
    return total


def mirrored_window(random: Random, seen: Seen, shot: Shot) -> Light:
    """A window with bars, mirrored over a part of the codes: added light with an edge more or less soft."""
    x, y, reach = whereabouts(seen)
    width, height = random.uniform(0.25, 0.8, 2) * reach
    middle = np.array([x, y]) + random.uniform(-0.45, 0.45, 2) * reach
    way = random.uniform(0, np.pi)
    pane = np.zeros((shot.height, shot.width), np.float32)
    turn = np.array([[np.cos(way), -np.sin(way)], [np.sin(way), np.cos(way)]])
    for column in (-1, 1):
        corners = np.array([[0.04, -1], [1, -1], [1, 1], [0.04, 1]]) * (column * width / 2, height / 2)
        corners += random.normal(0, 0.03, (4, 2)) * reach
        cv2.fillPoly(pane, [np.rint(corners @ turn.T + middle).astype(np.int32)], 1.0)
    soft = reach * float(random.choice([0.006, 0.03, 0.09]))
    pane = cv2.GaussianBlur(pane, (0, 0), max(1.0, soft))
    sky = 1 + 0.25 * fractal(random, shot.height, shot.width, 60)
    return np.asarray(pane * sky * float(random.uniform(0.25, 1.2)), np.float32)


def shadow(random: Random, seen: Seen, shot: Shot) -> Light:
    """Leaves, blinds or a hand before the lamp: what is left of the light, from edge to edge."""
    x, y, reach = whereabouts(seen)
    rows, columns = np.mgrid[: shot.height, : shot.width].astype(np.float32)
    choice = random.random()
    way = random.uniform(0, np.pi)
    along = (columns - x) * np.cos(way) + (rows - y) * np.sin(way)
    if choice < 0.3:  # blinds
        covered = (np.sin(along / reach * random.uniform(8, 26)) > random.uniform(-0.4, 0.5)).astype(np.float32)
    elif choice < 0.6:  # leaves
        covered = (fractal(random, shot.height, shot.width, max(4, round(reach / 12))) > 0.1).astype(np.float32)
    else:  # an arm, a head
        covered = (np.abs(along + random.normal(0, 0.25) * reach) < reach * random.uniform(0.1, 0.5)).astype(
            np.float32
        )
        covered *= fractal(random, shot.height, shot.width, round(reach / 2) + 4) > -1.2
    soft = float(random.choice([0.003, 0.012, 0.05])) * reach
    covered = cv2.GaussianBlur(covered, (0, 0), max(0.7, soft))
    return np.asarray(1 - covered * float(random.uniform(0.7, 0.97)), np.float32)


def whereabouts(seen: Seen) -> tuple[float, float, float]:
    """The middle of the codes in the picture and their extent, in pixels."""
    rows, columns = np.nonzero(seen.places)
    height, width = seen.places.shape
    if not len(rows):
        return width / 2, height / 2, height / 2
    return float(columns.mean()), float(rows.mean()), float(max(np.ptp(rows), np.ptp(columns)) + 1)
