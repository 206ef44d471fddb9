"""What a third-generation card asks for before it shows its holder, and the contract of whoever can answer."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kiosk.rules.assessment import Text


class Authentication(StrEnum):
    """How the card's question for its key ended."""

    NOT_ASKED = "not_asked"
    NO_PROVIDER = "no_provider"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    HELD_BACK = "held_back"
    DONE = "done"


AUTHENTICATION_WORDS = {
    Authentication.NO_PROVIDER: Text(
        "卡片要求密钥认证，本机未配置认证方式，只读出公开部分。请按卡面人工核对。",
        "The card asks for a key and this terminal has none: only its public part was read. Compare what is "
        "printed on it by eye.",
    ),
    Authentication.NO_ANSWER: Text(
        "认证服务或PSAM没有应答，只读出公开部分。请稍后再读一次，或按卡面人工核对。",
        "The key's keeper (security module or service) does not answer: only the public part was read. Read the "
        "card again later, or compare it by eye.",
    ),
    Authentication.REFUSED: Text(
        "卡片未接受认证，只读出公开部分。请勿反复重试，按卡面人工核对，并请技术人员检查密钥。",
        "The card did not accept the key: only its public part was read. Do not try again and again; compare it by "
        "eye and have a technician check the key.",
    ),
    Authentication.HELD_BACK: Text(
        "为避免锁卡，本机已停止向卡片出示密钥，只读出公开部分。请按卡面人工核对，并请技术人员检查密钥。",
        "So as not to lock cards this terminal shows its key no more: only the public part was read. Compare it by "
        "eye and have a technician check the key.",
    ),
}
"""What staff are told of a card whose holder stayed closed."""


@dataclass(frozen=True)
class Challenge:
    """What a card asks: its identification (hexadecimal), the edition it follows, and a fresh random number."""

    card_identification: str = field(repr=False)
    specification_version: str | None
    random: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyUse:
    """Which of the card's keys a provider holds and how the card asks: ISO/IEC 7816-4 leaves both open.

    ``reference`` goes into EXTERNAL AUTHENTICATE as P2; ``challenge_bytes`` is how much GET CHALLENGE asks for.
    The values of the national standard are not public: whoever provides the key says them.
    """

    reference: int = 0x00
    challenge_bytes: int = 8


class KeyUnavailable(Exception):
    """The provider gives no cryptogram now; the text is for the technician and holds nothing of a person."""


class AuthenticationProvider(Protocol):
    """Whoever holds the key: a security module in a slot, or a service behind the network.

    The key itself never reaches the terminal. ``cryptogram`` returns within ``seconds`` or raises KeyUnavailable.
    """

    @property
    def key(self) -> KeyUse:
        """How the key is used."""

    @property
    def seconds(self) -> float:
        """The longest ``cryptogram`` may take."""

    def cryptogram(self, challenge: Challenge) -> bytes:
        """What the card expects for ``challenge``."""
