"""PC/SC return codes sorted by what they mean for the hall: who is missing, and who must act."""

from collections.abc import Mapping

from smartcard import scard

from drivers.errors import DeviceError, DeviceErrorCode

_SERVICE_DOWN = (
    scard.SCARD_E_NO_SERVICE,
    scard.SCARD_E_SERVICE_STOPPED,
    scard.SCARD_E_INVALID_HANDLE,
    scard.SCARD_F_COMM_ERROR,
    scard.SCARD_F_INTERNAL_ERROR,
    scard.SCARD_E_SYSTEM_CANCELLED,
    scard.SCARD_P_SHUTDOWN,
)
_NO_HARDWARE = (
    scard.SCARD_E_NO_READERS_AVAILABLE,
    scard.SCARD_E_UNKNOWN_READER,
    scard.SCARD_E_READER_UNAVAILABLE,
)
_REFUSED = (scard.SCARD_E_NO_ACCESS, scard.SCARD_W_SECURITY_VIOLATION)
_WHERE_POLICY_DECIDES = ("SCardEstablishContext", "SCardConnect")
_MUTE = (
    scard.SCARD_W_UNRESPONSIVE_CARD,
    scard.SCARD_W_UNPOWERED_CARD,
    scard.SCARD_W_UNSUPPORTED_CARD,
    scard.SCARD_E_PROTO_MISMATCH,
    scard.SCARD_E_CARD_UNSUPPORTED,
)
UNSETTLED = (scard.SCARD_W_UNPOWERED_CARD, scard.SCARD_E_NO_SMARTCARD)
"""What is also said of a card whose power has not come up yet."""
_ABSENT = (scard.SCARD_E_NO_SMARTCARD, scard.SCARD_W_REMOVED_CARD)

_MEANINGS: Mapping[int, DeviceErrorCode] = {
    **dict.fromkeys(_SERVICE_DOWN, DeviceErrorCode.SERVICE_DOWN),
    **dict.fromkeys(_NO_HARDWARE, DeviceErrorCode.NO_HARDWARE),
    **dict.fromkeys(_REFUSED, DeviceErrorCode.CONFIGURATION),
    **dict.fromkeys(_MUTE, DeviceErrorCode.CARD_MUTE),
    **dict.fromkeys(_ABSENT, DeviceErrorCode.CARD_ABSENT),
    scard.SCARD_E_SHARING_VIOLATION: DeviceErrorCode.CLAIMED_ELSEWHERE,
}


class PcscFailure(Exception):
    """A PC/SC call that did not succeed; ``result`` is its return code, unsigned."""

    def __init__(self, call: str, result: int) -> None:
        self.call = call
        self.result = result & 0xFFFFFFFF
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """The call, its code and the library's own words."""
        return f"{self.call}: 0x{self.result:08X} {scard.SCardGetErrorMessage(self.result)}"

    @property
    def code(self) -> DeviceErrorCode:
        """What it means outside a running exchange with a card.

        pcsclite calls a connection that was closed a security violation, whether policy (polkit) or death closed
        it; policy only decides on the way in.
        """
        if self.result in _REFUSED and self.call not in _WHERE_POLICY_DECIDES:
            return DeviceErrorCode.SERVICE_DOWN
        return _MEANINGS.get(self.result, DeviceErrorCode.FAILURE)

    def at(self, locus: str) -> DeviceError:
        """The failure as a device's error."""
        return DeviceError(self.code, locus, self.text)


def check(call: str, result: int) -> None:
    """Raise PcscFailure unless ``result`` is success."""
    if result != scard.SCARD_S_SUCCESS:
        raise PcscFailure(call, result)
