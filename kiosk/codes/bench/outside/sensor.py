"""From light to a file as a telephone writes it: blur, exposure, colour mosaic, noise, sharpening, JPEG."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.outside.prints import Mask, Random

Light = NDArray[np.float32]


@dataclass(frozen=True)
class Telephone:
    """``exposure`` 1 shows white paper as such; ``electrons`` is what a full pixel holds, ``dark`` its noise."""

    exposure: float = 0.85
    electrons: float = 3000.0
    dark: float = 4.0
    smoothing: float = 0.0
    sharpening: float = 0.6
    quality: int = 88
    sent_on: bool = False
    """Made smaller or larger by some per cent and written once more, as messengers do."""


def any_telephone(random: Random) -> Telephone:
    """One of many, in fair light."""
    return Telephone(
        exposure=float(random.uniform(0.6, 1.05)),
        electrons=float(10 ** random.uniform(2.7, 3.9)),
        dark=float(random.uniform(2, 8)),
        smoothing=float(random.choice([0.0, 12.0, 30.0])),
        sharpening=float(random.uniform(0.0, 1.4)),
        quality=int(random.integers(55, 94)),
        sent_on=bool(random.random() < 0.3),
    )


def aperture(random: Random, diameter: float) -> Light:
    """What a point out of focus becomes: a polygon with a bright or a dark rim."""
    size = int(np.ceil(diameter)) + 4 | 1
    fine = 8
    blades = int(random.integers(5, 9))
    turn = random.uniform(0, 2 * np.pi)
    angles = turn + np.arange(blades) * 2 * np.pi / blades
    corners = np.column_stack([np.cos(angles), np.sin(angles)]) * diameter / 2 * fine + size * fine / 2
    shape = np.zeros((size * fine, size * fine), np.float32)
    cv2.fillPoly(shape, [np.rint(corners).astype(np.int32)], 1.0)
    y, x = np.mgrid[: size * fine, : size * fine] / fine - size / 2
    rim = 1 + float(random.uniform(-0.6, 0.8)) * (np.hypot(x, y) / (diameter / 2 + 1e-6)) ** 2
    small = cv2.resize(shape * np.maximum(rim, 0.05).astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(small / small.sum(), np.float32)


def tremor(random: Random, length: float) -> Light:
    """What a point becomes while a hand trembles: a crooked path, walked at uneven speed."""
    steps = 160
    heading = random.uniform(0, 2 * np.pi) + np.cumsum(random.normal(0, 0.09, steps))
    speed = np.abs(1 + np.cumsum(random.normal(0, 0.12, steps)))
    path = np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]) * speed[:, None], axis=0)
    path *= length / max(float(np.ptp(path, axis=0).max()), 1e-6)
    size = int(np.ceil(length)) + 5 | 1
    path += size / 2 - (path.min(0) + path.max(0)) / 2
    kernel, *_ = np.histogram2d(path[:, 1], path[:, 0], bins=size, range=[[0, size], [0, size]])
    soft = cv2.GaussianBlur(kernel.astype(np.float32), (0, 0), 0.7)
    return np.asarray(soft / soft.sum(), np.float32)


def blurred(light: Light, kernel: Light) -> Light:
    """Each point spread so."""
    return np.asarray(cv2.filter2D(light, -1, kernel, borderType=cv2.BORDER_REPLICATE), np.float32)


def taken(random: Random, light: Light, telephone: Telephone) -> Mask:
    """The grey picture that is in the file in the end; ``light`` is linear, white paper about 0.8."""
    exposed = np.clip(_with_bloom(light) * telephone.exposure, 0, 1)
    electrons = random.poisson(_mosaic(exposed) * telephone.electrons).astype(np.float32)
    electrons += random.normal(0, telephone.dark, electrons.shape).astype(np.float32)
    electrons += random.normal(0, telephone.dark / 4, (len(electrons), 1)).astype(np.float32)
    raw = np.clip(electrons / telephone.electrons, 0, 1)
    eight = (np.power(raw, 1 / 2.2) * 255).astype(np.uint8)
    colour = cv2.cvtColor(eight, cv2.COLOR_BayerRG2BGR)
    if telephone.smoothing:
        colour = cv2.bilateralFilter(colour, 5, telephone.smoothing, 2.0)
    if telephone.sharpening:
        soft = cv2.GaussianBlur(colour, (0, 0), 1.3)
        colour = cv2.addWeighted(colour, 1 + telephone.sharpening, soft, -telephone.sharpening, 0)
    picture = _through_a_file(np.asarray(colour, np.uint8), telephone.quality)
    if telephone.sent_on:
        scale = float(random.uniform(0.72, 1.2))
        size = (picture.shape[1], picture.shape[0])
        smaller = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        picture = _through_a_file(np.asarray(smaller, np.uint8), int(random.integers(45, 80)))
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)


def _with_bloom(light: Light) -> Light:
    """What is far too bright spills over."""
    spilt = np.clip(light - 1.2, 0, 3)
    if float(spilt.max()) <= 0:
        return light
    return np.asarray(light + 0.08 * cv2.GaussianBlur(spilt, (0, 0), 9), np.float32)


def _mosaic(light: Light) -> Light:
    """One colour a pixel, red first (light is in B, G, R order)."""
    one = light[..., 1].copy()
    one[0::2, 0::2] = light[0::2, 0::2, 2]
    one[1::2, 1::2] = light[1::2, 1::2, 0]
    return one


def _through_a_file(colour: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    written, data = cv2.imencode(".jpg", colour, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not written:
        raise ValueError("the picture could not be made a JPEG")
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
