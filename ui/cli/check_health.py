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
from kiosk.loopback import READ_BACK_SECONDS, Hold, check_interactive
from kiosk.rules.assessment import Text
from kiosk.station import Station
from ui.cli.health_report import failed_lines, plain_failed, plain_report, report_lines
from ui.cli.held_paper import hold_printed
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
        hold = partial(hold_printed, station) if simulated else _ask_to_hold
        tell = _tell_json if as_json else partial(_tell_lines, language=language)
        passed = [_check(station, kind, HealthLevel(level), hold, tell) for kind in kinds]
    return Exit.DONE if all(passed) else Exit.ANSWER_IS_NO


_HELD = {
    DeviceKind.RECEIPT_PRINTER: Text(
        "请把打印出的小票放在扫码器前或高拍仪下。",
        "Hold the printed strip before the scanner or under the document camera.",
    ),
    DeviceKind.DOCUMENT_PRINTER: Text(
        "请把打印出的 A4 测试页放在高拍仪下，或把其二维码放在扫码器前。",
        "Lay the printed A4 page under the document camera, or hold its code before the scanner.",
    ),
}


def _ask_to_hold(printer: DeviceKind) -> None:
    asked = _HELD[printer]
    click.echo(f"{asked.zh}\n{asked.en}", err=True)


Tell = Callable[[DeviceKind, HealthReport | DeviceProblem], None]


def _check(station: Station, kind: DeviceKind, level: HealthLevel, hold: Hold, tell: Tell) -> bool:
    seconds = HEALTH_SECONDS + 1
    checking: Future[HealthReport]
    if level is HealthLevel.INTERACTIVE:
        seconds += READ_BACK_SECONDS + HEALTH_SECONDS
        checking = check_interactive(station, kind, hold)
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
