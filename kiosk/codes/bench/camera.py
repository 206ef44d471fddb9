"""The camera over a sheet: pose, bent and wrinkled paper, lens, sensor and file."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.bent import Places, on_cylinder, on_two_planes
from kiosk.codes.bench.sheet import Pixels, Random, Sheet

Decimals = NDArray[np.float32]


@dataclass(frozen=True)
class Scene:
    """A photograph (grey) whose pixels of ``places`` equal to n show the code with payload ``codes[n - 1]``.

    ``module`` is about how many pixels a module has.
    """

    photo: Pixels
    places: Pixels
    codes: tuple[bytes, ...]
    module: float


@dataclass(frozen=True)
class Pose:
    """How the sheet lies before the camera: tilts out of the plane and turn in it, in degrees; pixels a module.

    ``curl`` is the angle, in degrees, that the codes take up on a cylinder, whose axis lies at ``axis`` degrees;
    ``wrinkle`` the height of waves, in modules. Where ``fold`` is not 0, what is farther than ``beyond`` times the
    codes' reach in the axis' direction bends back (or to the camera) by so many degrees, along a sharp edge.
    """

    module: float = 6.0
    turn: float = 0.0
    tilt: float = 0.0
    pan: float = 0.0
    curl: float = 0.0
    axis: float = 0.0
    fold: float = 0.0
    beyond: float = 0.0
    wrinkle: float = 0.0
    width: int = 1600
    height: int = 1200
    shift: tuple[float, float] = (0.0, 0.0)


def photographed(random: Random, sheet: Sheet, pose: Pose) -> Scene:
    """The sheet in that pose on a table, sharp, in even light and without noise."""
    scale = pose.module / sheet.module
    x, y = _on_sheet(pose, sheet.reach * scale)
    if pose.wrinkle:
        x, y = _wrinkled(random, x, y, pose, sheet.reach * scale)
    across = (x / scale + sheet.middle[0]).astype(np.float32)
    down = (y / scale + sheet.middle[1]).astype(np.float32)
    paper = sheet.paper
    if scale < 1.0:
        paper = np.asarray(cv2.GaussianBlur(paper, (0, 0), 0.45 / scale), np.uint8)
    table = _table(random, pose.height, pose.width)
    photo = cv2.remap(paper, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
    here = (across >= 0) & (down >= 0) & (across < paper.shape[1] - 1) & (down < paper.shape[0] - 1)
    seen = np.where(here, photo * 0.86 + 18, table).astype(np.uint8)
    places = cv2.remap(sheet.places, across, down, cv2.INTER_NEAREST, borderValue=0)
    return Scene(seen, np.where(here, places, 0).astype(np.uint8), sheet.codes, pose.module)


def developed(random: Random, scene: Scene, light: Decimals, *, noise: float = 3.0, quality: int = 88) -> Scene:
    """The photograph under that light (grey values, not yet bounded), with the sensor's grain and as a JPEG."""
    grain = random.normal(0, 1.0, light.shape).astype(np.float32)
    exposed = np.clip(light + grain * noise, 0, 255).astype(np.uint8)
    written, data = cv2.imencode(".jpg", exposed, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not written:
        raise ValueError("the photograph could not be made a JPEG")
    return replace(scene, photo=np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8))


def out_of_focus(photo: Pixels, diameter: float) -> Pixels:
    """Blurred by a disc of that diameter in pixels."""
    size = int(np.ceil(diameter)) | 1
    y, x = np.mgrid[:size, :size] - size // 2
    disc = np.clip(diameter / 2 + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return np.asarray(cv2.filter2D(photo, -1, disc / disc.sum()), np.uint8)


def shaken(photo: Pixels, length: float, degrees: float) -> Pixels:
    """Blurred along a line of that length in pixels."""
    size = int(np.ceil(length)) | 1
    line = np.zeros((size, size), np.float32)
    half = length / 2 * np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    for step in np.linspace(-1, 1, 4 * size):
        x, y = np.rint(size // 2 + half * step).astype(int)
        line[np.clip(y, 0, size - 1), np.clip(x, 0, size - 1)] += 1
    return np.asarray(cv2.filter2D(photo, -1, line / line.sum()), np.uint8)


def _on_sheet(pose: Pose, reach: float) -> tuple[Places, Places]:
    """Where every pixel's ray meets the sheet, in photo pixels from the sheet's middle."""
    y, x = np.mgrid[: pose.height, : pose.width].astype(np.float64)
    x -= pose.width / 2 + pose.shift[0]
    y -= pose.height / 2 + pose.shift[1]
    distance = 2.2 * max(reach, 0.4 * pose.width)
    rays = np.stack([x, y, np.full_like(x, distance)], -1) @ _rotation(pose)
    eye = np.array([0.0, 0.0, -distance]) @ _rotation(pose)
    if pose.fold:
        return on_two_planes(rays, eye, np.radians(pose.axis), np.radians(pose.fold), pose.beyond * reach)
    if not pose.curl:
        steps = -eye[2] / np.where(np.abs(rays[..., 2]) < 1e-9, 1e-9, rays[..., 2])
        hit = eye + rays * np.where(steps > 0, steps, 1e6)[..., None]
        return hit[..., 0], hit[..., 1]
    return on_cylinder(rays, eye, reach / np.radians(pose.curl), np.radians(pose.axis))


def _rotation(pose: Pose) -> Places:
    """From the camera's axes to the sheet's, as a matrix to multiply rows by."""
    turn, tilt, pan = np.radians((pose.turn, pose.tilt, pose.pan))
    in_plane = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    back = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    aside = np.array([[np.cos(pan), 0, np.sin(pan)], [0, 1, 0], [-np.sin(pan), 0, np.cos(pan)]])
    return np.asarray(back @ aside @ in_plane)


def _wrinkled(random: Random, x: Places, y: Places, pose: Pose, reach: float) -> tuple[Places, Places]:
    """Paper pushed together: shifted differently from place to place."""
    out = [x.copy(), y.copy()]
    for axis in (0, 1):
        for _ in range(3):
            wave = random.uniform(0.4, 1.2) * reach
            way = random.uniform(0, np.pi)
            phase = (x * np.cos(way) + y * np.sin(way)) / wave * 2 * np.pi
            out[axis] += pose.wrinkle * pose.module / 2 * np.sin(phase + random.uniform(0, 6.3))
    return out[0], out[1]


def _table(random: Random, height: int, width: int) -> Decimals:
    """Something with a grain to lie on."""
    small = random.normal(0, 1, (max(2, height // 40), max(2, width // 8))).astype(np.float32)
    grain = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(random.uniform(40, 190) + 14 * grain, np.float32)
