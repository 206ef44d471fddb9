"""The kinds of the public benchmark once more, by the second opinion's optics: one function a kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import cv2
import numpy as np

from kiosk.codes.bench.camera import Scene
from kiosk.codes.bench.outside import lamps, wear
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
from kiosk.codes.bench.outside.sensor import Light, Telephone, any_telephone, aperture, blurred, taken, tremor
from kiosk.codes.bench.outside.surfaces import Surface, can, crumpled, folded, rolled

TEXELS = 10
_WHITE = np.float32(0.8)
_INKS = ((12, 12, 12), (30, 25, 20), (70, 40, 20), (25, 25, 90))

Kind = Callable[[Random], Scene]


def _sticker(random: Random, modules: Mask, quiet: int = 4, texels: int = TEXELS) -> tuple[Colour, int]:
    paper = tuple(int(v) for v in random.integers(215, 256, 3))
    ink = _INKS[int(random.integers(0, len(_INKS)))]
    framed = inked(random, np.pad(modules, quiet, constant_values=255), texels)
    return toned(framed, ink, paper), quiet * texels


def _label(random: Random, least: int = 1, most: int = 10) -> Label:
    modules, data = symbol(random, least, most)
    picture, border = _sticker(random, modules)
    return laid_out(random, [(picture, data, border)], 1, TEXELS, 4 * TEXELS, 0.5)


def _shot(random: Random, label: Label, **fixed: float) -> Shot:
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


def _bent(shot: Shot, surface: Surface) -> Shot:
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


def _picture(random: Random, label: Label, shot: Shot) -> tuple[Seen, Light]:
    """What stands in white light: the label before its background, linear."""
    there = seen(label, shot)
    share = summed(there.on_label)[..., None]
    return there, np.asarray(
        (summed(there.fine) * share + _behind(random, shot) * (1 - share)) * _WHITE, np.float32
    )


def _lens(random: Random, light: Light) -> Light:
    return np.asarray(cv2.GaussianBlur(light, (0, 0), float(random.uniform(0.5, 1.1))), np.float32)


def _file(random: Random, label: Label, shot: Shot, there: Seen, light: Light, telephone: Telephone) -> Scene:
    return Scene(taken(random, light, telephone), there.places, label.codes, shot.module)


def _plain(random: Random, label: Label, shot: Shot) -> Scene:
    there, light = _picture(random, label, shot)
    light = _lens(random, light) * lamps.lit(random, there)[..., None]
    return _file(random, label, shot, there, light, any_telephone(random))


def nominal(random: Random) -> Scene:
    """As anyone would take it."""
    label = _label(random)
    return _plain(random, label, _shot(random, label))


def blurred_(random: Random) -> Scene:
    """Out of focus, trembling, or both."""
    label = _label(random)
    shot = _shot(random, label)
    there, light = _picture(random, label, shot)
    light = light * lamps.lit(random, there)[..., None]
    choice = random.random()
    if choice < 0.7:
        light = blurred(light, aperture(random, shot.module * float(random.uniform(0.4, 2.6))))
    if choice > 0.5:
        light = blurred(light, tremor(random, shot.module * float(random.uniform(0.4, 2.4))))
    return _file(random, label, shot, there, light, any_telephone(random))


def bright_spots(random: Random) -> Scene:
    """Lamps in something glossy."""
    label = _label(random)
    shot = _shot(random, label)
    if random.random() < 0.4:
        shot = _bent(shot, crumpled(random, label.reach / label.module))
    there, light = _picture(random, label, shot)
    spots = lamps.mirrored_lamps(
        random, there, shot, int(random.integers(1, 4)), float(random.uniform(0.006, 0.025))
    )
    light = _lens(random, light) * lamps.lit(random, there)[..., None] * float(random.uniform(0.5, 0.95))
    return _file(random, label, shot, there, light + spots[..., None], any_telephone(random))


def brightness(random: Random) -> Scene:
    """Far too dark or far too bright."""
    label = _label(random)
    shot = _shot(random, label)
    there, light = _picture(random, label, shot)
    stops = random.uniform(-7.5, -3.0) if random.random() < 0.6 else random.uniform(1.0, 3.6)
    telephone = any_telephone(random)
    light = _lens(random, light) * lamps.lit(random, there)[..., None]
    if stops > 0:
        light = light + float(random.uniform(0.02, 0.2))
    return _file(random, label, shot, there, light, replace(telephone, exposure=float(2.0**stops)))


def close(random: Random) -> Scene:
    """So near that it fills the picture and is hardly in focus."""
    label = _label(random, 1, 6)
    modules = label.reach / label.module
    shot = _shot(
        random, label, module=float(random.uniform(0.76, 0.97)) * 960 / modules, near=random.uniform(0.6, 0.9)
    )
    turn, tilt, pan = float(random.choice([0, 90, 180, 270]) + random.normal(0, 4)), *random.normal(0, 7, 2)
    shot = replace(shot, width=1280, height=960, shift=(0.0, 0.0), turn=turn, tilt=tilt, pan=pan)
    there, light = _picture(random, label, shot)
    light = blurred(light, aperture(random, shot.module * float(random.uniform(0.2, 2.2))))
    light = light * lamps.lit(random, there)[..., None]
    return _file(random, label, shot, there, light, any_telephone(random))


def curved(random: Random) -> Scene:
    """Round a can, rolled, folded, crumpled."""
    label = _label(random)
    reach = label.reach / label.module
    way = (can, can, rolled, folded, crumpled)[int(random.integers(0, 5))]
    shot = _shot(random, label)
    shot = replace(shot, module=max(4.5, shot.module), surface=way(random, reach))
    return _plain(random, label, shot)


def damaged(random: Random) -> Scene:
    """Flaked, scraped, stickered, written over, wet, torn."""
    modules, data = symbol(random, 2, 10)
    picture, border = _sticker(random, modules)
    label = laid_out(random, [(wear.worn(random, picture, TEXELS), data, border)], 1, TEXELS, 4 * TEXELS, 0.5)
    return _plain(random, label, _shot(random, label))


def glare(random: Random) -> Scene:
    """A window in it."""
    label = _label(random)
    shot = _shot(random, label)
    if random.random() < 0.3:
        shot = _bent(shot, can(random, 1.8 * label.reach / label.module))
    there, light = _picture(random, label, shot)
    light = _lens(random, light) * lamps.lit(random, there)[..., None] * float(random.uniform(0.35, 0.9))
    light = light + lamps.mirrored_window(random, there, shot)[..., None]
    return _file(random, label, shot, there, light, any_telephone(random))


def high_version(random: Random) -> Scene:
    """As much as a code can hold, as far as a telephone resolves it."""
    modules, data = symbol(random, 18, 40, fill=True)
    picture, border = _sticker(random, modules, 4, 6)
    label = laid_out(random, [(picture, data, border)], 1, 6, 12, 0.2)
    pixels = float(random.uniform(2.2, 5.5))
    height = max(960, round(len(modules) * pixels * 1.2) // 8 * 8)
    shot = _shot(random, label, module=pixels, tilt=random.normal(0, 7), pan=random.normal(0, 7))
    shot = replace(shot, module=pixels, width=height * 4 // 3 // 4 * 4, height=height, shift=(0.0, 0.0))
    if random.random() < 0.35:
        shot = _bent(shot, can(random, 4 * label.reach / label.module))
    return _plain(random, label, shot)


def lots(random: Random) -> Scene:
    """Many on one sheet."""
    columns, rows = int(random.integers(3, 9)), int(random.integers(3, 9))
    pictures = []
    for _ in range(columns * rows):
        modules, data = symbol(random, 1, 4)
        picture, border = _sticker(random, modules, int(random.choice([2, 4])), 6)
        pictures.append((picture, data, border))
    label = laid_out(random, pictures, columns, 6, int(random.integers(0, 24)), 0.03)
    pixels = float(random.uniform(2.4, 4.8))
    side = round(label.reach / label.module * pixels * 1.25) // 4 * 4
    turn, tilt, pan = float(random.choice([0, 90, 180, 270]) + random.normal(0, 10)), *random.normal(0, 14, 2)
    shot = Shot(pixels, turn, float(tilt), float(pan), float(random.normal(0, 0.04)), 1.0, side, side)
    if random.random() < 0.25:
        shot = _bent(shot, can(random, 3 * label.reach / label.module))
    return _plain(random, label, shot)


def monitor(random: Random) -> Scene:
    """On a display: its own dots against the sensor's, its tint, its bands, a room mirrored in it."""
    modules, data = symbol(random)
    dots = int(random.integers(3, 9))
    share = np.kron(np.pad(modules, 4, constant_values=255), np.ones((dots, dots), np.uint8))
    shown = toned(
        np.asarray(share, np.uint8), random.integers(0, 60, 3).tolist(), random.integers(200, 256, 3).tolist()
    )
    label = laid_out(random, [(shown, data, 4 * dots)], 1, dots, 2 * dots, 0.4)
    label = _as_dots(label)
    shot = _shot(random, label, tilt=random.normal(0, 12), pan=random.normal(0, 18))
    there, light = _picture(random, label, shot)
    rows = np.arange(shot.height, dtype=np.float32)[:, None, None]
    bands = 1 - float(random.uniform(0, 0.6)) * (np.sin(rows / random.uniform(30, 260) * 2 * np.pi) > 0.3)
    bands = cv2.GaussianBlur(bands.reshape(-1, 1), (1, 0), 4.0).reshape(-1, 1, 1) if random.random() < 0.5 else 1.0
    room = np.clip(0.12 + 0.1 * fractal(random, shot.height, shot.width, 25), 0, 1) * float(random.uniform(0, 1.6))
    light = _lens(random, light) * 2.6 * bands + room[..., None]
    return _file(random, label, shot, there, np.asarray(light, np.float32), any_telephone(random))


