import numpy as np
import pytest

from kiosk.codes.reed_solomon import corrected
from kiosk.codes.soft import _blocks

SPARE = 3


@pytest.fixture(scope="module")
def word():
    """The one block of a real symbol: 134 codewords of which 26 check (version 5, level L)."""
    from kiosk.codes.symbol import data_places, masked
    from tests.helpers.code_images import code_image

    dark = (
        code_image("FWPN:ABCDEFGH0123456789", version=5, error="l", boost_error=False, mask=2, module=1, quiet=0)
        < 128
    )
    places = data_places(37)
    bits = (dark ^ masked(37, 2))[places]
    blocks = _blocks(5, 1)
    return np.packbits(bits[: 134 * 8])[blocks.indices[0]], blocks.checks[0]


def spoilt(word, places, random):
    changed = word.copy()
    changed[places] ^= random.integers(1, 256, len(places)).astype(np.uint8)
    return changed


def test_a_word_without_errors_stays_as_it_is(word):
    codewords, checks = word
    assert np.array_equal(corrected(codewords, checks, [], SPARE), codewords)


@pytest.mark.parametrize(("errors", "erasures"), [(1, 0), (11, 0), (0, 23), (5, 13), (11, 1), (1, 21)])
def test_errors_and_erasures_are_put_right_as_far_as_the_checks_reach(word, errors, erasures):
    codewords, checks = word
    for seed in range(20):
        random = np.random.default_rng(seed)
        places = random.choice(len(codewords), errors + erasures, replace=False)
        mended = corrected(spoilt(codewords, places, random), checks, places[errors:].tolist(), SPARE)
        assert np.array_equal(mended, codewords)


def test_an_erasure_that_was_right_after_all_does_no_harm(word):
    codewords, checks = word
    spoiled = spoilt(codewords, np.array([4]), np.random.default_rng(1))
    assert np.array_equal(corrected(spoiled, checks, [4, 7, 9], SPARE), codewords)


@pytest.mark.parametrize(("errors", "erasures"), [(12, 0), (0, 24), (6, 12), (40, 0), (40, 20)])
def test_what_goes_beyond_is_refused_not_guessed(word, errors, erasures):
    codewords, checks = word
    for seed in range(20):
        random = np.random.default_rng(seed)
        places = random.choice(len(codewords), errors + erasures, replace=False)
        assert corrected(spoilt(codewords, places, random), checks, places[errors:].tolist(), SPARE) is None


def test_noise_is_never_taken_for_a_word():
    random = np.random.default_rng(7)
    for _ in range(300):
        noise = random.integers(0, 256, 26).astype(np.uint8)
        assert corrected(noise, 10, random.choice(26, 5, replace=False).tolist(), SPARE) is None
