"""`kiosk bench devices`: what the device layer costs over the bare backends, and what it leaves behind."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.overhead import Footprint, Overhead, footprint, overheads
from drivers.runner import DeviceRunner
from drivers.simulation import Simulated
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig, load_config
from kiosk.device_problems import DeviceProblem
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json

RATIO_TARGET = 1.05
ABSOLUTE_TARGET_US = 100.0
"""What the layer may cost: either is enough. Of a function call a share says nothing, of a picture a time."""
FILES_LEFT = 0
RESIDENT_LEFT_KB = 4096

_SIMULATED: Mapping[DeviceKind, DeviceConfig] = {kind: DeviceConfig(driver="simulated") for kind in DeviceKind}


@click.command()
@config_file
@click.option("--simulated", is_flag=True, help="Measure simulated devices instead.")
@click.option(
    "--rounds", type=click.IntRange(5, 10_000), default=100, show_default=True, help="For each operation."
)
@click.option("--operations", type=click.IntRange(1, 100_000), default=10_000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@reports_problems
def devices(file: Path, simulated: bool, rounds: int, operations: int, as_json: bool) -> Exit:
    """Microseconds of an operation bare, through the contract, and queued to the device's thread.

    Bare is the driver's own code without the contract around it, not the library below the driver: what a card's
    command costs beyond pyscard is for `kiosk bench cards` to say. Medians of ROUNDS. Then what OPERATIONS status
    queries of each device leave behind: threads, files, memory. Exit code 1 where the contract costs more than
    5 % and more than 100 µs, or something is left behind.
    """
    good = True
    for kind, config in (_SIMULATED if simulated else load_config(file).devices).items():
        with _running(kind, config) as runner:
            if isinstance(runner.device, Simulated) and kind is DeviceKind.CARD_READER:
                _put_a_card_in(runner)
            for overhead in overheads(runner, rounds):
                good = _say_overhead(kind, overhead, as_json) and good
            good = _say_footprint(kind, footprint(runner, operations), as_json) and good
    return Exit.DONE if good else Exit.ANSWER_IS_NO


def within_target(cost: Overhead) -> bool:
    """Whether the contract costs at most 5 % of the operation, or at most 100 µs."""
    return cost.ratio <= RATIO_TARGET or cost.layered - cost.bare <= ABSOLUTE_TARGET_US


def _say_overhead(kind: DeviceKind, cost: Overhead, as_json: bool) -> bool:
    good = within_target(cost)
    if as_json:
        us = {"bare_us": cost.bare, "layered_us": cost.layered, "queued_us": cost.queued, "ratio": cost.ratio}
        rounded = {name: round(value, 3) for name, value in us.items()}
        if cost.library is not None:
            rounded["library_us"] = round(cost.library, 3)
        say_json({"device": kind.value, "operation": cost.operation, **rounded, "within": good})
    else:
        say(
            f"{kind:17} {cost.operation:7} bare {cost.bare:10,.1f} µs, layered {cost.layered:10,.1f} µs "
            f"(× {cost.ratio:.3f}), queued {cost.queued:10,.1f} µs"
            + (f"; the library alone {cost.library:,.1f} µs" if cost.library is not None else "")
            + ("" if good else ": NOT ON TARGET (5 % or 100 µs)")
        )
    return good


def _say_footprint(kind: DeviceKind, left: Footprint, as_json: bool) -> bool:
    good = left.threads <= 0 and left.files <= FILES_LEFT and left.resident_kb <= RESIDENT_LEFT_KB
    if as_json:
        counts = {"threads": left.threads, "files": left.files, "resident_kb": left.resident_kb}
        say_json({"device": kind.value, "operations": left.operations, **counts, "within": good})
    else:
        say(
            f"{kind:17} after {left.operations:,} operations: {left.threads:+d} threads, {left.files:+d} files, "
            f"{left.resident_kb:+,d} kB"
        )
    return good


@contextmanager
def _running(kind: DeviceKind, config: DeviceConfig) -> Iterator[DeviceRunner[Any]]:
    """A device that is up; DeviceProblem where it does not come up."""
    settled, failures = threading.Event(), []

    def heard(event: object) -> None:
        if isinstance(event, DeviceFailed):
            failures.append(event.error)
        if isinstance(event, DeviceReady | DeviceFailed):
            settled.set()

    try:
        device = create_device(kind, config.driver, config.options)
    except DeviceError as error:
        raise DeviceProblem(kind, error) from error
    runner = DeviceRunner(device, heard)
    runner.start()
    try:
        settled.wait(device.operation_timeout)
        if failures:
            raise DeviceProblem(kind, failures[0])
        yield runner
    finally:
        runner.stop()


def _put_a_card_in(runner: DeviceRunner[Any]) -> None:
    from drivers.card_reader.virtual_card import VirtualCard

    runner.device.present(VirtualCard(bytes.fromhex("3B00"), {}))
