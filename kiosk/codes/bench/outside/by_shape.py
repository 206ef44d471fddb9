"""Kinds of the second opinion that size, slant and shape make."""

from dataclasses import replace

import numpy as np

from kiosk.codes.bench.camera import Scene
from kiosk.codes.bench.outside import lamps
from kiosk.codes.bench.outside.optics import Shot
from kiosk.codes.bench.outside.prints import Random, laid_out, symbol
from kiosk.codes.bench.outside.sensor import any_telephone, aperture, blurred
from kiosk.codes.bench.outside.shots import (
    any_label,
    any_shot,
    bent,
    filed,
    in_white_light,
    plainly,
    sticker,
)
from kiosk.codes.bench.outside.surfaces import can, crumpled, folded, rolled


def close(random: Random) -> Scene:
    """So near that it fills the picture and is hardly in focus."""
    label = any_label(random, 1, 6)
    modules = label.reach / label.module
    shot = any_shot(
        random, label, module=float(random.uniform(0.76, 0.97)) * 960 / modules, near=random.uniform(0.6, 0.9)
    )
    turn, tilt, pan = float(random.choice([0, 90, 180, 270]) + random.normal(0, 4)), *random.normal(0, 7, 2)
    shot = replace(shot, width=1280, height=960, shift=(0.0, 0.0), turn=turn, tilt=tilt, pan=pan)
    there, light = in_white_light(random, label, shot)
    light = blurred(light, aperture(random, shot.module * float(random.uniform(0.2, 2.2))))
    light = light * lamps.lit(random, there)[..., None]
    return filed(random, label, shot, there, light, any_telephone(random))


def curved(random: Random) -> Scene:
    """Round a can, rolled, folded, crumpled."""
    label = any_label(random)
    reach = label.reach / label.module
    way = (can, can, rolled, folded, crumpled)[int(random.integers(0, 5))]
    shot = any_shot(random, label)
    shot = replace(shot, module=max(4.5, shot.module), surface=way(random, reach))
    return plainly(random, label, shot)


def high_version(random: Random) -> Scene:
    """As much as a code can hold, as far as a telephone resolves it."""
    modules, data = symbol(random, 18, 40, fill=True)
    picture, border = sticker(random, modules, 4, 6)
    label = laid_out(random, [(picture, data, border)], 1, 6, 12, 0.2)
    pixels = float(random.uniform(2.2, 5.5))
    height = max(960, round(len(modules) * pixels * 1.2) // 8 * 8)
    shot = any_shot(random, label, module=pixels, tilt=random.normal(0, 7), pan=random.normal(0, 7))
    shot = replace(shot, module=pixels, width=height * 4 // 3 // 4 * 4, height=height, shift=(0.0, 0.0))
    if random.random() < 0.35:
        shot = bent(shot, can(random, 4 * label.reach / label.module))
    return plainly(random, label, shot)


def lots(random: Random) -> Scene:
    """Many on one sheet."""
    columns, rows = int(random.integers(3, 9)), int(random.integers(3, 9))
    pictures = []
    for _ in range(columns * rows):
        modules, data = symbol(random, 1, 4)
        picture, border = sticker(random, modules, int(random.choice([2, 4])), 6)
        pictures.append((picture, data, border))
    label = laid_out(random, pictures, columns, 6, int(random.integers(0, 24)), 0.03)
    pixels = float(random.uniform(2.4, 4.8))
    side = round(label.reach / label.module * pixels * 1.25) // 4 * 4
    turn, tilt, pan = float(random.choice([0, 90, 180, 270]) + random.normal(0, 10)), *random.normal(0, 14, 2)
    shot = Shot(pixels, turn, float(tilt), float(pan), float(random.normal(0, 0.04)), 1.0, side, side)
    if random.random() < 0.25:
        shot = bent(shot, can(random, 3 * label.reach / label.module))
    return plainly(random, label, shot)


def perspective(random: Random) -> Scene:
    """From far aside."""
    label = any_label(random)
    slant, way = random.uniform(48, 78), random.uniform(0, 2 * np.pi)
    tilts = {"tilt": float(slant * np.cos(way)), "pan": float(slant * np.sin(way))}
    shot = any_shot(random, label, near=float(random.uniform(0.6, 1.3)), **tilts)
    return plainly(random, label, replace(shot, module=max(shot.module, 5.5), shift=(0.0, 0.0)))


def rotations(random: Random) -> Scene:
    """Turned any way, and often far off."""
    label = any_label(random)
    pixels = float(np.exp(random.uniform(np.log(2.0), np.log(6))))
    return plainly(random, label, any_shot(random, label, module=pixels, turn=float(random.uniform(-180, 180))))
