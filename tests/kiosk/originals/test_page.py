import cv2
import numpy as np
import pytest

from drivers.document_camera.scene import mat
from kiosk.originals.page import crop_page, find_page, shows_nothing
from tests.helpers.passport_pages import PAGE_MM, Scene, page_corners, still

LINES = ("P<UTOSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "XA12345679UTO9002281F2912316<<<<<<<<<<<<<<<6")


@pytest.mark.parametrize(
    "scene",
    [Scene(), Scene(angle=7, seed=2), Scene(angle=-12, tilt=0.03, seed=3), Scene(fill=0.4, noise=12, light=0.6)],
)
def test_a_page_on_the_dark_mat_is_cut_along_its_edges(scene):
    page = find_page(still(LINES, scene))
    assert page.found
    assert np.abs(page.corners - page_corners(scene)).max() < 6
    height, width = page.image.shape[:2]
    assert width / height == pytest.approx(PAGE_MM[0] / PAGE_MM[1], rel=0.12)
    assert page.image.mean() > 90


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(np.full((1080, 1920, 3), 35, np.uint8), id="an empty mat"),
        pytest.param(np.full((1080, 1920, 3), 240, np.uint8), id="a page beyond the frame"),
        pytest.param(np.zeros((1080, 1920, 3), np.uint8), id="darkness"),
        pytest.param(np.random.default_rng(1).integers(0, 256, (480, 640, 3), np.uint8), id="noise"),
    ],
)
def test_without_a_page_the_frame_stays_whole_and_says_so(image):
    page = find_page(image)
    assert not page.found
    assert page.image is image
    assert crop_page(image) is image


def test_two_overlapping_papers_are_not_taken_for_one():
    image = np.full((1080, 1920, 3), 35, np.uint8)
    cv2.rectangle(image, (300, 150), (1000, 600), (235, 235, 235), -1)
    cv2.rectangle(image, (800, 450), (1500, 950), (235, 235, 235), -1)
    assert not find_page(image).found


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(mat(1600, 1200), id="an empty mat"),
        pytest.param(np.zeros((1080, 1920, 3), np.uint8), id="darkness"),
        pytest.param(
            np.random.default_rng(1).normal(35, 6, (1200, 1600, 3)).clip(0, 255).astype(np.uint8), id="noise"
        ),
    ],
)
def test_an_empty_mat_and_darkness_show_nothing(image):
    assert shows_nothing(image)


@pytest.mark.parametrize("scene", [Scene(), Scene(fill=0.4, noise=12, light=0.6)])
def test_a_page_shows_something(scene):
    assert not shows_nothing(still(LINES, scene))


def test_a_small_photo_on_the_mat_and_a_page_that_fills_the_frame_show_something():
    small, whole = mat(1600, 1200), np.full((1200, 1600, 3), 235, np.uint8)
    small[500:580, 700:760] = 200
    cv2.putText(whole, "SPECIMEN", (300, 600), cv2.FONT_HERSHEY_SIMPLEX, 3.0, (40, 40, 40), 6)
    assert not shows_nothing(small)
    assert not shows_nothing(whole)
