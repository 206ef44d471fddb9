"""What happens to printed codes, and what designers make of them."""

import cv2
import numpy as np

from kiosk.codes.bench.outside.prints import Colour, Mask, Random, fractal


def worn(random: Random, picture: Colour, module: int) -> Colour:
    """One or two of: flaked off, scraped, covered by a sticker, written over, wet, torn at a corner."""
    worn_out = picture.astype(np.float32)
    ways = (_flaked, _scraped, _stickered, _written_over, _wet, _torn)
    for way in random.choice(len(ways), int(random.integers(1, 3)), replace=False):
        worn_out = ways[int(way)](random, worn_out, module)
    return np.asarray(np.clip(worn_out, 0, 255), np.uint8)


def designed(random: Random, modules: Mask, texels: int) -> tuple[Colour, int]:
    """A symbol as brands have them, and its border in texels: shapes, colours, a logo, light on dark, no border."""
    dots = random.random() < 0.4
    drawn = _dotted(random, modules, texels) if dots else np.kron(modules, np.ones((texels, texels), np.uint8))
    quiet = int(random.choice([0, 0, 1, 2, 4])) * texels
    share = np.pad(drawn, quiet, constant_values=255)[..., None].astype(np.float32) / 255
    dark, light = _two_colours(random)
    side = share.shape[0]
    slope = np.linspace(0, 1, side, dtype=np.float32)[:, None, None] * (random.random() < 0.4)
    ink = dark * (1 - slope) + np.clip(dark + random.normal(0, 45, 3), 0, 140) * slope
    picture = ink * (1 - share) + light * share
    if random.random() < 0.3:
        picture = 255 - picture
    if random.random() < 0.4:
        _with_logo(random, picture, side)
    return np.asarray(np.clip(picture, 0, 255), np.uint8), quiet


def _two_colours(random: Random) -> tuple[np.ndarray, np.ndarray]:
    return random.integers(0, 110, 3).astype(np.float32), random.integers(175, 256, 3).astype(np.float32)


def _dotted(random: Random, modules: Mask, texels: int) -> Mask:
    """Every module a dot or a rounded square; finder patterns stay whole."""
    y, x = np.mgrid[:texels, :texels] + 0.5 - texels / 2
    power = float(random.choice([2.0, 4.0]))
    radius = texels * float(random.uniform(0.36, 0.5))
    dot = ((np.abs(x) ** power + np.abs(y) ** power) < radius**power).astype(np.uint8)
    dark = np.kron((modules == 0).astype(np.uint8), np.ones((texels, texels), np.uint8))
    dotted = dark * np.tile(dot, modules.shape)
    seven = 7 * texels
    for rows, columns in (
        (slice(seven), slice(seven)),
        (slice(seven), slice(-seven, None)),
        (slice(-seven, None), slice(seven)),
    ):
        dotted[rows, columns] = dark[rows, columns]
    return np.asarray(255 * (1 - dotted), np.uint8)


def _with_logo(random: Random, picture: np.ndarray, side: int) -> None:
    half = int(side * random.uniform(0.07, 0.13))
    middle = side // 2
    picture[middle - half : middle + half, middle - half : middle + half] = 245
    colour = tuple(float(v) for v in random.integers(0, 220, 3))
    cv2.circle(picture, (middle, middle), int(half * 0.75), colour, -1, cv2.LINE_AA)


def _flaked(random: Random, picture: np.ndarray, module: int) -> np.ndarray:
    """Ink gone, or ground gone, in patches."""
    height, width = picture.shape[:2]
    patches = fractal(random, height, width, module) > float(random.uniform(1.2, 1.9))
    picture[patches] = random.integers(90, 250)
    return picture


def _scraped(random: Random, picture: np.ndarray, module: int) -> np.ndarray:
    height, width = picture.shape[:2]
    for _ in range(int(random.integers(2, 9))):
        start = random.uniform(0, 1, 2) * (width, height)
        turns = random.uniform(0, 2 * np.pi) + np.cumsum(random.normal(0, 0.12, 40))
        path = start + np.cumsum(np.column_stack([np.cos(turns), np.sin(turns)]) * width / 50, axis=0)
        tone = float(random.choice([235, 200, 60]))
        thick = max(1, round(module * random.uniform(0.3, 1.3)))
        cv2.polylines(picture, [np.rint(path).astype(np.int32)], False, (tone, tone, tone), thick, cv2.LINE_AA)
    return picture


def _stickered(random: Random, picture: np.ndarray, module: int) -> np.ndarray:
    height, width = picture.shape[:2]
    size = random.uniform(0.14, 0.3, 2) * (width, height)
    at = random.uniform(0, 1, 2) * (width, height)
    box = cv2.boxPoints(
        ((float(at[0]), float(at[1])), (float(size[0]), float(size[1])), float(random.uniform(0, 90)))
    )
    cv2.fillPoly(picture, [np.rint(box).astype(np.int32)], tuple(float(v) for v in random.integers(30, 256, 3)))
    cv2.putText(picture, "-30%", (int(at[0]), int(at[1])), 0, module / 18, (10.0, 10.0, 10.0), max(1, module // 5))
    return picture


def _written_over(random: Random, picture: np.ndarray, module: int) -> np.ndarray:
    height, width = picture.shape[:2]
    t = np.linspace(0, 1, 60)[:, None]
    for _ in range(int(random.integers(1, 4))):
        a, b, c, d = random.uniform(0, 1, (4, 2)) * (width, height)
        path = a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3
        ink = tuple(float(v) for v in random.integers(0, 120, 3))
        thick = max(1, round(module * random.uniform(0.4, 1.8)))
        cv2.polylines(picture, [np.rint(path).astype(np.int32)], False, ink, thick, cv2.LINE_AA)
    return picture


def _wet(random: Random, picture: np.ndarray, module: int) -> np.ndarray:
    """Ink that ran where it was wet."""
    height, width = picture.shape[:2]
    wet = 1 / (1 + np.exp(-6 * (fractal(random, height, width, 3 * module) - float(random.uniform(0.2, 0.9)))))
    ran = cv2.blur(picture, (max(1, module // 2), round(module * random.uniform(1.2, 3.2))))
    return np.asarray(picture * (1 - wet[..., None]) + ran * wet[..., None] * 0.95)


def _torn(random: Random, picture: np.ndarray, module: int) -> np.ndarray:
    height, width = picture.shape[:2]
    reach = float(random.uniform(0.15, 0.42)) * width
    y, x = np.mgrid[:height, :width].astype(np.float32)
    if random.random() < 0.5:
        x = width - x
    if random.random() < 0.5:
        y = height - y
    edge = x + y * float(random.uniform(0.6, 1.5)) + fractal(random, height, width, module) * module * 0.7
    picture[edge < reach] = random.integers(40, 200)
    return picture
