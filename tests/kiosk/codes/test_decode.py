import time

import cv2
import numpy as np
import pytest
import segno

from kiosk.codes.decode import decode_image
from kiosk.codes.views import VIEWS
from tests.helpers.code_images import code_image, on_desk

TOKEN = "FWPN:ABCDEFGH0123456789ABCDEF"
CHINESE = "外国人工作许可通知"


def only(codes):
    assert len(codes) == 1, codes
    return codes[0]


@pytest.mark.parametrize("thorough", [False, True])
@pytest.mark.parametrize("turn", [0, 45, 90, 180, 200])
def test_a_plain_code_is_read_with_its_place(thorough, turn):
    image, corners = on_desk(code_image(TOKEN, quiet=0), turn=turn, background=255)
    code = only(decode_image(image, thorough))
    assert (code.text, code.data, code.symbology) == (TOKEN, TOKEN.encode(), "QR Code")
    assert np.abs(np.array(code.corners) - corners).max() < 6
    assert (code.engine, code.stage) == ("zxing-cpp", "as given")
    assert code.milliseconds > 0


def test_colour_is_taken_as_well_as_grey():
    image = cv2.cvtColor(on_desk(code_image(TOKEN))[0], cv2.COLOR_GRAY2BGR)
    assert only(decode_image(image, thorough=False)).text == TOKEN


@pytest.mark.parametrize(
    ("payload", "options"),
    [
        (CHINESE, {"encoding": "utf-8"}),
        (CHINESE, {"encoding": "utf-8", "eci": True}),
        (CHINESE, {"encoding": "gb18030"}),
        (CHINESE, {"encoding": "gb18030", "eci": True}),
        ("Müller, Þór", {"encoding": "latin-1", "eci": True}),
    ],
)
def test_text_is_right_in_every_character_set(payload, options):
    code = only(decode_image(code_image(payload, mode="byte", **options), thorough=True))
    assert code.text == payload
    assert code.data == payload.encode(options["encoding"])


def test_binary_has_bytes_and_no_text():
    code = only(decode_image(code_image(bytes(range(256)), mode="byte"), thorough=True))
    assert (code.text, code.data) == (None, bytes(range(256)))


def test_several_codes_are_each_found_once():
    sheet = np.full((700, 1000), 255, np.uint8)
    for number in range(6):
        code = code_image(f"{TOKEN}{number}", module=5)
        y, x = 100 + 300 * (number // 3), 60 + 300 * (number % 3)
        sheet[y : y + code.shape[0], x : x + code.shape[1]] = code
    codes = decode_image(sheet, thorough=True)
    assert sorted(code.text for code in codes) == [f"{TOKEN}{n}" for n in range(6)]


def test_two_prints_of_the_same_code_are_two():
    code = code_image(TOKEN, module=4)
    assert len(decode_image(np.hstack([code, code]), thorough=True)) == 2


def blurred(image):
    return cv2.GaussianBlur(image, (0, 0), 3.7)


def small(image):
    return cv2.resize(image, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)


def dark(image):
    noise = np.random.default_rng(1).normal(0, 2.5, image.shape)
    return np.clip(image * 0.04 + noise, 0, 255).astype(np.uint8)


def noisy(image):
    noise = np.random.default_rng(1).normal(0, 95, image.shape)
    return np.clip(image * 0.6 + 40 + noise, 0, 255).astype(np.uint8)


def without_quiet_zone(image):
    return on_desk(code_image(TOKEN, quiet=0), turn=12, background=60)[0]


@pytest.mark.parametrize("spoil", [blurred, small, dark, noisy, without_quiet_zone])
def test_the_cascade_reads_what_one_look_misses(spoil):
    spoilt = spoil(on_desk(code_image(TOKEN), turn=12)[0])
    assert decode_image(spoilt, thorough=False) == []
    code = only(decode_image(spoilt, True, limit_seconds=30.0))
    assert code.text == TOKEN
    assert code.stage != "as given"


def test_an_inverted_code_is_read():
    assert only(decode_image(code_image(TOKEN, inverted=True), thorough=True)).text == TOKEN


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.stage)
def test_every_view_maps_its_pixels_back_to_the_image(view):
    image = np.zeros((240, 320), np.uint8)
    made = view.make(image)
    far = view.to_image() @ (made.shape[1] - 1 - view.border, made.shape[0] - 1 - view.border, 1)
    near = view.to_image() @ (view.border, view.border, 1)
    assert np.abs(near[:2]).max() <= 2
    assert np.abs(far[:2] - (319, 239)).max() <= 2


def test_nothing_is_read_from_text_noise_or_bars():
    random = np.random.default_rng(3)
    page = np.full((800, 1000), 255, np.uint8)
    for y in range(20, 800, 24):
        cv2.putText(page, "THE QUICK BROWN FOX 0123456789 JUMPS OVER", (5, y), 0, 0.6, 0, 1)
    bars = np.repeat(random.integers(0, 2, (1, 200)) * 255, 200, axis=0).astype(np.uint8)
    for image in (
        page,
        random.integers(0, 255, (600, 600)).astype(np.uint8),
        np.kron(bars, np.ones((2, 3), np.uint8)),
    ):
        assert decode_image(image, thorough=True) == []


def test_the_search_keeps_to_its_time():
    image = np.random.default_rng(5).integers(0, 255, (3000, 4000)).astype(np.uint8)
    started = time.monotonic()
    decode_image(image, thorough=True, limit_seconds=0.2)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("shape", [(1, 1), (1, 100), (3, 3), (100, 1)])
def test_the_smallest_images_are_searched_without_a_fault(shape):
    assert decode_image(np.zeros(shape, np.uint8), thorough=True) == []


@pytest.mark.parametrize("image", [np.zeros((4, 4)), np.zeros((0, 4), np.uint8), np.zeros((4, 4, 4), np.uint8)])
def test_what_is_no_image_is_refused(image):
    with pytest.raises(ValueError, match="image"):
        decode_image(image, thorough=True)


@pytest.mark.parametrize("symbology", ["micro"])
def test_a_micro_code_is_read_as_given(symbology):
    made = segno.make("12345678", micro=True)
    modules = np.array([[0 if dark else 255 for dark in row] for row in made.matrix])
    image = np.kron(np.pad(modules, 4, constant_values=255), np.ones((8, 8))).astype(np.uint8)
    code = only(decode_image(image, thorough=True))
    assert (code.text, code.symbology) == ("12345678", "Micro QR Code")
