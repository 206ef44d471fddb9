"""Nothing is left behind, however often a device is opened and closed."""

import time

from drivers.conformance.case import case, require
from drivers.conformance.possessions import left_since, possessions
from drivers.conformance.work import do_work
from drivers.conformance.workplace import Workplace


@case()
def cycles_leave_nothing(on: Workplace) -> None:
    """Opened and closed over and over, it leaves no thread, file, socket or process."""
    device = on.device()
    on.bring_up(device)
    device.close()
    before, began, done = possessions(), time.monotonic(), 0
    while done < on.cycles and time.monotonic() - began < on.cycle_seconds:
        device.bring_up(on.bench.patience)
        device.close()
        done += 1
    took = time.monotonic() - began
    left = left_since(before)
    on.figures.update({"cycles": done, "ms a cycle": round(took / max(1, done) * 1000, 3)})
    require(not left, f"after {done} cycles: {', '.join(left[:5])}")


@case()
def objects_leave_nothing(on: Workplace) -> None:
    """As many objects, made, opened and thrown away, leave nothing either."""
    on.brought_up().close()
    before, began, done = possessions(), time.monotonic(), 0
    while done < max(1, on.cycles // 20) and time.monotonic() - began < on.cycle_seconds:
        device = on.bench.make()
        device.bring_up(on.bench.patience)
        device.close()
        done += 1
    left = left_since(before)
    on.figures["objects"] = done
    require(not left, f"after {done} objects: {', '.join(left[:5])}")


@case(works=True)
def work_leaves_nothing(on: Workplace) -> None:
    """Worked with and closed, it leaves nothing."""
    device = on.brought_up()
    do_work(on, device)
    device.close()
    on.bring_up(device)
    device.close()
    before = possessions()
    on.bring_up(device)
    do_work(on, device)
    device.close()
    left = left_since(before)
    require(not left, f"left behind: {', '.join(left[:5])}")