def _as_dots(label: Label) -> Label:
    """Each texel three lights side by side, dark between the rows."""
    fine = np.kron(label.colour, np.ones((3, 3, 1), np.uint8))
    for column, channel in enumerate((2, 1, 0)):
        others = [other for other in range(3) if other != channel]
        fine[:, column::3, others] = 0
    fine[2::3] //= 3
    places = np.kron(label.places, np.ones((3, 3), np.uint8))
    middle = (label.middle[0] * 3, label.middle[1] * 3)
    return Label(fine, places, label.codes, label.module * 3, middle, label.reach * 3, screen=True)


def noncompliant(random: Random) -> Scene:
    """As brands have them."""
    modules, data = symbol(random)
    picture, border = wear.designed(random, modules, TEXELS)
    label = laid_out(random, [(picture, data, border)], 1, TEXELS, int(random.integers(0, 40)), 0.5)
    return _plain(random, label, _shot(random, label))


def pathological(random: Random) -> Scene:
    """Among what looks like parts of codes: squares in squares, chequers, halves of other codes; or mirrored."""
    modules, data = symbol(random)
    if random.random() < 0.25:
        modules = np.ascontiguousarray(modules[:, ::-1])
    picture, border = _sticker(random, modules, int(random.choice([1, 2, 4])))
    label = laid_out(random, [(picture, data, border)], 1, TEXELS, 6 * TEXELS, 0.8)
    _with_lookalikes(random, label.colour, label.places, int(random.integers(6, 30)))
    return _plain(random, label, _shot(random, label))


