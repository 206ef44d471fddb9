"""A security module (PSAM) in a slot of its own as the provider of the card's key.

The commands are those of China's bank cards' modules (INIT FOR DESCRYPT, DES CRYPT), which social security modules
are built on; the numbers that choose the key are the issuer's and not public. Proved on a virtual module only.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from drivers.card_reader import CardReader
from drivers.errors import DeviceError
from kiosk.cards.application import SSSE_VARIANT
from kiosk.cards.authentication import Challenge, KeyUnavailable, KeyUse
from kiosk.cards.dialogue import OK, Dialogue
from kiosk.cards.problems import CardProblem

OpenSlot = Callable[[], AbstractContextManager[CardReader]]
"""Opens the module's slot for one use and closes it after; raises DeviceError."""


@dataclass(frozen=True)
class ModuleKey:
    """Which key of the module: its usage (P1) and version (P2), and what it is diversified with.

    The card identification's last ``diversified_by`` bytes choose the card's own key.
    """

    usage: int = 0x27
    version: int = 0x01
    diversified_by: int = 8


class SecurityModuleProvider:
    """Asks the module in ``slot`` for each cryptogram anew: a module taken out or exchanged is noticed at once."""

    def __init__(
        self,
        slot: OpenSlot,
        *,
        module_key: ModuleKey | None = None,
        key: KeyUse | None = None,
        seconds: float = 2.0,
    ) -> None:
        self._slot = slot
        self._module_key = module_key or ModuleKey()
        self._key = key or KeyUse()
        self._seconds = seconds

    @property
    def key(self) -> KeyUse:
        """How the card's key is used."""
        return self._key

    @property
    def seconds(self) -> float:
        """The longest a cryptogram may take."""
        return self._seconds

    def cryptogram(self, challenge: Challenge) -> bytes:
        """What the module makes of the card's challenge. Raises KeyUnavailable."""
        try:
            with self._slot() as reader:
                dialogue = Dialogue(reader, self._seconds)
                reader.power_on()
                try:
                    return self._asked(dialogue, challenge)
                finally:
                    reader.power_off()
        except (DeviceError, CardProblem) as error:
            raise KeyUnavailable(f"security module: {error}") from None

    def _asked(self, dialogue: Dialogue, challenge: Challenge) -> bytes:
        if dialogue.select(bytes((0x00, 0xA4, 0x04, 0x00, len(SSSE_VARIANT))) + SSSE_VARIANT) != OK:
            raise KeyUnavailable("security module: no social security application")
        chosen = self._module_key
        factor = bytes.fromhex(challenge.card_identification)[-chosen.diversified_by :]
        initialise = bytes((0x80, 0x1A, chosen.usage, chosen.version, len(factor))) + factor
        if dialogue.ask(initialise).status != OK:
            raise KeyUnavailable("security module: no such key")
        answer = dialogue.ask(bytes((0x80, 0xFA, 0x00, 0x00, len(challenge.random))) + challenge.random)
        if not answer.good or not answer.data:
            raise KeyUnavailable(f"security module: status {answer.status:04X}")
        return answer.data
