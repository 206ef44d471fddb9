"""The kinds of photograph that public benchmarks of QR codes know, made up: one function a kind."""

from collections.abc import Callable, Mapping

import numpy as np

from kiosk.codes.bench import damage, light
from kiosk.codes.bench.camera import Pose, Scene, developed, out_of_focus, photographed, shaken
from kiosk.codes.bench.sheet import Printed, Random, Sheet, on_paper, one_code, printed, written
from kiosk.codes.bench.shown import finished, pose, shown, through_lens

Kind = Callable[[Random], Scene]


def nominal(random: Random) -> Scene:
    """Nothing wrong."""
    return finished(random, shown(random, printed(random)))


def blurred(random: Random) -> Scene:
    """Out of focus, or shaken."""
    scene = shown(random, printed(random))
    much = scene.module * random.uniform(0.7, 2.4)
    if random.random() < 0.6:
        photo = out_of_focus(scene.photo, much)
    else:
        photo = shaken(scene.photo, much, random.uniform(0, 180))
    scene = Scene(photo, scene.places, scene.codes, scene.module)
    return developed(random, scene, light.even(random, scene), noise=2.0)


def bright_spots(random: Random) -> Scene:
    """Lamps mirrored in it."""
    scene = through_lens(random, shown(random, printed(random)))
    return developed(random, scene, light.spotted(random, scene))


def brightness(random: Random) -> Scene:
    """Too dark or too bright."""
    scene = through_lens(random, shown(random, printed(random)))
    return developed(random, scene, light.dim(random, scene), noise=float(random.uniform(0.8, 2.5)))


def close(random: Random) -> Scene:
    """It fills the picture; the border is cut off at times."""
    code = printed(random, version=int(random.integers(1, 8)), module=16, quiet=int(random.integers(1, 5)))
    width, height = 1600, 1200
    turn = float(random.choice([0, 90, 180, 270]) + random.normal(0, 4))
    tilt, pan = (float(degrees) for degrees in random.normal(0, 8, 2))
    pixels = random.uniform(0.72, 0.9) * height / (code.side / code.module)
    scene = photographed(random, one_code(random, code), Pose(pixels, turn, tilt, pan, width=width, height=height))
    if random.random() < 0.4:
        photo = out_of_focus(scene.photo, scene.module * random.uniform(0.4, 1.3))
        scene = Scene(photo, scene.places, scene.codes, scene.module)
    return developed(random, scene, light.even(random, scene))


def curved(random: Random) -> Scene:
    """Round a bottle, or wrinkled."""
    code = printed(random)
    if random.random() < 0.7:
        bend = {
            "curl": float(random.uniform(45, 115)),
            "axis": float(random.choice([0, 90, random.uniform(0, 180)])),
        }
    else:
        bend = {"wrinkle": float(random.uniform(0.3, 1.2))}
    return finished(random, shown(random, code, module=float(random.uniform(5, 15)), **bend))


def damaged(random: Random) -> Scene:
    """Torn, stained, scribbled over."""
    code = damage.worn(random, printed(random, version=int(random.integers(2, 8))))
    return finished(random, shown(random, code))


def folded(random: Random) -> Scene:
    """Folded sharply across the code, and not flattened."""
    code = printed(random)
    bend = {
        "fold": float(random.choice([-1, 1]) * random.uniform(15, 50)),
        "axis": float(random.choice([0, 90, 180, 270]) + random.normal(0, 4)),
        "beyond": float(random.uniform(-0.35, 0.35)),
    }
    if random.random() < 0.4:
        bend["axis"] = float(random.uniform(0, 360))
    return finished(random, shown(random, code, module=float(random.uniform(5, 15)), **bend))


def glare(random: Random) -> Scene:
    """A window mirrored over part of it."""
    scene = through_lens(random, shown(random, printed(random)))
    return developed(random, scene, light.glaring(random, scene))


def high_version(random: Random) -> Scene:
    """Versions 15 to 40."""
    code = printed(random, version=int(random.integers(15, 41)), module=6)
    side = code.side // code.module
    pixels = float(random.uniform(2.6, 6.5))
    fits = max(1512, round(side * pixels * 1.3))
    held = pose(random, code, module=pixels, tilt=random.normal(0, 8), pan=random.normal(0, 8))
    held = Pose(**(vars(held) | {"width": round(fits * 4 / 3), "height": fits, "wrinkle": random.uniform(0, 0.8)}))
    return finished(random, photographed(random, one_code(random, code, margin=0.2), held))


