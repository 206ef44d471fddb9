"""The second opinion's pictures, and bursts of frames: what they say stands where they say it does."""

import numpy as np
import pytest

from kiosk.codes.bench.bursts import KINDS as SPOILT
from kiosk.codes.bench.bursts import Burst, bursts, together
from kiosk.codes.bench.cases import Case, second_opinion
from kiosk.codes.bench.outside.kinds import KINDS, empty
from kiosk.codes.bench.outside.optics import Shot, seen
from kiosk.codes.bench.outside.prints import Label
from kiosk.codes.bench.outside.surfaces import can, crumpled, folded, rolled
from kiosk.codes.bench.readers import READERS, ZXING
from kiosk.codes.bench.scenes import KINDS as OWN
from tests.helpers.code_images import code_image

TOKEN = "FWPN:ABCDEFGH0123456789ABCDEF"


def made(kind, seed):
    return KINDS[kind](np.random.default_rng(seed))


def test_it_has_every_kind_of_the_public_benchmark():
    assert set(KINDS) == set(OWN) - {"folded"}
    assert len(KINDS) == 16


@pytest.mark.parametrize("kind", ["nominal", "curved", "monitor", "damaged"])
def test_a_picture_is_the_same_for_the_same_seed_and_says_where_its_code_is(kind):
    one, other = made(kind, 3), made(kind, 3)
    assert np.array_equal(one.photo, other.photo)
    assert one.photo.shape == one.places.shape
    assert set(np.unique(one.places)) == {0, 1}
    assert made(kind, 4).codes != one.codes


def test_an_easy_picture_is_read_where_it_says():
    scene = made("nominal", 11)
    case = Case("nominal", scene.photo, scene.codes, scene.places)
    assert case.judged(list(READERS[ZXING](scene.photo))) == (1, 0)


def test_a_picture_without_a_code_has_none():
    scene = empty(np.random.default_rng(2))
    assert (scene.codes, int(scene.places.max())) == ((), 0)


def test_cases_come_kind_by_kind():
    assert next(iter(second_opinion(1, 1))).category == "blurred"


@pytest.mark.parametrize("surface", [can, rolled, folded, crumpled])
def test_what_is_bent_still_shows_every_place_where_its_ray_meets_it(surface):
    code = code_image(TOKEN, module=8)
    colour = np.repeat(code[:, :, None], 3, axis=2)
    places = np.full(code.shape, 1, np.uint8)
    label = Label(colour, places, (TOKEN.encode(),), 8, (code.shape[1] / 2, code.shape[0] / 2), len(code))
    bend = surface(np.random.default_rng(6), len(code) / 8)
    straight = seen(label, Shot(module=8, width=400, height=320))
    bent = seen(label, Shot(module=8, width=400, height=320, surface=bend))
    assert 0.5 < (bent.places > 0).sum() / (straight.places > 0).sum() < 1.4
    assert np.isfinite(bent.normal).all()
    assert not np.array_equal(bent.fine, straight.fine)


def test_bursts_are_counted_kind_by_kind_and_a_find_that_is_not_there_is_false():
    plain, other = code_image(TOKEN), code_image("FWPN:OTHER")
    blank = np.full((90, 90), 255, np.uint8)
    found = [
        Burst("a", (plain,) * 7, TOKEN.encode()),
        Burst("a", (other,) * 7, TOKEN.encode()),
        Burst("none", (blank,) * 7, None),
    ]
    one, none = together(found)
    assert (one.kind, one.bursts, one.first_looks, one.one_still, one.vote, one.false) == ("a", 2, 0.5, 0.5, 0.5, 1)
    assert (none.vote, none.false) == (0, 0)


def test_a_burst_trembles_and_is_the_same_for_the_same_seed():
    burst, again = next(bursts(1, 5)), next(bursts(1, 5))
    assert burst.kind == next(iter(SPOILT))
    assert not np.array_equal(burst.frames[0], burst.frames[1])
    assert all(np.array_equal(a, b) for a, b in zip(burst.frames, again.frames, strict=True))
