import numpy as np
import pytest

from kiosk.codes.soft import without_faults
from kiosk.codes.symbol import data_places
from tests.helpers.code_images import code_image


def symbol(version, level):
    return (
        code_image("FWPN:ABCDEFGH01234567", version=version, error=level, boost_error=False, module=1, quiet=0)
        > 127
    )


def leaning(light):
    return np.where(light, -1.0, 1.0).astype(np.float32)


@pytest.mark.parametrize("version", [3, 5, 7, 14, 22, 33, 40])
@pytest.mark.parametrize("level", "lmqh")
def test_a_symbol_without_faults_stays_as_it_is(version, level):
    light = symbol(version, level)
    assert np.array_equal(without_faults(leaning(light)), light)


@pytest.mark.parametrize(("level", "share"), [("l", 0.2), ("m", 0.34), ("q", 0.4), ("h", 0.48)])
@pytest.mark.parametrize("doubt", ["unknown", "all dark", "all light"])
def test_a_patch_that_covers_part_of_it_is_made_good(level, share, doubt):
    light = symbol(5, level)
    seen = leaning(light)
    size = int(37 * share)
    seen[12 : 12 + size, 10 : 10 + size] = {"unknown": 0.0, "all dark": 1.0, "all light": -1.0}[doubt]
    assert np.array_equal(without_faults(seen), light)


def test_a_mirrored_symbol_comes_out_unmirrored():
    light = symbol(4, "m")
    assert np.array_equal(without_faults(leaning(light.T)), light)


def test_wrong_codewords_that_look_doubtful_cost_half_of_those_that_do_not():
    light = symbol(5, "l")
    seen = leaning(light)
    patch = slice(9, 20), slice(27, 37)
    seen[patch] *= -0.05
    assert np.array_equal(without_faults(seen), light)
    seen[patch] = -leaning(light)[patch]
    assert without_faults(seen) is None


@pytest.mark.parametrize("modules", [21, 25, 45, 97])
def test_noise_is_no_symbol(modules):
    random = np.random.default_rng(modules)
    for _ in range(40):
        assert without_faults(random.uniform(-1, 1, (modules, modules)).astype(np.float32)) is None


@pytest.mark.parametrize("level", "lmqh")
@pytest.mark.parametrize("version", [1, 2, 5, 9])
def test_a_symbol_whose_payload_is_noise_is_refused_however_right_the_rest(version, level):
    light = code_image("SPEC", version=version, error=level, boost_error=False, module=1, quiet=0) > 127
    places = data_places(len(light))
    random = np.random.default_rng(version)
    for _ in range(40):
        seen = leaning(light)
        seen[places] = random.uniform(-1, 1, len(places[0]))
        assert without_faults(seen) is None


def test_modules_looked_for_in_the_wrong_place_are_given_up_before_any_correcting(monkeypatch):
    tried = []
    monkeypatch.setattr("kiosk.codes.soft._formats", lambda leaning: tried.append(len(leaning)) or [])
    seen = leaning(symbol(3, "m"))
    assert without_faults(seen) is None
    assert tried
    tried.clear()
    shifted = np.roll(seen, 1, axis=0)
    assert without_faults(shifted) is None
    assert tried == []
