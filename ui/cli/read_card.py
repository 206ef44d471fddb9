"""`kiosk read card`: the social security card in a PC/SC reader, with a key where one was given."""

import time
from typing import TYPE_CHECKING

import click

from drivers.card_reader import CardInserted, CardReader
from drivers.errors import DeviceError, DeviceErrorCode
from ui.cli.output import Exit, reports_problems

if TYPE_CHECKING:
    from kiosk.cards.authenticator import CardAuthenticator

POLL_SECONDS = 0.2


@click.command()
@click.option("--reader", help="Part of the reader's name; whichever holds a card otherwise.")
@click.option("--module", help="Part of the name of the slot with a security module (PSAM).")
@click.option("--key-service", help="Address of a service that answers cards' challenges.")
@click.option("--wait", "seconds", type=click.FloatRange(0, 300), default=20.0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@reports_problems
def card(reader: str | None, module: str | None, key_service: str | None, seconds: float, as_json: bool) -> Exit:
    """Read the social security card in a PC/SC reader; waits for a card. Prints a person's data.

    A third-generation card gives its holder only to --module or --key-service. Exit code 1 for a card that is
    no social security card.
    """
    from drivers.card_reader.pcsc import PcscCardReader
    from kiosk.cards.problems import CardProblem, NotASocialSecurityCard
    from kiosk.cards.reading import read_card
    from ui.cli.card_keys import opened
    from ui.cli.card_words import say_card, say_unread

    try:
        with opened(lambda: PcscCardReader(reader, not_reader=module)) as device:
            _await_card(device, seconds)
            reading = read_card(device, authenticator=_authenticator(module, key_service))
    except (CardProblem, DeviceError) as error:
        say_unread(error, as_json=as_json)
        return Exit.ANSWER_IS_NO if isinstance(error, NotASocialSecurityCard) else Exit.FAILED
    say_card(reading, as_json=as_json)
    return Exit.DONE


def _authenticator(module: str | None, key_service: str | None) -> "CardAuthenticator | None":
    from kiosk.cards.authenticator import CardAuthenticator

    if module is not None:
        from kiosk.cards.security_module import SecurityModuleProvider
        from ui.cli.card_keys import pcsc_slot

        return CardAuthenticator(SecurityModuleProvider(pcsc_slot(module)))
    if key_service is None:
        return None
    from kiosk.registry.card_keys import CardKeyService
    from kiosk.rules.assessment import Text
    from kiosk.terminal_problems import WrongUse

    try:
        return CardAuthenticator(CardKeyService(key_service))
    except ValueError as error:
        raise WrongUse(Text(f"--key-service 不是可用的地址：{error}", f"--key-service: {error}")) from error


def _await_card(device: CardReader, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not isinstance(device.poll(POLL_SECONDS), CardInserted):
        if time.monotonic() > deadline:
            raise DeviceError(DeviceErrorCode.CARD_ABSENT, "reader", f"no card within {seconds:g} s")
