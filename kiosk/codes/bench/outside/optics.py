"""A pinhole with a real lens before it: where every pixel looks on a label that lies somehow in space."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.bench.outside.prints import Label
from kiosk.codes.bench.outside.surfaces import Surface, Values, flat

_COARSE = 2
"""Pixels between those whose ray is followed; the others lie between."""

_FINE = 2
"""Samples a pixel and axis; the sensor adds them up."""

_STEPS = 14


@dataclass(frozen=True)
class Shot:
    """How a label is taken: pixels a module in its middle, degrees, the lens's bend, the picture's size.

    ``near`` is the distance in widths of the picture: small for a wide angle. ``shift`` is in pixels.
    """

    module: float = 6.0
    turn: float = 0.0
    tilt: float = 0.0
    pan: float = 0.0
    barrel: float = 0.0
    near: float = 1.1
    width: int = 1280
    height: int = 960
    shift: tuple[float, float] = (0.0, 0.0)
    surface: Surface = flat


@dataclass(frozen=True)
class Seen:
    """Linear light from the label (NaN-free, 0 where it is not), its places, and the slant of each pixel's surface.

    ``normal`` points to the camera; all are of the picture's size but ``fine``, which has _FINE × as many samples.
    """

    fine: NDArray[np.float32]
    on_label: NDArray[np.float32]
    places: NDArray[np.uint8]
    normal: NDArray[np.float32]


def seen(label: Label, shot: Shot) -> Seen:
    """What the lens lays on the sensor, before blur, light and noise."""
    u, v = _followed(shot)
    normal = _normals(shot, u, v)
    size = (shot.width * _FINE, shot.height * _FINE)
    across = _finer(u * label.module + label.middle[0], size)
    down = _finer(v * label.module + label.middle[1], size)
    scale = shot.module * _FINE / label.module
    sheet = label.colour
    if scale < 0.6:  # a printed edge does not alias: the air, the lens and the paper soften it
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), (0.2 if label.screen else 0.35) / scale), np.uint8)
    picture = cv2.remap(sheet, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    height, width = sheet.shape[:2]
    here = (across > 0) & (down > 0) & (across < width - 1) & (down < height - 1)
    places = cv2.remap(label.places, across, down, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
    return Seen(
        linear(picture),
        here.astype(np.float32),
        np.ascontiguousarray(np.where(here, places, 0)[::_FINE, ::_FINE], np.uint8),
        np.asarray(cv2.resize(normal, (shot.width, shot.height), interpolation=cv2.INTER_LINEAR), np.float32),
    )


def summed(fine: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples to pixels."""
    size = (fine.shape[1] // _FINE, fine.shape[0] // _FINE)
    return np.asarray(cv2.resize(fine, size, interpolation=cv2.INTER_AREA), np.float32)


def linear(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Displayed values to light, 0 to 1."""
    table = ((np.arange(256) / 255.0) ** 2.2).astype(np.float32)
    return np.asarray(table[picture], np.float32)


def _finer(values: Values, size: tuple[int, int]) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(values.astype(np.float32), size, interpolation=cv2.INTER_LINEAR), np.float32)


def _followed(shot: Shot) -> tuple[Values, Values]:
    """The place on the label, in modules from its middle, that every coarse pixel looks at."""
    columns = (np.arange(shot.width // _COARSE) + 0.5) * _COARSE
    rows = (np.arange(shot.height // _COARSE) + 0.5) * _COARSE
    x, y = np.meshgrid(columns - shot.width / 2, rows - shot.height / 2)
    wide = shot.width / 2
    bent_x, bent_y = x / wide, y / wide
    free_x, free_y = bent_x, bent_y
    for _ in range(6):
        far = free_x**2 + free_y**2
        free_x, free_y = bent_x / (1 + shot.barrel * far), bent_y / (1 + shot.barrel * far)
    goal_x, goal_y = _on_plane(shot, free_x * wide - shot.shift[0], free_y * wide - shot.shift[1])
    u, v = goal_x.copy(), goal_y.copy()
    if shot.surface is flat:
        return u, v
    for _ in range(_STEPS):
        at_x, at_y = _on_plane(shot, *_projected(shot, *shot.surface(u, v)))
        u += 0.85 * np.clip(goal_x - at_x, -40, 40)
        v += 0.85 * np.clip(goal_y - at_y, -40, 40)
    return u, v


def _distance(shot: Shot) -> float:
    """From the camera to the label's middle, in modules; its focal length in pixels is near × width."""
    return shot.near * shot.width / shot.module


def _rotation(shot: Shot) -> Values:
    turn, tilt, pan = np.radians((shot.turn, shot.tilt, shot.pan))
    spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    nod = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    sway = np.array([[np.cos(pan), 0, np.sin(pan)], [0, 1, 0], [-np.sin(pan), 0, np.cos(pan)]])
    return np.asarray(sway @ nod @ spin)


def _projected(shot: Shot, x: Values, y: Values, z: Values) -> tuple[Values, Values]:
    to_camera, focal = _rotation(shot), shot.near * shot.width
    at = [row[0] * x + row[1] * y + row[2] * z for row in to_camera]
    depth = np.maximum(at[2] + _distance(shot), 0.05 * _distance(shot))
    return focal * at[0] / depth, focal * at[1] / depth


def _on_plane(shot: Shot, x: Values, y: Values) -> tuple[Values, Values]:
    """Where a pixel's ray meets the plane that the label would lie in if it were flat."""
    turned = _rotation(shot)
    focal = shot.near * shot.width
    ray = [turned[0, axis] * x + turned[1, axis] * y + turned[2, axis] * focal for axis in range(3)]
    start = -_distance(shot) * turned[2]
    towards = np.where(np.abs(ray[2]) < 1e-6, 1e-6, ray[2])
    step = -start[2] / towards
    step = np.where(step > 0, step, 1e4)
    return start[0] + step * ray[0], start[1] + step * ray[1]


def _normals(shot: Shot, u: Values, v: Values) -> NDArray[np.float32]:
    """Unit normals, in the camera's axes."""
    little = 0.25
    base = shot.surface(u, v)
    right = [(b - a) / little for a, b in zip(base, shot.surface(u + little, v), strict=True)]
    down = [(b - a) / little for a, b in zip(base, shot.surface(u, v + little), strict=True)]
    cross = np.cross(np.stack(right, -1), np.stack(down, -1))
    cross /= np.linalg.norm(cross, axis=-1, keepdims=True) + 1e-9
    return np.asarray(-cross @ _rotation(shot).T, np.float32)
