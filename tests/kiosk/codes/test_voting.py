"""Several frames of one held code, read together where none can be read alone."""

import cv2
import numpy as np
import pytest

from kiosk.codes.decode import decode_image
from kiosk.codes.found import within
from kiosk.codes.registered import laid_on, registered
from kiosk.codes.voting import FEWEST_FRAMES, MOST_FRAMES, FrameVote
from tests.helpers.code_images import code_image, on_desk

AMPLE = 30.0
"""Seconds, so that a busy machine changes no answer."""

TOKEN = "FWPN:ABCDEFGH0123456789ABCDEF"


def noise(seed, shape, strength):
    return np.random.default_rng(seed).normal(0, strength, shape)


def frame(seed, payload=TOKEN, strength=125, background=120):
    """A grainy frame of a code held in a trembling hand; of none where the payload is None."""
    random = np.random.default_rng(seed)
    at = (320 + random.normal(0, 4), 240 + random.normal(0, 4))
    code = code_image(payload, module=6) if payload else np.full((200, 200), 200, np.uint8)
    image, corners = on_desk(code, 640, 480, at, random.normal(8, 0.6), background)
    dim = image * 0.6 + 40 + noise(seed, image.shape, strength)
    return np.clip(dim, 0, 255).astype(np.uint8), corners


def looked(vote, frames, limit=AMPLE):
    """What the vote gives at each frame until it gives something."""
    for number, image in enumerate(frames, start=1):
        if codes := vote.look(image, limit):
            return number, codes
    return None, []


def test_frames_that_say_nothing_alone_are_read_together_and_placed_in_the_last():
    frames = [frame(seed) for seed in range(MOST_FRAMES)]
    assert all(decode_image(image, thorough=False) == [] for image, _ in frames)
    number, (code,) = looked(FrameVote(), [image for image, _ in frames])
    assert FEWEST_FRAMES <= number <= MOST_FRAMES
    assert code.text == TOKEN
    assert f"of {number} frames" in code.stage
    middle = frames[number - 1][1].mean(0)
    assert within((middle[0], middle[1]), code.corners)
    assert np.hypot(*(np.array(code.corners).mean(0) - middle)) < 6


def test_a_plain_frame_is_read_at_once():
    image, _ = on_desk(code_image(TOKEN))
    number, (code,) = looked(FrameVote(), [image])
    assert (number, code.text, code.stage) == (1, TOKEN, "as given")


def test_a_lamp_that_moves_over_the_code_is_voted_away():
    code, _ = on_desk(code_image(TOKEN, module=6, error="l"), 640, 480, background=120)
    frames = []
    for seed in range(6):
        lit = code.astype(np.float32) * 0.8
        cv2.circle(lit, (250 + 28 * seed, 190 + 20 * seed), 62, 255.0, -1)
        frames.append(lit.astype(np.uint8))
    assert all(decode_image(image, thorough=False) == [] for image in frames)
    _, codes = looked(FrameVote(), frames)
    assert [code.text for code in codes] == [TOKEN]


def test_frames_without_a_code_never_give_one():
    frames = [frame(seed, payload=None)[0] for seed in range(4)]
    plain_noise = [np.clip(128 + noise(seed, (200, 240), 60), 0, 255).astype(np.uint8) for seed in range(4)]
    assert looked(FrameVote(), frames, limit=1.0) == (None, [])
    assert looked(FrameVote(), plain_noise, limit=1.0) == (None, [])


def test_frames_of_different_codes_give_no_third():
    payloads = [f"FWPN:{letter * 24}" for letter in "ABCDEFG"]
    frames = [frame(seed, payload)[0] for seed, payload in enumerate(payloads)]
    _, codes = looked(FrameVote(), frames, limit=1.0)
    assert {code.text for code in codes} <= set(payloads)


def test_another_size_of_frame_begins_anew():
    vote = FrameVote()
    looked(vote, [frame(0)[0], frame(1)[0]])
    image, _ = on_desk(code_image(TOKEN), 400, 400)
    assert [code.text for code in vote.look(image, AMPLE)] == [TOKEN]
    assert vote.look(np.zeros((50, 60), np.uint8), AMPLE) == []


@pytest.mark.parametrize("moved", [(0, 0), (9, -14)])
def test_a_frame_is_laid_on_another(moved):
    random = np.random.default_rng(1)
    reference, _ = on_desk(code_image(TOKEN), 400, 400, (200, 200), 10)
    later, _ = on_desk(code_image(TOKEN), 400, 400, (200 + moved[0], 200 + moved[1]), 11)
    later = np.clip(later + random.normal(0, 20, later.shape), 0, 255).astype(np.uint8)
    mapping = registered(reference, later)
    assert mapping is not None
    laid = laid_on(later, mapping, reference.shape)
    assert np.mean((laid[100:300, 100:300] > 127) == (reference[100:300, 100:300] > 127)) > 0.93


def test_nothing_is_laid_on_what_it_is_not():
    one, other = (np.clip(128 + noise(seed, (200, 200), 50), 0, 255).astype(np.uint8) for seed in (1, 2))
    assert registered(one, other) is None
