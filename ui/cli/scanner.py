"""`kiosk scanner`: the label that shows whether a scanner that types like a keyboard is set to a US one."""

import time
from pathlib import Path

import click
import numpy as np
from PIL import Image

from drivers.catalog import create_device
from drivers.code_scanner import CodeScanner
from drivers.code_scanner.layout_label import LAYOUT_LABEL, LayoutCheck, check_layout
from drivers.device import DeviceKind
from drivers.errors import DeviceError
from kiosk.config import DeviceConfig, load_config
from kiosk.device_problems import DeviceProblem
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from printing.qr import QUIET_MODULES, qr_matrix
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json

DOTS_A_MODULE = 8
POLL_SECONDS = 0.2


@click.group()
def scanner() -> None:
    """Whether the code scanner types what is printed."""


@scanner.command()
@click.argument("picture", type=click.Path(dir_okay=False, path_type=Path))
@reports_problems
def label(picture: Path) -> Exit:
    """Draw the layout label into PICTURE (a PNG): show it on a screen, or `kiosk print` it."""
    dark = np.pad(np.array(qr_matrix(LAYOUT_LABEL)), QUIET_MODULES)
    dots = np.kron(~dark, np.ones((DOTS_A_MODULE, DOTS_A_MODULE), bool))
    Image.fromarray(dots).save(picture, "PNG")
    say(str(picture))
    return Exit.DONE


@scanner.command()
@config_file
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=30.0, show_default=True, help="To wait for it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def check(file: Path, seconds: float, as_json: bool) -> Exit:
    """Wait until the layout label is scanned, and say what became of it on the way.

    What is no label by its length is told and waited past. Exit code 1 where the label came otherwise than it is
    printed, or did not come.
    """
    config = load_config(file).devices.get(DeviceKind.CODE_SCANNER)
    if config is None:
        raise WrongUse(Text("未配置扫码器", "no code scanner is configured"))
    found = _checked(config, seconds, as_json)
    if found is None:
        say_json({"scanned": False}) if as_json else say(f"no code was scanned in {seconds:g} s")
        return Exit.ANSWER_IS_NO
    _say(found, as_json)
    return Exit.DONE if found.good else Exit.ANSWER_IS_NO


def _checked(config: DeviceConfig, seconds: float, as_json: bool) -> LayoutCheck | None:
    """The first scan of the label, else the last of anything; what a scan holds is only compared, never shown."""
    try:
        device = create_device(DeviceKind.CODE_SCANNER, config.driver, config.options)
    except DeviceError as error:
        raise DeviceProblem(DeviceKind.CODE_SCANNER, error) from error
    if not isinstance(device, CodeScanner):
        raise WrongUse(Text(f"{config.driver} 不是扫码器驱动", f"{config.driver} drives no code scanner"))
    until, found = time.monotonic() + seconds, None
    try:
        device.bring_up()
        while time.monotonic() < until and (found is None or found.lost):
            device.arm()  # again after each scan
            scan = device.poll(POLL_SECONDS)
            if scan is not None:
                found = check_layout(scan.data)
                _say_waiting(found, as_json)
    except DeviceError as error:
        raise DeviceProblem(DeviceKind.CODE_SCANNER, error) from error
    finally:
        device.close()
    return found


def _say_waiting(found: LayoutCheck, as_json: bool) -> None:
    if found.lost and not as_json:
        say("another code came, or characters are lost; waiting for the label")


def _say(found: LayoutCheck, as_json: bool) -> None:
    if as_json:
        changed = [list(pair) for pair in found.changed]
        answer = {"scanned": True, "good": found.good, "changed": changed, "lost": found.lost}
        say_json({**answer, "keyboard": found.keyboard})
    elif found.good:
        say("every character came as it is printed")
    elif found.lost:
        say("another code was scanned, or characters are lost: set the scanner to a US keyboard, without Alt codes")
    else:
        pairs = ", ".join(f"{printed} came as {typed}" for printed, typed in found.changed)
        guess = f"; it is set to {found.keyboard}" if found.keyboard else ""
        say(f"set the scanner to a US keyboard: {pairs}{guess}")
