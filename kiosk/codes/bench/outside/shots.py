"""What all kinds of the second opinion have in common: a label, a telephone over it, light, and a file."""

from dataclasses import replace

import cv2
import numpy as np

from kiosk.codes.bench.camera import Scene
from kiosk.codes.bench.outside import lamps
from kiosk.codes.bench.outside.optics import Seen, Shot, linear, seen, summed
from kiosk.codes.bench.outside.prints import (
    Colour,
    Label,
    Mask,
    Random,
    fractal,
    inked,
    laid_out,
    paper_sheet,
    symbol,
    toned,
)
from kiosk.codes.bench.outside.sensor import Light, Telephone, any_telephone, taken
from kiosk.codes.bench.outside.surfaces import Surface

TEXELS = 10
_WHITE = np.float32(0.8)
_INKS = ((12, 12, 12), (30, 25, 20), (70, 40, 20), (25, 25, 90))


def sticker(random: Random, modules: Mask, quiet: int = 4, texels: int = TEXELS) -> tuple[Colour, int]:
    """A symbol as a label printer has it, and its border in texels."""
    paper = tuple(int(v) for v in random.integers(215, 256, 3))
    ink = _INKS[int(random.integers(0, len(_INKS)))]
    framed = inked(random, np.pad(modules, quiet, constant_values=255), texels)
    return toned(framed, ink, paper), quiet * texels


def any_label(random: Random, least: int = 1, most: int = 10) -> Label:
    """A printed sheet with one code."""
    modules, data = symbol(random, least, most)
    picture, border = sticker(random, modules)
    return laid_out(random, [(picture, data, border)], 1, TEXELS, 4 * TEXELS, 0.5)


def any_shot(random: Random, label: Label, **fixed: float) -> Shot:
    """A telephone held over it, not too askew; ``fixed`` says otherwise."""
    width, height = ((1280, 960), (960, 1280), (1440, 1080))[int(random.integers(0, 3))]
    fits = 0.85 * min(width, height) / (label.reach / label.module)
    module = min(float(np.exp(random.uniform(np.log(3.0), np.log(13)))), fits)
    free = 0.5 * (min(width, height) - label.reach / label.module * module) * 0.7
    chosen = {
        "module": module,
        "turn": float(random.choice([0, 90, 180, 270]) + random.normal(0, 14)),
        "tilt": float(random.normal(0, 14)),
        "pan": float(random.normal(0, 14)),
        "barrel": float(random.normal(0, 0.04)),
        "near": float(random.uniform(0.7, 1.5)),
    } | fixed
    shift = (float(random.uniform(-free, free)), float(random.uniform(-free, free)))
    return Shot(
        chosen["module"],
        chosen["turn"],
        chosen["tilt"],
        chosen["pan"],
        chosen["barrel"],
        chosen["near"],
        width,
        height,
        shift,
    )


def bent(shot: Shot, surface: Surface) -> Shot:
    """The same of something that is not flat."""
    return replace(shot, surface=surface)


def _behind(random: Random, shot: Shot) -> Light:
    """A wall, cloth, stones, a wooden board, or print."""
    choice = int(random.integers(0, 4))
    if choice == 3:
        return linear(paper_sheet(random, shot.height, shot.width, 12))
    across = (1, 1) if choice else (1, 12)
    tone = fractal(random, shot.height // across[0], max(8, shot.width // across[1]), int(random.integers(2, 6)))
    tone = cv2.resize(tone, (shot.width, shot.height), interpolation=cv2.INTER_CUBIC)
    base = random.uniform(20, 220, 3)
    picture = base + tone[..., None] * random.uniform(5, 45)
    return linear(np.clip(picture, 0, 255).astype(np.uint8))


def in_white_light(random: Random, label: Label, shot: Shot) -> tuple[Seen, Light]:
    """What stands in white light: the label before its background, linear."""
    there = seen(label, shot)
    share = summed(there.on_label)[..., None]
    return there, np.asarray(
        (summed(there.fine) * share + _behind(random, shot) * (1 - share)) * _WHITE, np.float32
    )


def through_lens(random: Random, light: Light) -> Light:
    """The slight blur of every lens."""
    return np.asarray(cv2.GaussianBlur(light, (0, 0), float(random.uniform(0.5, 1.1))), np.float32)


def filed(random: Random, label: Label, shot: Shot, there: Seen, light: Light, telephone: Telephone) -> Scene:
    """The picture as its file has it."""
    return Scene(taken(random, light, telephone), there.places, label.codes, shot.module)


def plainly(random: Random, label: Label, shot: Shot) -> Scene:
    """In fair light, sharp."""
    there, light = in_white_light(random, label, shot)
    light = through_lens(random, light) * lamps.lit(random, there)[..., None]
    return filed(random, label, shot, there, light, any_telephone(random))