def _with_lookalikes(random: Random, sheet: Colour, places: Mask, count: int) -> None:
    taken_up = cv2.dilate((places > 0).astype(np.uint8), np.ones((3 * TEXELS, 3 * TEXELS), np.uint8))
    for _ in range(count):
        texels = int(random.integers(TEXELS // 2, 2 * TEXELS))
        kind = int(random.integers(0, 3))
        if kind == 0:
            shape = np.zeros((9, 9), np.uint8)
            shape[[0, -1]], shape[:, [0, -1]] = 1, 1
            shape[2:7, 2:7], shape[3:6, 3:6] = 1, 0
        elif kind == 1:
            shape = (np.indices((10, 10)).sum(0) % 2).astype(np.uint8)
        else:
            other, _ = symbol(random, 1, 3)
            shape = (other[: int(random.integers(8, 15))] > 0).astype(np.uint8)
        patch = np.kron(shape, np.ones((texels, texels), np.uint8)) * 255
        y, x = (int(random.integers(0, max(1, side - patch.shape[n]))) for n, side in enumerate(places.shape))
        window = (slice(y, y + patch.shape[0]), slice(x, x + patch.shape[1]))
        if not taken_up[window].any():
            room = sheet[window]
            room[:] = patch[: room.shape[0], : room.shape[1], None]


def perspective(random: Random) -> Scene:
    """From far aside."""
    label = _label(random)
    slant, way = random.uniform(48, 78), random.uniform(0, 2 * np.pi)
    tilts = {"tilt": float(slant * np.cos(way)), "pan": float(slant * np.sin(way))}
    shot = _shot(random, label, near=float(random.uniform(0.6, 1.3)), **tilts)
    return _plain(random, label, replace(shot, module=max(shot.module, 5.5), shift=(0.0, 0.0)))


def rotations(random: Random) -> Scene:
    """Turned any way, and often far off."""
    label = _label(random)
    pixels = float(np.exp(random.uniform(np.log(2.0), np.log(6))))
    return _plain(random, label, _shot(random, label, module=pixels, turn=float(random.uniform(-180, 180))))


def shadows(random: Random) -> Scene:
    """Leaves, blinds, an arm before the lamp."""
    label = _label(random)
    shot = _shot(random, label)
    there, light = _picture(random, label, shot)
    light = _lens(random, light) * lamps.lit(random, there)[..., None]
    for _ in range(int(random.integers(1, 3))):
        light = light * lamps.shadow(random, there, shot)[..., None]
    return _file(random, label, shot, there, np.asarray(light, np.float32), any_telephone(random))


def empty(random: Random) -> Scene:
    """Print, pictures and lookalikes, but no code."""
    sheet = paper_sheet(random, 1000, 1300, 12)
    places = np.zeros(sheet.shape[:2], np.uint8)
    _with_lookalikes(random, sheet, places, int(random.integers(5, 40)))
    label = Label(sheet, places, (), TEXELS, (650.0, 500.0), 600.0)
    return _plain(random, label, _shot(random, label, module=float(random.uniform(4, 9))))


KINDS: Mapping[str, Kind] = {
    "blurred": blurred_, "bright_spots": bright_spots, "brightness": brightness, "close": close, "curved": curved,
    "damaged": damaged, "glare": glare, "high_version": high_version, "lots": lots, "monitor": monitor,
    "nominal": nominal, "noncompliant": noncompliant, "pathological": pathological, "perspective": perspective,
    "rotations": rotations, "shadows": shadows,
}  # fmt: skip
"""Every kind that shows codes, by the name it has in the public benchmark."""
