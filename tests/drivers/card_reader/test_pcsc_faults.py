"""What PC/SC's return codes mean for the hall."""

import pytest
from smartcard import scard

from drivers.card_reader.pcsc_faults import PcscFailure, check
from drivers.errors import DeviceErrorCode


@pytest.mark.parametrize(
    ("call", "result", "code"),
    [
        ("SCardEstablishContext", scard.SCARD_E_NO_SERVICE, DeviceErrorCode.SERVICE_DOWN),
        ("SCardEstablishContext", scard.SCARD_W_SECURITY_VIOLATION, DeviceErrorCode.CONFIGURATION),
        ("SCardListReaders", scard.SCARD_W_SECURITY_VIOLATION, DeviceErrorCode.SERVICE_DOWN),
        ("SCardConnect", scard.SCARD_E_SHARING_VIOLATION, DeviceErrorCode.CLAIMED_ELSEWHERE),
        ("SCardConnect", scard.SCARD_W_UNRESPONSIVE_CARD, DeviceErrorCode.CARD_MUTE),
        ("SCardConnect", scard.SCARD_E_READER_UNAVAILABLE, DeviceErrorCode.NO_HARDWARE),
        ("SCardConnect", scard.SCARD_E_NO_SMARTCARD, DeviceErrorCode.CARD_ABSENT),
        ("SCardConnect", scard.SCARD_E_NO_MEMORY, DeviceErrorCode.FAILURE),
    ],
)
def test_a_return_code_is_sorted_by_who_must_act(call, result, code):
    with pytest.raises(PcscFailure) as caught:
        check(call, result)
    error = caught.value.at("reader")
    assert error.code is code
    assert call in error.vendor_text


def test_success_is_no_failure():
    check("SCardConnect", scard.SCARD_S_SUCCESS)
