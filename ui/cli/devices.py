"""`kiosk devices`: what this terminal has, and how each thing is."""

from pathlib import Path
from typing import Any

import click

from drivers.device import DeviceKind
from drivers.status import Readiness, Sensor
from kiosk.config import TerminalConfig, load_config
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem, attentions
from kiosk.device_views import DeviceView
from kiosk.registry.client import RegistryClient
from kiosk.registry.problems import RegistryUnreachable
from kiosk.sensor_words import SENSOR_NAMES, SENSOR_READINGS
from ui.cli.device_statistics import (
    ALL,
    reset_statistics,
    statistics_file,
    tell_openmetrics,
    tell_statistics,
)
from ui.cli.opened_station import opened_station
from ui.cli.options import config_file, faults_file, json_lines, simulated_devices
from ui.cli.output import Exit, detail_of, reports_problems, say, say_json, told

_NOT_SAID = "unknown. It does not say whether it can be used; run check-health, and look at the device itself"


@click.command()
@config_file
@simulated_devices
@faults_file
@json_lines
@click.option("--statistics", is_flag=True, help="What the devices have done so far; opens none of them.")
@click.option("--openmetrics", is_flag=True, help="The same as OpenMetrics text.")
@click.option(
    "--reset-statistics",
    "reset",
    type=click.Choice([*(kind.value for kind in DeviceKind), ALL]),
    help="Count one kind of device anew.",
)
@reports_problems
def devices(
    file: Path,
    simulated: bool,
    faults: Path | None,
    as_json: bool,
    statistics: bool,
    openmetrics: bool,
    reset: str | None,
) -> Exit:
    """Show every device of this terminal and how it stands, and whether the registry answers.

    Exit code 1 when one of them cannot be used, needs somebody, or does not say whether it can be used.
    """
    if statistics or openmetrics or reset:
        counters = statistics_file(file, simulated=simulated)
        if reset:
            return reset_statistics(counters, reset)
        return tell_openmetrics(counters) if openmetrics else tell_statistics(counters, as_json=as_json)
    config = None if simulated else load_config(file)
    with opened_station(config, faults) as station:
        views = station.devices()
    for view in views:
        if as_json:
            say_json(_plain(view))
        else:
            _say_device(view)
    usable = all(view.last_error is None and view.readiness is Readiness.ONLINE for view in views)
    if config is not None:
        usable = _say_registry(config, as_json) and usable
    return Exit.DONE if usable else Exit.ANSWER_IS_NO


def _say_registry(config: TerminalConfig, as_json: bool) -> bool:
    """Ask the registry whether it is there; True when it answers."""
    address = str(config.registry)
    with RegistryClient(address, config.registry_seconds) as registry:
        answers = registry.is_healthy()
    if as_json:
        error = None if answers else told(RegistryUnreachable())
        say_json({"registry": address, "answers": answers, "error": error})
    else:
        state = "answers" if answers else RegistryUnreachable()
        say(f"Work-in-China system ({address}): {state}")
    return answers


def _plain(view: DeviceView) -> dict[str, Any]:
    stamp, problems = view.provenance, _problems(view)
    return {
        "device": view.kind.value,
        "driver": view.driver,
        "source": stamp.source.value if stamp else None,
        "driver_version": stamp.driver_version if stamp else None,
        "serial": view.own_name,
        "address": view.address,
        "readiness": view.readiness.value,
        "sensors": {name: sensor.value for name, sensor in view.sensors},
        "error": told(problems[0]) | {"text": str(problems[0].error)} if problems else None,
    }


def _problems(view: DeviceView) -> tuple[DeviceProblem, ...]:
    """What the device failed with, or what it asks for by its sensors, the likeliest cause first."""
    if view.last_error is not None:
        return (DeviceProblem(view.kind, view.last_error),)
    return attentions(view.kind, view.status)


def _say_device(view: DeviceView) -> None:
    state = _NOT_SAID if view.readiness is Readiness.UNKNOWN else view.readiness.value.replace("_", " ")
    for problem in _problems(view):
        state = f"{state}. {problem} ({detail_of(problem)})" if view.last_error else f"{state}. {problem}"
    source = f" [{view.provenance.source.value}]" if view.provenance else ""
    say(f"{DEVICE_NAMES[view.kind].en} ({view.driver}){source}: {state}")
    for name, reading in view.sensors:
        if reading in (Sensor.LOW, Sensor.BAD):
            sensor = SENSOR_NAMES[name].en if name in SENSOR_NAMES else name
            say(f"  {sensor}: {SENSOR_READINGS[reading].en}")
