"""The watch rings in order, not what was cancelled, and ends when told."""

import threading
import time

from drivers.watch import Watch


def test_alarms_ring_in_the_order_of_their_time() -> None:
    watch, rung, all_rung = Watch(), [], threading.Event()
    watch.after(0.10, lambda: (rung.append("later"), all_rung.set()))
    watch.after(0.02, lambda: rung.append("sooner"))
    cancelled = watch.after(0.05, lambda: rung.append("never"))
    cancelled.cancel()
    assert all_rung.wait(30)
    watch.stop()
    assert rung == ["sooner", "later"]


def test_what_has_not_rung_when_it_stops_never_rings() -> None:
    watch, rung = Watch(), threading.Event()
    watch.after(0.05, rung.set)
    watch.stop()
    watch.after(0.0, rung.set)
    assert not rung.wait(0.15)


def test_ten_thousand_alarms_need_one_thread() -> None:
    watch, before = Watch(), threading.active_count()
    for _ in range(10_000):
        watch.after(60.0, lambda: None).cancel()
    assert threading.active_count() == before + 1
    began = time.monotonic()
    watch.stop()
    assert time.monotonic() - began < 10
