"""`kiosk read …`: what an image or a card says, one JSON object a line."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drivers.errors import DeviceError, DeviceErrorCode
from ui.cli.output import Exit, reports_problems, say, say_json, told
from ui.cli.read_token import token

if TYPE_CHECKING:
    from drivers.card_reader import CardReader
    from kiosk.cards.problems import CardProblem

POLL_SECONDS = 0.2


@click.group()
def read() -> None:
    """Read a code from images, say what a code's payload is, or read the social security card."""


read.add_command(token)


@read.command()
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object an image.")
@reports_problems
def code(images: tuple[Path, ...], as_json: bool) -> Exit:
    """Read every QR code in IMAGES. Exit code 1 where an image had none or could not be opened."""
    from kiosk.codes.report import read_codes

    found_in_all = True
    for answer in read_codes(images):
        found_in_all = found_in_all and bool(answer.get("codes"))
        if as_json:
            say_json(answer)
        else:
            _say_codes(answer)
    return Exit.DONE if found_in_all else Exit.ANSWER_IS_NO


def _say_codes(answer: dict[str, Any]) -> None:
    if "error" in answer:
        say(f"{answer['file']}: {answer['error']}")
        return
    say(f"{answer['file']}: {len(answer['codes'])} code(s) in {answer['ms']:.0f} ms")
    for each in answer["codes"]:
        say(f"  {each['symbology']} {each['text'] if each['text'] is not None else each['bytes']}")


@read.command()
@click.option("--reader", help="Part of the reader's name; the first reader otherwise.")
@click.option("--wait", "seconds", type=click.FloatRange(0, 300), default=20.0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def card(reader: str | None, seconds: float, as_json: bool) -> Exit:
    """Read the social security card in a PC/SC reader; waits for a card. Prints a person's data."""
    from drivers.card_reader.pcsc import PcscCardReader
    from kiosk.cards.problems import CardProblem
    from kiosk.cards.reading import read_card

    device = PcscCardReader(reader)
    try:
        device.open()
        _await_card(device, seconds)
        fields = _plain(asdict(read_card(device)))
    except (CardProblem, DeviceError) as error:
        return _say_unread(error, as_json)
    finally:
        device.close()
    if as_json:
        say_json(fields)
    else:
        for name, value in fields.items():
            say(f"{name}: {value}")
    return Exit.DONE


def _say_unread(error: "CardProblem | DeviceError", as_json: bool) -> Exit:
    """Say why nothing was read: a card that is no social security card is an answer, the rest a failure."""
    from drivers.device import DeviceKind
    from kiosk.cards.problems import NotASocialSecurityCard
    from kiosk.device_problems import DeviceProblem

    problem = DeviceProblem(DeviceKind.CARD_READER, error) if isinstance(error, DeviceError) else error
    if as_json:
        say_json({"error": told(problem)})
    else:
        say(f"{problem.code}: {problem.message.en}\n{problem.code}：{problem.message.zh}")
    return Exit.ANSWER_IS_NO if isinstance(error, NotASocialSecurityCard) else Exit.FAILED


def _await_card(device: "CardReader", seconds: float) -> None:
    from drivers.card_reader import CardInserted

    deadline = time.monotonic() + seconds
    while not isinstance(device.poll(POLL_SECONDS), CardInserted):
        if time.monotonic() > deadline:
            raise DeviceError(DeviceErrorCode.CARD_ABSENT, "reader", f"no card within {seconds:g} s")


def _plain(value: Any) -> Any:
    """Dates as ISO 8601, enums as their values, tuples as lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
