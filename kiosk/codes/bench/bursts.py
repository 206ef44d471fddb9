"""Bursts of preview frames of one held code, made up: what a single frame gives, and several together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import mean
from time import perf_counter
from zlib import crc32

import numpy as np

from kiosk.codes.bench import light
from kiosk.codes.bench.camera import Pose, Scene, developed, photographed, shaken
from kiosk.codes.bench.sheet import Pixels, Random, one_code, printed, written
from kiosk.codes.decode import decode_image
from kiosk.codes.found import DecodedCode
from kiosk.codes.voting import FrameVote

FRAMES = 7
_TREMOR = 5.0
"""Pixels, one standard deviation: a hand that holds paper before a camera."""

Spoil = Callable[[Random, Scene], Scene]


@dataclass(frozen=True)
class Burst:
    """Frames of one code, or of none (``code`` None)."""

    kind: str
    frames: tuple[Pixels, ...]
    code: bytes | None


@dataclass(frozen=True)
class Together:
    """Shares of bursts read: by one look at any frame, by the whole cascade on the middle frame, and by a vote.

    ``false`` counts finds of the vote that stand in no frame; ``slowest`` is its slowest frame in milliseconds.
    """

    kind: str
    bursts: int
    first_looks: float
    one_still: float
    vote: float
    false: int
    slowest: float


def _noisy(random: Random, scene: Scene) -> Scene:
    return developed(random, scene, light.even(random, scene), noise=float(random.uniform(90, 170)), quality=90)


def _dark(random: Random, scene: Scene) -> Scene:
    lit = light.even(random, scene) * np.float32(random.uniform(0.015, 0.045))
    return developed(random, scene, lit, noise=float(random.uniform(2.5, 5.0)), quality=92)


def _glaring(random: Random, scene: Scene) -> Scene:
    lit = replace(scene, photo=np.clip(light.glaring(random, scene), 0, 255).astype(np.uint8))
    return developed(random, lit, light.glaring(random, lit))


def _spotted(random: Random, scene: Scene) -> Scene:
    lit = scene
    for _ in range(3):
        lit = replace(lit, photo=np.clip(1.3 * light.spotted(random, lit), 0, 255).astype(np.uint8))
    return developed(random, lit, lit.photo.astype(np.float32))


def _trembling(random: Random, scene: Scene) -> Scene:
    length = scene.module * random.uniform(1.5, 3.5)
    photo = shaken(scene.photo, length, random.uniform(0, 180))
    return developed(random, replace(scene, photo=photo), light.even(random, scene), noise=10.0)


KINDS: Mapping[str, Spoil] = {
    "noisy": _noisy,
    "dark": _dark,
    "moving glare": _glaring,
    "moving spots": _spotted,
    "trembling": _trembling,
}


def bursts(each: int, seed: int) -> Iterator[Burst]:
    """``each`` bursts a kind, and as many without a code of every kind; another seed gives others."""
    for kind, spoil in KINDS.items():
        for number in range(each):
            yield _burst(kind, spoil, np.random.default_rng([seed + number, crc32(kind.encode())]), with_code=True)
    for number in range(each):
        random = np.random.default_rng([seed + number, crc32(b"empty")])
        spoil = list(KINDS.values())[number % len(KINDS)]
        yield _burst("empty", spoil, random, with_code=False)


def _burst(kind: str, spoil: Spoil, random: Random, *, with_code: bool) -> Burst:
    code = printed(random, version=int(random.integers(2, 7)))
    if with_code:
        sheet = one_code(random, code)
    else:
        nothing = written(random, code.picture.shape[0], code.picture.shape[1], code.module * 2)
        sheet = replace(one_code(random, replace(code, picture=nothing)), codes=())
    height, width = 1080, 1920
    pixels = float(random.uniform(4.0, 8.0))
    turn, tilt, pan = random.uniform(-180, 180), *random.normal(0, 10, 2)
    table = int(random.integers(0, 2**31))
    frames = []
    for _ in range(FRAMES):
        shift = (float(random.normal(0, _TREMOR)), float(random.normal(0, _TREMOR)))
        tremble = random.normal(0, 0.7, 3)
        pose = Pose(
            pixels,
            float(turn + tremble[0]),
            float(tilt + tremble[1]),
            float(pan + tremble[2]),
            width=width,
            height=height,
            shift=shift,
        )
        scene = photographed(np.random.default_rng(table), sheet, pose)
        frames.append(spoil(random, scene).photo)
    return Burst(kind, tuple(frames), code.payload if with_code else None)


def together(found: Iterable[Burst]) -> Iterator[Together]:
    """One line a kind, as soon as it is done; bursts of one kind in a row."""
    for kind, group in groupby(found, key=lambda burst: burst.kind):
        results = [_read(burst) for burst in group]
        looks, stills, votes, false, took = (list(column) for column in zip(*results, strict=True))
        yield Together(kind, len(results), mean(looks), mean(stills), mean(votes), sum(false), max(took))


def _read(burst: Burst) -> tuple[bool, bool, bool, int, float]:
    looks = any(_is(burst, decode_image(frame, thorough=False)) for frame in burst.frames)
    still = _is(burst, decode_image(burst.frames[FRAMES // 2], thorough=True))
    vote, found, slowest = FrameVote(), list[DecodedCode](), 0.0
    for frame in burst.frames:
        begun = perf_counter()
        found = vote.look(frame)
        slowest = max(slowest, perf_counter() - begun)
        if found:
            break
    return looks, still, _is(burst, found), sum(code.data != burst.code for code in found), slowest * 1000


def _is(burst: Burst, codes: Sequence[DecodedCode]) -> bool:
    return any(code.data == burst.code for code in codes)
