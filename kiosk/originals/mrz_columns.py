"""Lays the columns of a machine-readable zone over a strip's scores: every column gets its place, runs of < too."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.identifiers.mrz import ALPHABET
from kiosk.originals.glyphs import Scores

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_REACH = (0.6, 1.45)
"""How far one column may lie from the last, in pitches: a tilted page squeezes one end."""

_STIFFNESS = 6.0
_NEVER = -1e9


@dataclass(frozen=True, eq=False)
class Column:
    """One character's place. ``scores``: logarithms in the alphabet's order; ``seen``: how surely any is there."""

    scores: NDArray[np.float32]
    seen: float

    def ranked(self, allowed: str) -> list[tuple[str, float]]:
        """The allowed characters, likeliest first."""
        pairs = [(character, float(self.scores[ALPHABET.index(character)])) for character in allowed]
        return sorted(pairs, key=lambda pair: -pair[1])


def lay_columns(scores: Scores, allowed: Sequence[str], pitch: float) -> tuple[Column, ...]:
    """The place of each of ``len(allowed)`` columns, ``pitch`` places apart more or less.

    The best way through the scores, where a column counts by its likeliest allowed character. Raises ValueError
    for a strip too short to hold them.
    """
    near, far = max(1, int(pitch * _REACH[0])), int(np.ceil(pitch * _REACH[1]))
    places = scores.shape[0]
    if places < near * len(allowed):
        raise ValueError(f"{places} places are too few for {len(allowed)} columns")
    gains = np.stack([scores[:, [ALPHABET.index(c) for c in characters]].max(axis=1) for characters in allowed])
    best, came_from = gains[0].copy(), []
    best[int(3 * pitch) :] = _NEVER
    for gain in gains[1:]:
        steps = range(near, far + 1)
        reached = np.stack([_shifted(best, step) - _STIFFNESS * (step / pitch - 1) ** 2 for step in steps])
        choice = reached.argmax(axis=0)
        came_from.append(choice + near)
        best = reached.max(axis=0) + gain
    place = int(best.argmax())
    found = [place]
    for steps_back in reversed(came_from):
        place -= int(steps_back[place])
        found.append(place)
    return tuple(_column(scores, place) for place in reversed(found))


def _shifted(values: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    return np.concatenate([np.full(step, _NEVER, values.dtype), values[:-step]])


def _column(scores: Scores, place: int) -> Column:
    """A character's peak may fall between two places: take both neighbours along."""
    around = scores[max(0, place - 1) : place + 2]
    return Column(around.max(axis=0), min(1.0, float(np.exp(around).sum())))
