"""A signed code through a real QR code, a scanner's keyboard and back."""

from datetime import timedelta

import segno

from drivers.code_scanner.wedge import WedgeReceiver
from kiosk.codes.report import read_codes
from kiosk.codes.signed.checking import check
from kiosk.codes.token import SignedToken, classify
from tests.helpers.signed_codes import KEY, NOW, PERMIT, RING
from tests.helpers.typist import Typist


def test_a_notices_code_printed_and_photographed_holds(tmp_path):
    text = KEY.notice_code(PERMIT, NOW)
    printed = segno.make(text, error="m", boost_error=False)
    assert printed.mode == "alphanumeric", "the dense mode: every character is in its alphabet"
    assert int(printed.version) <= 11
    file = tmp_path / "code.png"
    printed.save(str(file), scale=4)
    ((found,),) = (answer["codes"] for answer in read_codes([file]))
    assert classify(bytes.fromhex(found["bytes"])) == SignedToken(text)
    assert check(text, RING, NOW + timedelta(days=1)).claims.permit_number == PERMIT


def test_a_phones_code_typed_by_a_wedge_holds():
    text, receiver = KEY.phone_code(PERMIT, NOW), WedgeReceiver()
    Typist(receiver).type(text)
    scan = receiver.next_scan()
    assert classify(scan) == SignedToken(text)
    assert check(text, RING, NOW)
