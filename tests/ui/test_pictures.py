"""Pictures: scaled and turned by the worker, the newest frame only, drawn one to one."""

import threading

import cv2
import numpy as np
import pytest

from drivers.document_camera import Frame
from tests.helpers.faces import SIMULATOR, page_image
from ui.pictures import Look, PictureWorker, decode, render
from ui.widgets.picture_view import PictureView


def solid(value: int, width: int = 40, height: int = 20) -> np.ndarray:
    return np.full((height, width, 3), value, dtype=np.uint8)


@pytest.mark.parametrize(
    ("look", "size"),
    [
        (Look(400, 400), (400, 200)),
        (Look(100, 20), (40, 20)),
        (Look(400, 400, turns=1), (200, 400)),
        (Look(400, 400, turns=2), (400, 200)),
        (Look(400, 400, zoom=2.0), (400, 200)),
        (Look(1, 1), (1, 1)),
    ],
)
def test_a_picture_fits_its_place_and_keeps_its_shape(look: Look, size: tuple[int, int]) -> None:
    picture = render(solid(10), look)
    assert (picture.image.width(), picture.image.height()) == size


def test_colours_and_sides_are_right() -> None:
    image = solid(0, 4, 2)
    image[:, :2] = (255, 0, 0)  # blue on the left
    picture = render(image, Look(4, 2)).image
    assert picture.pixelColor(0, 0).blue() == 255
    assert picture.pixelColor(0, 0).red() == 0
    turned = render(image, Look(2, 4, turns=1)).image
    assert turned.pixelColor(0, 0).blue() == 255, "a quarter turn to the right puts the left side on top"
    assert turned.pixelColor(0, 3).blue() == 0


def test_the_zoom_looks_where_it_points_and_never_beyond_the_edge() -> None:
    image = solid(0, 100, 100)
    image[80:, 80:] = 255
    assert render(image, Look(10, 10, zoom=4.0, centre=(1.0, 1.0))).image.pixelColor(9, 9).red() == 255
    assert render(image, Look(10, 10, zoom=4.0, centre=(0.0, 0.0))).image.pixelColor(9, 9).red() == 0


def test_what_is_no_picture_decodes_to_nothing() -> None:
    assert decode(b"") is None
    assert decode(b"not a jpeg") is None
    assert decode(cv2.imencode(".jpg", solid(9))[1].tobytes()).shape == (20, 40, 3)


@pytest.fixture
def worker():
    made = PictureWorker()
    yield made
    made.stop()


def test_only_the_newest_frame_is_shown_however_many_come(worker, qtbot) -> None:
    shown = []
    worker.set_look(width=40, height=20)
    worker.start(shown.append)
    worker.offer(Frame(solid(1), 1, 0.0, SIMULATOR))
    qtbot.waitUntil(lambda: len(shown) == 1)
    for number in range(2, 100):
        worker.offer(Frame(solid(number), number, 0.0, SIMULATOR))
    qtbot.wait(30)
    assert len(shown) == 1, "the GUI has not taken the last one yet"
    worker.taken()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown[1].image.pixelColor(5, 5).red() == 99
    worker.taken()
    qtbot.wait(30)
    assert len(shown) == 2, "and nothing is shown twice"


def test_offering_a_frame_never_waits(worker) -> None:
    """The camera's thread must not be held, even while nobody takes pictures."""
    worker.set_look(width=40, height=20)
    worker.start(lambda _: None)
    done = threading.Event()

    def camera() -> None:
        for number in range(500):
            worker.offer(Frame(solid(number % 255), number, 0.0, SIMULATOR))
        done.set()

    thread = threading.Thread(target=camera)
    thread.start()
    assert done.wait(30)
    thread.join()


def test_a_held_picture_stays_and_a_captured_page_goes_before_the_camera(worker, qtbot) -> None:
    shown = []

    def show(picture) -> None:
        shown.append(picture.image.pixelColor(5, 5).red())
        worker.taken()

    worker.set_look(width=40, height=20)
    worker.start(show)
    worker.offer(Frame(solid(1), 1, 0.0, SIMULATOR))
    qtbot.waitUntil(lambda: shown == [1])
    worker.hold(True)
    worker.offer(Frame(solid(2), 2, 0.0, SIMULATOR))
    qtbot.waitUntil(lambda: shown == [1, 1])
    worker.show_still(cv2.imencode(".png", solid(200))[1].tobytes())
    qtbot.waitUntil(lambda: shown[-1] == 200)
    worker.offer(Frame(solid(3), 3, 0.0, SIMULATOR))
    worker.show_still(None)
    worker.offer(Frame(solid(4), 4, 0.0, SIMULATOR))
    qtbot.waitUntil(lambda: shown[-1] == 4)
    assert 2 not in shown
    assert 3 not in shown


def test_a_broken_stored_picture_does_not_end_the_worker(worker, qtbot) -> None:
    shown = []
    worker.set_look(width=40, height=20)
    worker.start(shown.append)
    worker.show_still(b"broken")
    worker.show_still(None)
    worker.offer(Frame(solid(7), 1, 0.0, SIMULATOR))
    qtbot.waitUntil(lambda: len(shown) == 1)


def test_the_view_draws_one_to_one_in_the_middle(worker, qtbot) -> None:
    view = PictureView(worker)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    worker.start(view.show_picture)
    worker.offer(Frame(page_image(), 1, 0.0, SIMULATOR))
    qtbot.waitUntil(lambda: view.picture is not None)
    assert (view.picture.image.width(), view.picture.image.height()) == (267, 200)
    view.clear()
    assert view.picture is None
