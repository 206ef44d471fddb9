"""How a label lies in space: flat, round a can or a cone, rolled, folded, crumpled. Units are modules."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.outside.prints import Random

Values = NDArray[np.float64]
Surface = Callable[[Values, Values], tuple[Values, Values, Values]]
"""Places on the label, from its middle, to places in space; z is away from the camera."""


def flat(u: Values, v: Values) -> tuple[Values, Values, Values]:
    """A tile."""
    return u, v, np.zeros_like(u)


def can(random: Random, reach: float) -> Surface:
    """Round a can, or (bent the other way) inside a roll; some axes are askew."""
    radius = reach / np.radians(random.uniform(50, 120))
    way = 1.0 if random.random() < 0.75 else -1.0
    axis = random.choice([0.0, np.pi / 2, random.uniform(0, np.pi)])
    c, s = np.cos(axis), np.sin(axis)

    def place(u: Values, v: Values) -> tuple[Values, Values, Values]:
        along, around = c * u + s * v, -s * u + c * v
        angle = np.clip(around / radius, -1.4, 1.4)
        bent, z = radius * np.sin(angle) + (around - angle * radius) * 0.2, way * radius * (1 - np.cos(angle))
        return c * along - s * bent, s * along + c * bent, z

    return place


def rolled(random: Random, reach: float) -> Surface:
    """A leaf that curls up more and more towards one side, as receipts do."""
    way, strength = random.uniform(0, 2 * np.pi), random.uniform(0.25, 0.6) / reach
    c, s = np.cos(way), np.sin(way)

    def place(u: Values, v: Values) -> tuple[Values, Values, Values]:
        across = np.maximum(c * u + s * v + 0.5 * reach, 0.0)
        lift = np.minimum(strength * across**2, 1.2 * across)
        short = 0.35 * strength**2 * across**3
        short = np.minimum(short, 0.4 * across)
        return u - c * short, v - s * short, -lift

    return place


def folded(random: Random, reach: float) -> Surface:
    """Two planes that meet in a sharp edge somewhere in the symbol."""
    way = random.choice([0.0, np.pi / 2, random.uniform(0, np.pi)]) + random.normal(0, 0.08)
    at, angle = random.uniform(-0.32, 0.32) * reach, np.radians(random.uniform(18, 50))
    angle *= random.choice([-1.0, 1.0])
    c, s = np.cos(way), np.sin(way)

    def place(u: Values, v: Values) -> tuple[Values, Values, Values]:
        beyond = np.maximum(c * u + s * v - at, 0.0)
        back = beyond * (1 - np.cos(angle))
        return u - c * back, v - s * back, beyond * np.sin(angle)

    return place


def crumpled(random: Random, reach: float) -> Surface:
    """Paper that was a ball once: many weak edges every way."""
    count = int(random.integers(4, 10))
    ways, at = random.uniform(0, np.pi, count), random.uniform(-0.7, 0.7, count) * reach
    heights = random.normal(0, random.uniform(0.05, 0.16), count)

    def place(u: Values, v: Values) -> tuple[Values, Values, Values]:
        z = np.zeros_like(u)
        for way, shift, height in zip(ways, at, heights, strict=True):
            z += height * np.abs(np.cos(way) * u + np.sin(way) * v - shift)
        return u, v, z

    return place
