"""`kiosk read …`: what an image or a card says, one JSON object a line."""

from pathlib import Path
from typing import Any

import click

from ui.cli.output import Exit, reports_problems, say, say_json
from ui.cli.read_card import card
from ui.cli.read_token import token


@click.group()
def read() -> None:
    """Read a code from images, say what a code's payload is, or read the social security card."""


read.add_command(card)
read.add_command(token)


@read.command()
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object an image.")
@reports_problems
def code(images: tuple[Path, ...], as_json: bool) -> Exit:
    """Read every QR and Micro QR code, Data Matrix, Aztec and PDF417 in IMAGES; no one-dimensional code.

    Exit code 1 where an image had none or could not be opened.
    """
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
    from kiosk.codes.payload import ASSUMED

    count, took = len(answer["codes"]), f"{answer['ms']:.0f} ms"
    say(f"{answer['file']}: {count} code(s) in {took} · {count} 个码，用时 {took}")
    for each in answer["codes"]:
        say(f"  {each['symbology']} {each['text'] if each['text'] is not None else each['bytes']}")
        if each["charset"] == ASSUMED:
            say("  character set not declared: GB18030 assumed · 未声明字符集，按 GB18030 解读")
        if part := each.get("part"):
            _say_part(part)


def _say_part(part: dict[str, int]) -> None:
    from kiosk.codes.unknown import ADVICE, UnknownReason

    message = ADVICE[UnknownReason.PART].message
    say(f"  {UnknownReason.PART} ({part['number']}/{part['of']}): {message.zh}")
    say(f"  {message.en}")
