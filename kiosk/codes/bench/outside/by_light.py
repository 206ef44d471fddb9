"""Kinds of the second opinion that light, lens and displays make."""

from dataclasses import replace

import cv2
import numpy as np

from kiosk.codes.bench.camera import Scene
from kiosk.codes.bench.outside import lamps
from kiosk.codes.bench.outside.lookalikes import as_dots
from kiosk.codes.bench.outside.prints import Random, fractal, laid_out, symbol, toned
from kiosk.codes.bench.outside.sensor import any_telephone, aperture, blurred, tremor
from kiosk.codes.bench.outside.shots import (
    any_label,
    any_shot,
    bent,
    filed,
    in_white_light,
    through_lens,
)
from kiosk.codes.bench.outside.surfaces import can, crumpled


def blurred_photo(random: Random) -> Scene:
    """Out of focus, trembling, or both."""
    label = any_label(random)
    shot = any_shot(random, label)
    there, light = in_white_light(random, label, shot)
    light = light * lamps.lit(random, there)[..., None]
    choice = random.random()
    if choice < 0.7:
        light = blurred(light, aperture(random, shot.module * float(random.uniform(0.4, 2.6))))
    if choice > 0.5:
        light = blurred(light, tremor(random, shot.module * float(random.uniform(0.4, 2.4))))
    return filed(random, label, shot, there, light, any_telephone(random))


def bright_spots(random: Random) -> Scene:
    """Lamps in something glossy."""
    label = any_label(random)
    shot = any_shot(random, label)
    if random.random() < 0.4:
        shot = bent(shot, crumpled(random, label.reach / label.module))
    there, light = in_white_light(random, label, shot)
    spots = lamps.mirrored_lamps(
        random, there, shot, int(random.integers(1, 4)), float(random.uniform(0.006, 0.025))
    )
    light = through_lens(random, light) * lamps.lit(random, there)[..., None] * float(random.uniform(0.5, 0.95))
    return filed(random, label, shot, there, light + spots[..., None], any_telephone(random))


def brightness(random: Random) -> Scene:
    """Far too dark or far too bright."""
    label = any_label(random)
    shot = any_shot(random, label)
    there, light = in_white_light(random, label, shot)
    stops = random.uniform(-7.5, -3.0) if random.random() < 0.6 else random.uniform(1.0, 3.6)
    telephone = any_telephone(random)
    light = through_lens(random, light) * lamps.lit(random, there)[..., None]
    if stops > 0:
        light = light + float(random.uniform(0.02, 0.2))
    return filed(random, label, shot, there, light, replace(telephone, exposure=float(2.0**stops)))


def glare(random: Random) -> Scene:
    """A window in it."""
    label = any_label(random)
    shot = any_shot(random, label)
    if random.random() < 0.3:
        shot = bent(shot, can(random, 1.8 * label.reach / label.module))
    there, light = in_white_light(random, label, shot)
    light = through_lens(random, light) * lamps.lit(random, there)[..., None] * float(random.uniform(0.35, 0.9))
    light = light + lamps.mirrored_window(random, there, shot)[..., None]
    return filed(random, label, shot, there, light, any_telephone(random))


def monitor(random: Random) -> Scene:
    """On a display: its own dots against the sensor's, its tint, its bands, a room mirrored in it."""
    modules, data = symbol(random)
    dots = int(random.integers(3, 9))
    share = np.kron(np.pad(modules, 4, constant_values=255), np.ones((dots, dots), np.uint8))
    shown = toned(
        np.asarray(share, np.uint8), random.integers(0, 60, 3).tolist(), random.integers(200, 256, 3).tolist()
    )
    label = laid_out(random, [(shown, data, 4 * dots)], 1, dots, 2 * dots, 0.4)
    label = as_dots(label)
    shot = any_shot(random, label, tilt=random.normal(0, 12), pan=random.normal(0, 18))
    there, light = in_white_light(random, label, shot)
    rows = np.arange(shot.height, dtype=np.float32)[:, None, None]
    bands = 1 - float(random.uniform(0, 0.6)) * (np.sin(rows / random.uniform(30, 260) * 2 * np.pi) > 0.3)
    bands = cv2.GaussianBlur(bands.reshape(-1, 1), (1, 0), 4.0).reshape(-1, 1, 1) if random.random() < 0.5 else 1.0
    room = np.clip(0.12 + 0.1 * fractal(random, shot.height, shot.width, 25), 0, 1) * float(random.uniform(0, 1.6))
    light = through_lens(random, light) * 2.6 * bands + room[..., None]
    return filed(random, label, shot, there, np.asarray(light, np.float32), any_telephone(random))


def shadows(random: Random) -> Scene:
    """Leaves, blinds, an arm before the lamp."""
    label = any_label(random)
    shot = any_shot(random, label)
    there, light = in_white_light(random, label, shot)
    light = through_lens(random, light) * lamps.lit(random, there)[..., None]
    for _ in range(int(random.integers(1, 3))):
        light = light * lamps.shadow(random, there, shot)[..., None]
    return filed(random, label, shot, there, np.asarray(light, np.float32), any_telephone(random))
