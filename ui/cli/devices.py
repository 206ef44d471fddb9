"""`kiosk devices`, `kiosk check-health`: what this terminal has, and how each thing is."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.health import HealthLevel, HealthReport, RungResult, Verdict
from drivers.statistics_file import StatisticsFile
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig, TerminalConfig, load_checked, load_config
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.device_threads import HEALTH_SECONDS
from kiosk.device_views import DeviceView
from kiosk.fault_plan_config import FaultPlanConfig
from kiosk.loopback import READ_BACK_SECONDS, check_interactive
from kiosk.registry.client import RegistryClient
from kiosk.registry.problems import RegistryUnreachable
from kiosk.station import Station
from kiosk.statistics_keeper import statistics_path
from ui.cli.device_statistics import (
    ALL,
    reset_statistics,
    statistics_file,
    tell_openmetrics,
    tell_statistics,
)
from ui.cli.faults import tell_missed
from ui.cli.held_strip import hold_printed_strip
from ui.cli.options import config_file, faults_file
from ui.cli.output import Exit, detail_of, reports_problems, say, say_json, told

START_SECONDS = 8.0

_VERDICTS = {
    Verdict.PASSED: "passed",
    Verdict.FAILED: "NOT passed",
    Verdict.UNKNOWN: "NOT KNOWN. Nothing failed, but not every question found an answer",
}
_NOT_SAID = "unknown. It does not say whether it can be used; run check-health, and look at the device itself"

_simulated = click.option("--simulated", is_flag=True, help="Look at simulated devices instead.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command()
@config_file
@_simulated
@faults_file
@_json
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

    Exit code 1 when one of them cannot be used, or does not say whether it can.
    """
    if statistics or openmetrics or reset:
        counters = statistics_file(file, simulated=simulated)
        if reset:
            return reset_statistics(counters, reset)
        return tell_openmetrics(counters) if openmetrics else tell_statistics(counters, as_json=as_json)
    config = None if simulated else load_config(file)
    with _station(config, faults) as station:
        views = station.devices()
    for view in views:
        if as_json:
            say_json(_plain(view))
        else:
            _say_device(view)
    usable = all(view.last_error is None and view.readiness is not Readiness.UNKNOWN for view in views)
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


@click.command(name="check-health")
@click.argument("device", required=False, type=click.Choice([kind.value for kind in DeviceKind]))
@config_file
@_simulated
@faults_file
@click.option(
    "--level", type=click.Choice([level.value for level in HealthLevel]), default="internal", show_default=True
)
@_json
@reports_problems
def check_health(
    device: str | None, file: Path, simulated: bool, faults: Path | None, level: str, as_json: bool
) -> Exit:
    """Climb the health ladder of DEVICE, or of every device.

    Exit code 1 when one stops on the way, or when a rung stays open.
    """
    with _station(None if simulated else load_config(file), faults) as station:
        kinds = [DeviceKind(device)] if device else [view.kind for view in station.devices()]
        hold = partial(hold_printed_strip, station) if simulated else _ask_to_hold_the_strip
        passed = [_check(station, kind, HealthLevel(level), as_json, hold) for kind in kinds]
    return Exit.DONE if all(passed) else Exit.ANSWER_IS_NO


def _ask_to_hold_the_strip() -> None:
    click.echo(
        "请把打印出的小票放在扫码器前或高拍仪下。\n"
        "Hold the printed strip before the scanner or under the document camera.",
        err=True,
    )


def _check(
    station: Station, kind: DeviceKind, level: HealthLevel, as_json: bool, hold_strip: Callable[[], None]
) -> bool:
    interactive = level is HealthLevel.INTERACTIVE
    seconds = HEALTH_SECONDS + 1 + interactive * (READ_BACK_SECONDS + HEALTH_SECONDS)
    try:
        checking = (
            check_interactive(station, kind, hold_strip) if interactive else station.check_health(kind, level)
        )
        report = checking.result(seconds)
    except DeviceError as error:
        problem = DeviceProblem(kind, error)
        if as_json:
            say_json(
                {
                    "device": kind.value,
                    "verdict": Verdict.FAILED.value,
                    "passed": False,
                    "rungs": [],
                    "error": told(problem),
                }
            )
        else:
            say(f"{DEVICE_NAMES[kind].en}: NOT passed. {problem} ({detail_of(problem)})")
        return False
    if as_json:
        verdict = report.verdict.value
        told_of = {"device": kind.value, "level": level.value, "verdict": verdict, "passed": report.passed}
        say_json(told_of | {"rungs": _rungs(report)})
    else:
        _say_report(kind, report)
    return report.passed


def _rungs(report: HealthReport) -> list[dict[str, Any]]:
    return [
        {
            "rung": finding.rung.value,
            "result": finding.result.value,
            "seen": finding.seen,
            "ms": round(finding.milliseconds, 3),
            "code": finding.error.code.value if finding.error else None,
        }
        for finding in report.findings
    ]


def _say_report(kind: DeviceKind, report: HealthReport) -> None:
    say(f"{DEVICE_NAMES[kind].en}: {_VERDICTS[report.verdict]}")
    for finding in report.findings:
        if finding.result is not RungResult.NOT_SUPPORTED:
            say(f"  {finding.rung}: {finding.result} {finding.seen}".rstrip())
    stopped = report.stopped_at
    if stopped is not None and stopped.error is not None:
        say(f"  {DeviceProblem(kind, stopped.error)}")
    if stopped is None:
        for finding in report.open_at:
            if finding.hindered_by is not None and finding.error is not None:
                say(f"  {DeviceProblem(finding.hindered_by, finding.error)}")


@contextmanager
def _station(config: TerminalConfig | None, faults: Path | None) -> Iterator[Station]:
    """The configured devices, or all simulated ones; each has had the time to open or to fail."""
    written = config.faults if config else FaultPlanConfig()
    plan = (load_checked(faults, FaultPlanConfig) if faults is not None else written).plan
    simulated = {kind: DeviceConfig(driver="simulated") for kind in DeviceKind}
    counters = StatisticsFile(statistics_path(config.records)) if config else None
    station = Station(config.devices if config else simulated, plan, statistics=counters)
    waiting = {view.kind for view in station.devices() if view.last_error is None}
    settled = threading.Event()

    def heard(kind: DeviceKind, event: object) -> None:
        if isinstance(event, DeviceReady | DeviceFailed):
            waiting.discard(kind)
        if not waiting:
            settled.set()

    station.listen(heard)
    station.start()
    try:
        if waiting:
            settled.wait(START_SECONDS)
        yield station
        tell_missed(plan, station)
    finally:
        station.stop()


def _plain(view: DeviceView) -> dict[str, Any]:
    stamp, error = view.provenance, view.last_error
    return {
        "device": view.kind.value,
        "driver": view.driver,
        "source": stamp.source.value if stamp else None,
        "driver_version": stamp.driver_version if stamp else None,
        "serial": stamp.device_serial if stamp else None,
        "readiness": view.readiness.value,
        "sensors": {name: sensor.value for name, sensor in view.sensors},
        "error": error and told(DeviceProblem(view.kind, error)) | {"text": str(error)},
    }


def _say_device(view: DeviceView) -> None:
    state = _NOT_SAID if view.readiness is Readiness.UNKNOWN else view.readiness.value
    if view.last_error is not None:
        problem = DeviceProblem(view.kind, view.last_error)
        state = f"{state}. {problem} ({detail_of(problem)})"
    source = f" [{view.provenance.source.value}]" if view.provenance else ""
    say(f"{DEVICE_NAMES[view.kind].en} ({view.driver}){source}: {state}")
