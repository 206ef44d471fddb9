"""The kinds of the public benchmark once more, by the second opinion's optics: one function a kind."""

from collections.abc import Callable, Mapping

import numpy as np

from kiosk.codes.bench.camera import Scene
from kiosk.codes.bench.outside import wear
from kiosk.codes.bench.outside.by_light import blurred_photo, bright_spots, brightness, glare, monitor, shadows
from kiosk.codes.bench.outside.by_shape import close, curved, high_version, lots, perspective, rotations
from kiosk.codes.bench.outside.lookalikes import with_lookalikes
from kiosk.codes.bench.outside.prints import Label, Random, laid_out, paper_sheet, symbol
from kiosk.codes.bench.outside.shots import (
    TEXELS,
    any_label,
    any_shot,
    plainly,
    sticker,
)

Kind = Callable[[Random], Scene]


def nominal(random: Random) -> Scene:
    """As anyone would take it."""
    label = any_label(random)
    return plainly(random, label, any_shot(random, label))


def damaged(random: Random) -> Scene:
    """Flaked, scraped, stickered, written over, wet, torn."""
    modules, data = symbol(random, 2, 10)
    picture, border = sticker(random, modules)
    label = laid_out(random, [(wear.worn(random, picture, TEXELS), data, border)], 1, TEXELS, 4 * TEXELS, 0.5)
    return plainly(random, label, any_shot(random, label))


def noncompliant(random: Random) -> Scene:
    """As brands have them."""
    modules, data = symbol(random)
    picture, border = wear.designed(random, modules, TEXELS)
    label = laid_out(random, [(picture, data, border)], 1, TEXELS, int(random.integers(0, 40)), 0.5)
    return plainly(random, label, any_shot(random, label))


def pathological(random: Random) -> Scene:
    """Among what looks like parts of codes: squares in squares, chequers, halves of other codes; or mirrored."""
    modules, data = symbol(random)
    if random.random() < 0.25:
        modules = np.ascontiguousarray(modules[:, ::-1])
    picture, border = sticker(random, modules, int(random.choice([1, 2, 4])))
    label = laid_out(random, [(picture, data, border)], 1, TEXELS, 6 * TEXELS, 0.8)
    with_lookalikes(random, label.colour, label.places, int(random.integers(6, 30)))
    return plainly(random, label, any_shot(random, label))


def empty(random: Random) -> Scene:
    """Print, pictures and lookalikes, but no code."""
    sheet = paper_sheet(random, 1000, 1300, 12)
    places = np.zeros(sheet.shape[:2], np.uint8)
    with_lookalikes(random, sheet, places, int(random.integers(5, 40)))
    label = Label(sheet, places, (), TEXELS, (650.0, 500.0), 600.0)
    return plainly(random, label, any_shot(random, label, module=float(random.uniform(4, 9))))


KINDS: Mapping[str, Kind] = {
    "blurred": blurred_photo, "bright_spots": bright_spots, "brightness": brightness, "close": close,
    "curved": curved,
    "damaged": damaged, "glare": glare, "high_version": high_version, "lots": lots, "monitor": monitor,
    "nominal": nominal, "noncompliant": noncompliant, "pathological": pathological, "perspective": perspective,
    "rotations": rotations, "shadows": shadows,
}  # fmt: skip
"""Every kind that shows codes, by the name it has in the public benchmark."""
