"""Where the camera's rays meet paper that is not flat, unrolled: round a bottle, or folded along a sharp edge."""

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]


def on_cylinder(rays: Places, eye: Places, radius: float, axis: float) -> tuple[Places, Places]:
    """The same on a bottle of that radius: its surface unrolled."""
    turn = np.array([[np.cos(axis), -np.sin(axis), 0], [np.sin(axis), np.cos(axis), 0], [0, 0, 1]])
    ray, start = rays @ turn, eye @ turn
    from_axis = start[2] - radius
    a = ray[..., 0] ** 2 + ray[..., 2] ** 2
    b = 2 * (start[0] * ray[..., 0] + from_axis * ray[..., 2])
    c = start[0] ** 2 + from_axis**2 - radius**2
    inside = b**2 - 4 * a * c
    step = np.where(inside > 0, (-b - np.sqrt(np.maximum(inside, 0))) / (2 * a), np.nan)
    hit = start + ray * step[..., None]
    around = radius * np.arctan2(hit[..., 0], radius - hit[..., 2])
    flat = np.stack([around, hit[..., 1]], -1) @ turn[:2, :2].T
    flat = np.where(np.isfinite(flat), flat, 1e6)
    return flat[..., 0], flat[..., 1]


def on_two_planes(rays: Places, eye: Places, way: float, angle: float, at: float) -> tuple[Places, Places]:
    """The same on paper whose part farther than ``at`` in the direction ``way`` is bent by ``angle`` radians."""
    across, along = np.array([np.cos(way), np.sin(way), 0.0]), np.array([-np.sin(way), np.cos(way), 0.0])
    steps = -eye[2] / np.where(np.abs(rays[..., 2]) < 1e-9, 1e-9, rays[..., 2])
    steps = np.where(steps > 0, steps, np.inf)
    hit = eye + rays * np.where(np.isfinite(steps), steps, 1e6)[..., None]
    steps = np.where(hit @ across <= at, steps, np.inf)
    out = across * np.cos(angle) + np.array([0.0, 0.0, np.sin(angle)])
    normal = np.array([0.0, 0.0, np.cos(angle)]) - across * np.sin(angle)
    towards = rays @ normal
    further = ((at * across - eye) @ normal) / np.where(np.abs(towards) < 1e-9, 1e-9, towards)
    bent = eye + rays * further[..., None] - at * across
    past = bent @ out
    nearer = (past > 0) & (further > 0) & (further < steps)
    flat = np.stack([hit @ across, hit @ along], -1)
    flat = np.where(nearer[..., None], np.stack([at + past, bent @ along], -1), flat)
    flat = np.where((nearer | np.isfinite(steps))[..., None], flat, 1e6)
    return flat @ np.array([across[0], along[0]]), flat @ np.array([across[1], along[1]])
