"""What all made-up scenes have in common: where a code lies before the camera, the lens, an even light."""

import cv2
import numpy as np

from kiosk.codes.bench import light
from kiosk.codes.bench.camera import Pose, Scene, developed, photographed
from kiosk.codes.bench.sheet import Printed, Random, one_code


def pose(random: Random, code: Printed, **fixed: float) -> Pose:
    """Somewhere before the camera, not too askew, filling some of the picture."""
    width, height = ((1600, 1200), (1280, 960), (2016, 1512))[int(random.integers(0, 3))]
    fits = 0.8 * height / (code.side / code.module)
    chosen = {
        "module": min(float(random.uniform(3.5, 15)), fits),
        "turn": float(random.uniform(-180, 180)),
        "tilt": float(random.normal(0, 12)),
        "pan": float(random.normal(0, 12)),
    } | fixed
    shift = (float(random.uniform(-0.08, 0.08) * width), float(random.uniform(-0.06, 0.06) * height))
    return Pose(width=width, height=height, shift=shift, **chosen)


def shown(random: Random, code: Printed, **fixed: float) -> Scene:
    """The code on a sheet with writing, photographed in such a pose."""
    return photographed(random, one_code(random, code), pose(random, code, **fixed))


def through_lens(random: Random, scene: Scene) -> Scene:
    """The slight blur that every photograph has."""
    blurred = cv2.GaussianBlur(scene.photo, (0, 0), float(random.uniform(0.5, 0.12 * scene.module + 0.5)))
    return Scene(np.asarray(blurred, np.uint8), scene.places, scene.codes, scene.module)


def finished(random: Random, scene: Scene, noise: float | None = None) -> Scene:
    """In even light, with some grain, as a JPEG."""
    scene = through_lens(random, scene)
    grain = float(random.uniform(1, 6)) if noise is None else noise
    return developed(random, scene, light.even(random, scene), noise=grain, quality=int(random.integers(65, 95)))