def lots(random: Random) -> Scene:
    """A page full of them."""
    columns, rows = int(random.integers(4, 9)), int(random.integers(4, 8))
    codes = [printed(random, version=int(random.integers(1, 5))) for _ in range(columns * rows)]
    pitch = max(code.picture.shape[0] for code in codes)
    at = [(pitch * (n % columns), pitch * (n // columns)) for n in range(len(codes))]
    paper = np.full((pitch * rows, pitch * columns), 255, np.uint8)
    sheet = on_paper(paper, codes, at)
    pixels = float(random.uniform(2.5, 5.0))
    turn = float(random.choice([0, 90, 180, 270]) + random.normal(0, 6))
    tilt, pan = (float(degrees) for degrees in random.normal(0, 12, 2))
    room = round(sheet.reach * pixels / codes[0].module * 1.15)
    return finished(random, photographed(random, sheet, Pose(pixels, turn, tilt, pan, width=room, height=room)))


def monitor(random: Random) -> Scene:
    """On a screen."""
    scene = through_lens(random, shown(random, printed(random)))
    return developed(random, scene, light.on_screen(random, scene))


def noncompliant(random: Random) -> Scene:
    """Codes that break the standard's rules."""
    return finished(random, shown(random, damage.styled(random, printed(random, module=10))))


def pathological(random: Random) -> Scene:
    """Mirrored, inside a dark frame, among false finder patterns."""
    code = printed(random)
    choice = random.random()
    if choice < 0.3:
        code = damage.mirrored(code)
    elif choice < 0.75:
        code = damage.with_decoys(random, code)
    else:
        framed = np.pad(
            code.picture[code.module * 3 : -code.module * 3, code.module * 3 : -code.module * 3], 3 * code.module
        )
        code = Printed(framed, code.border, code.side, code.payload, code.module)
    return finished(random, shown(random, code))


def perspective(random: Random) -> Scene:
    """From the side."""
    tilt, way = random.uniform(35, 72), random.uniform(0, 2 * np.pi)
    tilts = {"tilt": float(tilt * np.cos(way)), "pan": float(tilt * np.sin(way))}
    return finished(random, shown(random, printed(random), module=float(random.uniform(6, 13)), **tilts))


def rotations(random: Random) -> Scene:
    """Turned any way, often small."""
    return finished(random, shown(random, printed(random), module=float(random.uniform(2.2, 7))))


def shadows(random: Random) -> Scene:
    """Shadows over it."""
    scene = through_lens(random, shown(random, printed(random)))
    return developed(random, scene, light.shadowed(random, scene))


def empty(random: Random) -> Scene:
    """No code at all: writing, barcode stripes, chequers, squares in squares, noise."""
    paper = written(random, 1200, 1600, int(random.integers(14, 40)))
    for _ in range(int(random.integers(3, 9))):
        x, y, step = (int(v) for v in random.integers((0, 0, 3), (1300, 900, 12)))
        side = int(random.integers(8, 40))
        shape = (1, side) if random.random() < 0.4 else (side, side)
        modules = random.integers(0, 2, shape) * 255
        patch = np.kron(modules, np.ones((step * (side if shape[0] == 1 else 1), step))).astype(np.uint8)
        room = paper[y : y + patch.shape[0], x : x + patch.shape[1]]
        room[:] = patch[: room.shape[0], : room.shape[1]]
    nothing = Sheet(paper, np.zeros_like(paper), (), 8, (800, 600), 1200)
    scene = photographed(random, nothing, Pose(module=8, turn=float(random.uniform(-180, 180))))
    return finished(random, scene)


KINDS: Mapping[str, Kind] = {
    kind.__name__: kind
    for kind in (
        blurred, bright_spots, brightness, close, curved, damaged, folded, glare, high_version, lots, monitor,
        nominal, noncompliant, pathological, perspective, rotations, shadows,
    )
}  # fmt: skip
"""Every kind that shows codes, by name."""
