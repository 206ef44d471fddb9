import cv2
import numpy as np
import pytest

from kiosk.codes.decode import decode_image
from kiosk.codes.drawn import drawn_anew
from kiosk.codes.finder_patterns import finder_patterns
from kiosk.codes.flat import laid_flat, realigned
from kiosk.codes.found import placed
from kiosk.codes.grids import grids
from kiosk.codes.mesh import pulled_straight
from kiosk.codes.resampled import GridReader
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET
from kiosk.codes.zxing import look
from tests.helpers.code_images import code_image, on_desk

TOKEN = "FWPN:ABCDEFGH0123456789ABCDEF"
MODULES = 29


def read_by_grid(image, late=lambda: False):
    reader = GridReader(image, image, np.eye(3), late)
    return reader.look_for(image, np.eye(3), 31, "grid")


def tilted(code, degrees):
    """The code on a light table, turned out of the plane; and its four corners."""
    size = code.shape[0]
    flat = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2
    depth = 1 + flat[:, 1] * np.sin(np.radians(degrees)) / (2.2 * size)
    corners = np.column_stack([flat[:, 0], flat[:, 1] * np.cos(np.radians(degrees))]) / depth[:, None] + (400, 300)
    start = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
    mapping = cv2.getPerspectiveTransform(start, corners.astype(np.float32))
    table = np.full((600, 800), 200, np.uint8)
    cv2.warpPerspective(code, mapping, (800, 600), dst=table, borderMode=cv2.BORDER_TRANSPARENT)
    return table, corners


def wrinkled(code):
    """The code on cloth: shifted by up to more than a module (8 pixels), differently from place to place."""
    image, _ = on_desk(code, width=500, height=500)
    y, x = np.mgrid[0:500, 0:500].astype(np.float32)
    across, down = 8 * np.sin(y / 45) * np.sin(x / 60), 8 * np.sin(x / 50) * np.cos(y / 70)
    return cv2.remap(image, x + across.astype(np.float32), y + down.astype(np.float32), cv2.INTER_LINEAR)


@pytest.mark.parametrize("turn", [0, 33, 180])
def test_the_three_finder_patterns_are_seen(turn):
    image, corners = on_desk(code_image(TOKEN, version=3, quiet=0), turn=turn, background=255)
    patterns = finder_patterns(image, reach=31)
    middles = [
        corners[at] + (corners[across] - corners[at]) * 3.5 / MODULES for at, across in ((0, 2), (1, 3), (3, 1))
    ]
    for middle in middles:
        near = min(patterns, key=lambda pattern: np.hypot(*(pattern.middle - middle)))
        assert np.hypot(*(near.middle - middle)) < 2
        assert near.module == pytest.approx(6, abs=1)


def test_a_page_without_codes_gives_no_grid():
    page = np.full((400, 400), 255, np.uint8)
    cv2.rectangle(page, (50, 50), (150, 150), 0, 4)
    assert grids(page, finder_patterns(page, 31)) == []


@pytest.mark.parametrize("version", [1, 2, 3, 7, 12, 18])
@pytest.mark.parametrize("degrees", [0, 45])
def test_the_number_of_modules_and_their_places_are_found(version, degrees):
    image, corners = tilted(code_image("SPECIMEN", version=version, quiet=0), degrees)
    best = grids(image, finder_patterns(image, 31))[0]
    assert best.modules == 17 + 4 * version
    side = best.modules
    expected = placed(np.array([[0, 0], [side, 0], [side, side], [0, side]], float), best.to_view)
    assert np.abs(expected[[0, 1, 3]] - corners[[0, 1, 3]]).max() < 6


def test_the_alignment_pattern_puts_the_fourth_corner_right():
    image, corners = tilted(code_image(TOKEN, version=3, quiet=0), 55)
    grid = grids(image, finder_patterns(image, 31))[0]
    aligned = realigned(laid_flat(image, grid), grid)
    assert aligned is not None
    fourth = placed(np.array([[MODULES, MODULES]], float), aligned.to_view)[0]
    assert np.hypot(*(fourth - corners[2])) < 4


def test_version_one_has_no_alignment_pattern_to_go_by():
    image, _ = tilted(code_image("SPECIMEN", version=1), 0)
    grid = grids(image, finder_patterns(image, 31))[0]
    assert realigned(laid_flat(image, grid), grid) is None


def test_a_code_without_quiet_zone_is_read_by_its_grid_and_placed_right():
    image, corners = on_desk(code_image(TOKEN, quiet=0), turn=12, background=60)
    assert look(image, "as given", np.eye(3)).codes == ()
    codes = read_by_grid(image)
    assert {code.text for code in codes} == {TOKEN}
    assert np.abs(np.array(codes[0].corners) - corners).max() < 8


def test_a_wrinkled_code_is_read_once_it_is_pulled_straight():
    image = wrinkled(code_image(TOKEN))
    assert look(image, "as given", np.eye(3)).codes == ()
    codes = decode_image(image, True, limit_seconds=30.0)
    assert [code.text for code in codes] == [TOKEN]
    assert codes[0].stage.endswith(("pulled straight", "unfolded"))


def test_pulling_leaves_a_flat_symbol_as_it_is():
    flat = code_image(TOKEN, module=PIXELS_A_MODULE, quiet=QUIET, version=3)
    straight = pulled_straight(flat, MODULES)
    assert straight.shape == flat.shape
    assert np.mean((straight > 127) == (flat > 127)) > 0.99


def test_a_search_that_is_late_reads_nothing_more():
    image, _ = on_desk(code_image(TOKEN))
    assert read_by_grid(image, late=lambda: True) == ()


def test_drawing_a_symbol_anew_looks_at_the_clock_before_each_try():
    flat = code_image(TOKEN, module=PIXELS_A_MODULE)
    modules = len(flat) // PIXELS_A_MODULE - 2 * QUIET
    asked = []
    assert drawn_anew(flat, modules) is not None
    assert drawn_anew(flat, modules, late=lambda: True) is None
    assert drawn_anew(255 - flat, modules, late=lambda: bool(asked.append(1)) or len(asked) > 3) is None
    assert len(asked) == 4
