"""A virtual security module for training and tests, which holds the training key."""

from dataclasses import dataclass

from drivers.card_reader.virtual_card import RecordFile, VirtualCard
from drivers.card_reader.virtual_faults import OK
from drivers.card_reader.virtual_key import CONDITIONS_NOT_SATISFIED, WRONG_LENGTH
from kiosk.cards.application import SSSE_VARIANT
from kiosk.cards.training_key import training_cryptogram

ATR = bytes.fromhex("3b6d000000000000000000005053414d01")
_NO_SUCH_KEY = b"\x94\x03"


@dataclass
class VirtualModule(VirtualCard):
    """Knows one key, by its usage and version; answers INIT FOR DESCRYPT and DES CRYPT besides SELECT."""

    usage: int = 0x27
    version: int = 0x01

    def power_on(self) -> bytes:
        """Reset the module: the key that was chosen is forgotten."""
        self._factor = b""
        return super().power_on()

    def _perform(self, command: bytes) -> bytes:
        if command[:1] != b"\x80" or len(command) < 6 or len(command) != 5 + command[4]:
            return super()._perform(command) if command[:1] != b"\x80" else WRONG_LENGTH
        if command[1] == 0x1A:
            if command[2:4] != bytes((self.usage, self.version)):
                return _NO_SUCH_KEY
            self._factor = command[5:]
            return OK
        if command[1] == 0xFA and self._factor:
            return training_cryptogram(self._factor, command[5:]) + OK
        return CONDITIONS_NOT_SATISFIED


def virtual_module() -> VirtualModule:
    """A module as it comes from its maker."""
    return VirtualModule(ATR, {SSSE_VARIANT: {0x0015: RecordFile(())}})
