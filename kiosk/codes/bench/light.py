"""Light on a photograph: lamps, shadows, darkness, screens. Takes grey values to grey values, not yet bounded."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.camera import Scene
from kiosk.codes.bench.sheet import Random

Decimals = NDArray[np.float32]


def even(random: Random, scene: Scene) -> Decimals:
    """Daylight with a gentle slope."""
    width = scene.photo.shape[1]
    slope = np.linspace(random.uniform(0.75, 1.1), random.uniform(0.75, 1.1), width, dtype=np.float32)
    return scene.photo.astype(np.float32) * slope[None, :]


def shadowed(random: Random, scene: Scene) -> Decimals:
    """Hard and soft shadows across the code."""
    lit = even(random, scene)
    for _ in range(int(random.integers(1, 4))):
        soft = float(random.choice([1.5, 6.0, 25.0]))
        edge = cv2.GaussianBlur(_patch(random, scene, 0.9).astype(np.float32), (0, 0), soft)
        lit *= 1.0 - edge * random.uniform(0.45, 0.88)
    return lit


def spotted(random: Random, scene: Scene) -> Decimals:
    """Small lamps mirrored in glossy paper: burnt out in the middle, a halo round it."""
    lit = even(random, scene) * np.float32(random.uniform(0.5, 1.0))
    x, y, reach = whereabouts(scene)
    rows, columns = np.mgrid[: lit.shape[0], : lit.shape[1]].astype(np.float32)
    for _ in range(int(random.integers(1, 4))):
        at_x, at_y = x + random.uniform(-0.5, 0.5) * reach, y + random.uniform(-0.5, 0.5) * reach
        away = np.hypot(columns - at_x, rows - at_y) / (reach * random.uniform(0.05, 0.16))
        lit += (random.uniform(150, 420) * np.exp(-(away**2))).astype(np.float32)
        lit += (random.uniform(10, 60) * np.exp(-away / 3)).astype(np.float32)
    return lit


def glaring(random: Random, scene: Scene) -> Decimals:
    """A window mirrored over part of the code: a wide band that takes most of the contrast, or all."""
    lit = even(random, scene) * np.float32(random.uniform(0.45, 0.9))
    x, y, reach = whereabouts(scene)
    rows, columns = np.mgrid[: lit.shape[0], : lit.shape[1]].astype(np.float32)
    way = random.uniform(0, np.pi)
    across = ((columns - x) * np.cos(way) + (rows - y) * np.sin(way)) / reach - random.uniform(-0.4, 0.4)
    width = random.uniform(0.08, 0.3)
    band = 1.0 / (1.0 + np.exp((np.abs(across) - width) / random.uniform(0.02, 0.12)))
    strength = np.float32(random.uniform(0.55, 1.15))
    return np.asarray(lit + band * (245 - 0.55 * lit) * strength, np.float32)


def dim(random: Random, scene: Scene) -> Decimals:
    """Hardly any light, or far too much of it."""
    lit = even(random, scene)
    if random.random() < 0.65:
        return np.asarray(lit * random.uniform(0.025, 0.18), np.float32)
    return np.asarray(lit * random.uniform(0.5, 1.0) + random.uniform(110, 215), np.float32)


def on_screen(random: Random, scene: Scene) -> Decimals:
    """A screen's own light: its stripes, its pixels against the sensor's, and rolling bands."""
    lit = even(random, scene)
    rows, columns = np.mgrid[: lit.shape[0], : lit.shape[1]].astype(np.float32)
    way = random.uniform(0, np.pi)
    for turn in (way, way + np.pi / 2):
        period = random.uniform(2.1, 9.0)
        wave = np.sin((columns * np.cos(turn) + rows * np.sin(turn)) / period * 2 * np.pi)
        lit *= (1 + random.uniform(0.03, 0.22) * wave).astype(np.float32)
    bands = 1 + random.uniform(0, 0.25) * np.sin(rows / random.uniform(80, 300) * 2 * np.pi)
    black = random.uniform(5, 60)
    return np.asarray(black + lit * bands * (1 - black / 255), np.float32)


def whereabouts(scene: Scene) -> tuple[float, float, float]:
    """The middle of the codes in the photograph, and their reach, in pixels."""
    rows, columns = np.nonzero(scene.places)
    if not len(rows):
        height, width = scene.photo.shape
        return width / 2, height / 2, min(height, width) / 2
    reach = float(max(np.ptp(rows), np.ptp(columns)) + 1)
    return float(columns.mean()), float(rows.mean()), reach


def _patch(random: Random, scene: Scene, size: float) -> NDArray[np.uint8]:
    """1 within some many-sided shape that lies partly over the codes."""
    x, y, reach = whereabouts(scene)
    middle = np.array([x, y]) + random.uniform(-0.7, 0.7, 2) * reach
    angles = np.sort(random.uniform(0, 2 * np.pi, 6))
    far = random.uniform(0.4, 1.0, 6)[:, None] * size * reach
    points = middle + far * np.column_stack([np.cos(angles), np.sin(angles)])
    patch = np.zeros(scene.photo.shape, np.uint8)
    cv2.fillPoly(patch, [points.astype(np.int32)], 1)
    return patch
