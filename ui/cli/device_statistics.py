"""What the devices have done so far, from the file beside the records: for a person, as JSON, or as OpenMetrics."""

from pathlib import Path

import click

from drivers.device import DeviceKind
from drivers.openmetrics import openmetrics
from drivers.statistics_file import DeviceCounts, StatisticsFile
from kiosk.config import load_config
from kiosk.device_problems import DEVICE_NAMES
from kiosk.statistics_keeper import statistics_path
from ui.cli.output import Exit, say, say_json
from ui.cli.training_folder import training_folder

ALL = "all"


def statistics_file(config: Path, *, simulated: bool) -> StatisticsFile:
    """The counters of this terminal, or of its training mode."""
    if simulated:
        return StatisticsFile(statistics_path(f"sqlite:///{training_folder() / 'records.sqlite'}"))
    return StatisticsFile(statistics_path(load_config(config).records))


def tell_statistics(file: StatisticsFile, *, as_json: bool) -> Exit:
    """Every counter of every device; opens none of them."""
    counted = file.read()
    if not counted and not as_json:
        say("Nothing counted yet.")
    for one in counted:
        if as_json:
            say_json(_plain(one))
        else:
            _say(one)
    return Exit.DONE


def tell_openmetrics(file: StatisticsFile) -> Exit:
    """The same for a monitoring system."""
    click.echo(openmetrics(file.read()), nl=False)
    return Exit.DONE


def reset_statistics(file: StatisticsFile, which: str) -> Exit:
    """Begin one kind of device anew, or all."""
    file.reset(None if which == ALL else DeviceKind(which))
    return Exit.DONE


def _plain(one: DeviceCounts) -> dict[str, object]:
    return {
        "device": one.key.kind.value,
        "driver": one.key.driver,
        "serial": one.key.device,
        "since": one.since.isoformat(timespec="seconds"),
        "reset": one.reset,
        "counts": dict(one.counts),
    }


def _say(one: DeviceCounts) -> None:
    since = one.since.astimezone().strftime("%Y-%m-%d %H:%M")
    why = "reset by a technician" if one.reset else "first seen"
    name = " ".join(filter(None, (f"{DEVICE_NAMES[one.key.kind].en} ({one.key.driver})", one.key.device)))
    say(f"{name}: {why} {since}")
    for name, count in sorted(one.counts.items()):
        say(f"  {name} {count:.10g}")
