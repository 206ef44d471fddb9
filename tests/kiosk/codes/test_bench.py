import cv2
import numpy as np
import pytest

from kiosk.codes.bench.cases import Case, made_up, photographs
from kiosk.codes.bench.measure import Rate, means, rates, times
from kiosk.codes.bench.readers import KIOSK, READERS, ZXING
from kiosk.codes.bench.scenes import KINDS, empty
from kiosk.codes.decode import decode_image
from tests.helpers.code_images import code_image

AMPLE = 30.0
"""Seconds, so that a busy machine changes no answer."""


def scene(kind, seed):
    return KINDS[kind](np.random.default_rng(seed))


@pytest.mark.parametrize("kind", KINDS)
def test_a_scene_is_the_same_for_the_same_seed_and_says_where_its_codes_are(kind):
    one, other = scene(kind, 3), scene(kind, 3)
    assert np.array_equal(one.photo, other.photo)
    assert one.codes == other.codes
    assert one.photo.shape == one.places.shape
    assert set(np.unique(one.places)) - {0} == set(range(1, len(one.codes) + 1))
    assert scene(kind, 4).codes != one.codes


@pytest.mark.parametrize("kind", ["nominal", "close", "lots"])
def test_an_easy_scene_is_read_where_it_says(kind):
    made = scene(kind, 11)
    case = Case(kind, made.photo, made.codes, made.places)
    assert case.judged(list(READERS[ZXING](made.photo))) == (len(made.codes), 0)


@pytest.mark.parametrize(
    ("kind", "seed"),
    [("blurred", 0), ("bright_spots", 0), ("curved", 0), ("noncompliant", 0), ("perspective", 4)],
)
def test_a_scene_is_read_that_the_engine_alone_does_not_read(kind, seed):
    made = scene(kind, seed)
    assert READERS[ZXING](made.photo) == []
    assert [code.data for code in decode_image(made.photo, True, AMPLE)] == list(made.codes)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_read_where_the_scene_has_no_code(seed):
    assert decode_image(empty(np.random.default_rng(seed)).photo, True, AMPLE) == []


def test_a_find_counts_at_its_place_alone_and_once():
    places = np.zeros((10, 20), np.uint8)
    places[:, :10], places[:, 10:] = 1, 2
    case = Case("two", places, (b"A", b"B"), places)
    assert case.judged([(b"A", (3, 3)), (b"A", (4, 4))]) == (1, 0)
    assert case.judged([(b"B", (3, 3)), (b"B", (15, 3))]) == (1, 1)
    assert case.judged([(b"C", (999, -4))]) == (0, 1)


def test_a_payload_that_is_not_known_is_met_by_any_find():
    picture = np.zeros((4, 4), np.uint8)
    assert Case("x", picture, (None,)).judged([(b"\xe5", (1, 1))]) == (1, 0)
    assert Case("x", picture, (b"A",)).judged([(b"B", (1, 1))]) == (0, 1)
    assert Case("x", picture, ()).judged([(b"B", (1, 1))]) == (0, 1)


def test_rates_come_by_category_and_reader():
    good, bad = code_image("FWPN:ABCDEFGH01234567"), np.full((90, 90), 255, np.uint8)
    cases = [Case("a", good, (None,)), Case("a", bad, (None,)), Case("none", bad, ())]
    found = list(rates(cases, readers=(KIOSK, ZXING)))
    assert [(rate.category, rate.reader, rate.pictures, rate.rate, rate.false) for rate in found] == [
        ("a", KIOSK, 2, 0.5, 0),
        ("a", ZXING, 2, 0.5, 0),
        ("none", KIOSK, 1, None, 0),
        ("none", ZXING, 1, None, 0),
    ]
    assert all(rate.milliseconds > 0 for rate in found)


def test_the_mean_is_over_categories_that_have_codes():
    found = [Rate("a", "x", 9, 1.0, 0, 1.0), Rate("b", "x", 1, 0.5, 0, 1.0), Rate("none", "x", 1, None, 0, 1.0)]
    assert means(found) == {"x": 0.75}


def test_every_reader_reads_a_plain_code():
    for read in READERS.values():
        assert [data for data, _ in read(code_image("FWPN:ABCDEFGH01234567", module=8))] == [
            b"FWPN:ABCDEFGH01234567"
        ]


def test_made_up_cases_come_kind_by_kind_the_empty_last():
    categories = []
    for case in made_up(1, 1):
        categories.append(case.category)
        if len(categories) == 2:
            break
    assert categories == list(KINDS)[:2]


def test_photographs_are_read_from_folders_with_their_payload_beside(tmp_path):
    for folder in ("qrcode-1", "falsepositives-1", "other"):
        (tmp_path / folder).mkdir()
        cv2.imwrite(str(tmp_path / folder / "1.png"), code_image("A"))
    (tmp_path / "qrcode-1" / "1.txt").write_text("A")
    cases = list(photographs(tmp_path))
    assert [(case.category, case.codes) for case in cases] == [("falsepositives-1", ()), ("qrcode-1", (b"A",))]


def test_the_times_with_a_target_are_taken():
    took = times(frames=1)
    assert took.first_look_ratio == took.first_look / took.bare_zxing
    assert 0 < took.empty_preview < took.large_without
