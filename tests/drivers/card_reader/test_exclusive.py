"""A card is ours alone from its reset until it is let go; who has it otherwise is named."""

import pytest
from smartcard import scard

from drivers.card_reader import CardInserted
from drivers.card_reader.virtual_card import VirtualCard
from drivers.errors import DeviceError, DeviceErrorCode
from tests.helpers.card_events import wait_for
from tests.helpers.pcscd import READER, other_program_connects, other_program_takes
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart

CARD = VirtualCard(bytes.fromhex("3b00"), {})
WAYS = [scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_SHARE_SHARED]
REFUSED = scard.SCARD_E_SHARING_VIOLATION & 0xFFFFFFFF


@pytest.fixture
def with_card(pcscd, reader):
    reader.bring_up()
    with CardInReader(CARD, pcscd.port):
        wait_for(reader, CardInserted)
        yield reader


@pytest.mark.parametrize("share", WAYS)
def test_nobody_gets_between_two_commands_of_a_reading(with_card, share):
    def between() -> int:
        with_card.transmit(bytes.fromhex("00a4000000"))
        refused = other_program_connects(READER, share)
        with_card.transmit(bytes.fromhex("00a4000000"))
        return refused

    with_card.power_on()
    assert with_card.together(between) == REFUSED
    with_card.power_off()
    assert other_program_connects(READER, share) == scard.SCARD_S_SUCCESS


@pytest.mark.parametrize("share", WAYS)
def test_a_program_that_has_the_card_is_named_whichever_way_it_has_it(with_card, share):
    other = other_program_takes(READER, share)
    with pytest.raises(DeviceError) as caught:
        with_card.power_on()
    other.communicate()
    assert caught.value.code is DeviceErrorCode.CLAIMED_ELSEWHERE
    assert f"({other.pid})" in caught.value.vendor_text
