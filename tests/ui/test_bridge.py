"""Whatever thread something happens on, the face hears of it on its own."""

import threading
from concurrent.futures import Future

from drivers.card_reader import CardRemoved
from drivers.device import DeviceKind
from kiosk.visits.view import VisitView
from tests.helpers.faces import frame
from ui.bridge import Bridge, failure_of


def on_another_thread(work) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_views_and_events_arrive_in_order_on_the_gui_thread(qtbot) -> None:
    bridge = Bridge()
    heard = []
    bridge.viewed.connect(lambda view: heard.append((threading.current_thread(), view)))
    bridge.heard.connect(lambda kind, event: heard.append((threading.current_thread(), kind, event)))
    view = VisitView(training=True)

    def worker() -> None:
        bridge.on_view(view)
        bridge.on_event(DeviceKind.CARD_READER, CardRemoved())

    on_another_thread(worker)
    assert heard == [], "nothing is done on the other thread"
    qtbot.waitUntil(lambda: len(heard) == 2)
    here = threading.current_thread()
    assert heard == [(here, view), (here, DeviceKind.CARD_READER, CardRemoved())]


def test_frames_go_to_the_picture_worker_at_once_and_nowhere_else(qtbot) -> None:
    frames, heard = [], []
    bridge = Bridge(frames.append)
    bridge.heard.connect(lambda *event: heard.append(event))
    on_another_thread(lambda: bridge.on_event(DeviceKind.DOCUMENT_CAMERA, frame()))
    assert len(frames) == 1
    qtbot.wait(5)
    assert heard == []


def test_a_future_is_looked_at_when_it_is_done_and_not_before(qtbot) -> None:
    bridge, done = Bridge(), []
    future: Future[int] = Future()
    bridge.when_done(future, lambda finished: done.append(finished.result()))
    qtbot.wait(5)
    assert done == []
    on_another_thread(lambda: future.set_result(7))
    qtbot.waitUntil(lambda: done == [7])


def test_a_failure_or_a_cancellation_is_a_failure() -> None:
    failed: Future[int] = Future()
    failed.set_exception(ValueError("no"))
    cancelled: Future[int] = Future()
    cancelled.cancel()
    good: Future[int] = Future()
    good.set_result(1)
    assert isinstance(failure_of(failed), ValueError)
    assert failure_of(cancelled) is not None
    assert failure_of(good) is None
