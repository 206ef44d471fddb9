"""`kiosk card …`: training cards in files, for whoever trains."""

from pathlib import Path

import click

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.errors import DeviceError
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.problems import CardProblem
from kiosk.cards.reading import read_card
from kiosk.cards.training_key import TrainingKeeper
from ui.cli.card_words import say_card, say_unread
from ui.cli.output import Exit, reports_problems, say


@click.group()
def card() -> None:
    """Write and try training cards."""


@card.command()
@click.option(
    "--kind",
    type=click.Choice(["social_security", "bank", "transit", "blank"]),
    default="social_security",
    show_default=True,
)
@click.option("--edition", type=click.Choice(["1.00", "2.00", "3.00"]), default="2.00", show_default=True)
@click.option("--locked", is_flag=True, help="The holder's data want a key, as on third-generation cards.")
@reports_problems
def template(kind: str, edition: str, locked: bool) -> Exit:
    """Print a card file to start from; every line of it says what it does."""
    from kiosk.cards.card_template import card_template

    say(card_template(kind=kind, edition=edition, locked=locked).rstrip("\n"))
    return Exit.DONE


@card.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with-key", is_flag=True, help="Answer a card that wants a key with the training key.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def check(file: Path, with_key: bool, as_json: bool) -> Exit:
    """Read the card described in FILE as the terminal would, and say what comes of it.

    Exit code 1 where nothing was read, which may be just what the card is for.
    """
    from kiosk.cards.card_file import load_card

    try:
        say_card(_try(load_card(file), with_key=with_key), as_json=as_json)
    except (CardProblem, DeviceError) as error:
        say_unread(error, as_json=as_json)
        return Exit.ANSWER_IS_NO
    return Exit.DONE


def _try(card: VirtualCard, *, with_key: bool) -> SocialSecurityCard:
    reader = SimulatedCardReader()
    reader.bring_up()
    reader.present(card)
    try:
        return read_card(reader, authenticator=CardAuthenticator(TrainingKeeper()) if with_key else None)
    finally:
        reader.close()
