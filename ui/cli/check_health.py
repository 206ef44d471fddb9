"""`kiosk check-health`: climbs the devices' health ladders."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path

import click

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.health import HealthLevel, HealthReport
from kiosk.config import load_config
from kiosk.device_problems import DeviceProblem
from kiosk.device_threads import HEALTH_SECONDS
from kiosk.loopback import READ_BACK_SECONDS, check_interactive
from kiosk.station import Station
from ui.cli.health_report import failed_lines, plain_failed, plain_report, report_lines
from ui.cli.held_strip import hold_printed_strip
from ui.cli.opened_station import opened_station
from ui.cli.options import config_file, faults_file, json_lines, language, simulated_devices
from ui.cli.output import Exit, reports_problems, say, say_json


@click.command(name="check-health")
@click.argument("device", required=False, type=click.Choice([kind.value for kind in DeviceKind]))
@config_file
@simulated_devices
@faults_file
@click.option(
    "--level", type=click.Choice([level.value for level in HealthLevel]), default="internal", show_default=True
)
@language
@json_lines
@reports_problems
def check_health(
    device: str | None, file: Path, simulated: bool, faults: Path | None, level: str, language: str, as_json: bool
) -> Exit:
    """Climb the health ladder of DEVICE, or of every device.

    Exit code 1 when one stops on the way, or when a rung stays open.
    """
    with opened_station(None if simulated else load_config(file), faults) as station:
        kinds = [DeviceKind(device)] if device else [view.kind for view in station.devices()]
        hold = partial(hold_printed_strip, station) if simulated else _ask_to_hold_the_strip
        tell = _tell_json if as_json else partial(_tell_lines, language=language)
        passed = [_check(station, kind, HealthLevel(level), hold, tell) for kind in kinds]
    return Exit.DONE if all(passed) else Exit.ANSWER_IS_NO


def _ask_to_hold_the_strip() -> None:
    click.echo(
        "请把打印出的小票放在扫码器前或高拍仪下。\n"
        "Hold the printed strip before the scanner or under the document camera.",
        err=True,
    )


Tell = Callable[[DeviceKind, HealthReport | DeviceProblem], None]


def _check(
    station: Station, kind: DeviceKind, level: HealthLevel, hold_strip: Callable[[], None], tell: Tell
) -> bool:
    seconds = HEALTH_SECONDS + 1
    checking: Future[HealthReport]
    if level is HealthLevel.INTERACTIVE:
        seconds += READ_BACK_SECONDS + HEALTH_SECONDS
        checking = check_interactive(station, kind, hold_strip)
    else:
        checking = station.check_health(kind, level)
    try:
        report = checking.result(seconds)
    except DeviceError as error:
        tell(kind, DeviceProblem(kind, error))
        return False
    tell(kind, report)
    return report.passed


def _tell_json(kind: DeviceKind, found: HealthReport | DeviceProblem) -> None:
    say_json(plain_report(kind, found) if isinstance(found, HealthReport) else plain_failed(kind, found))


def _tell_lines(kind: DeviceKind, found: HealthReport | DeviceProblem, *, language: str) -> None:
    lines = report_lines(kind, found) if isinstance(found, HealthReport) else failed_lines(kind, found)
    for line in lines:
        say(line.in_language(language))
