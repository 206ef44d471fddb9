"""Codes on sharply folded paper: two planes that meet across the symbol."""

from zlib import crc32

import cv2
import numpy as np
import pytest

from kiosk.codes.bench.readers import READERS, ZXING
from kiosk.codes.bench.scenes import folded
from kiosk.codes.decode import decode_image
from kiosk.codes.finder_patterns import finder_patterns
from kiosk.codes.fold import fold_of, laid_flat_in_two
from kiosk.codes.found import within
from kiosk.codes.grids import grids
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET
from tests.helpers.code_images import code_image, on_desk

AMPLE = 30.0
"""Seconds, so that a busy machine changes no answer."""

TOKEN = "FWPN:ABCDEFGH0123456789ABCDEF"


def creased(image, at, lift=0.45):
    """The right part, from column ``at`` on, seen shortened and running away, as a second plane is."""
    size = image.shape[0]
    far = size - at
    corners = np.array([[at, 0], [size, 0], [size, size], [at, size]], np.float32)
    short = at + far * (1 - 0.5 * lift)
    low = 0.18 * far * lift
    seen = np.array([[at, 0], [short, low], [short, size - low], [at, size]], np.float32)
    plane = cv2.getPerspectiveTransform(corners, seen)
    bent = cv2.warpPerspective(image, plane, image.shape[::-1], borderValue=255)
    columns = np.arange(size)[None, :]
    return np.where(columns < at, image, bent).astype(np.uint8)


def first_grid(image):
    return grids(image, finder_patterns(image, 31))[0]


def never():
    return False


@pytest.mark.parametrize("seed", [7, 12, 23])
def test_a_folded_code_is_read_where_the_engine_reads_nothing(seed):
    scene = folded(np.random.default_rng([seed, crc32(b"folded")]))
    assert READERS[ZXING](scene.photo) == []
    (code,) = decode_image(scene.photo, True, AMPLE)
    assert (code.data, code.stage) == (scene.codes[0], "grid, unfolded")
    rows, columns = np.nonzero(scene.places)
    inside = [within((x, y), code.corners) for x, y in zip(columns[::97], rows[::97], strict=True)]
    assert np.mean(inside) > 0.97


@pytest.mark.parametrize("share", [0.35, 0.5, 0.65])
def test_the_fold_is_found_where_it_is(share):
    code = code_image(TOKEN, module=8, quiet=4, version=4)
    image, _ = on_desk(creased(code, int(share * len(code)), lift=1.0), background=255)
    grid = first_grid(image)
    fold = fold_of(image, grid, never)
    assert fold is not None
    flat = laid_flat_in_two(image, grid.modules, fold)
    expected = code_image(TOKEN, module=PIXELS_A_MODULE, quiet=QUIET, version=4)
    assert np.mean((flat > 127) == (expected > 127)) > 0.93


def test_flat_paper_has_no_fold():
    image, _ = on_desk(code_image(TOKEN, module=8), turn=12, background=255)
    assert fold_of(image, first_grid(image), never) is None


def test_a_search_that_is_late_supposes_no_fold():
    image, _ = on_desk(creased(code_image(TOKEN, module=8), 150), background=255)
    assert fold_of(image, first_grid(image), lambda: True) is None
