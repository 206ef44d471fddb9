"""A PC/SC service that answers nobody, and two troubles at once: told in time, few threads held, well again."""

import threading

import pytest

from drivers.card_reader import CardInserted, CardRemoved, pcsc_session
from drivers.card_reader.pcsc_link import MOST_UNANSWERED
from drivers.card_reader.virtual_card import CardFaults
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import Readiness, Sensor
from kiosk.cards.problems import CardSilent
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.card_events import wait_for
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.escpos_printer import wait_until
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(pcsc_session, "SERVICE_SECONDS", 0.3)


def code_of(call, *arguments):
    with pytest.raises(DeviceError) as caught:
        call(*arguments)
    return caught.value.code


def test_it_is_service_down_however_often_one_asks_and_holds_few_threads(pcscd, reader):
    reader.bring_up()
    before = threading.active_count()
    with pcscd.hanging():
        assert code_of(reader.poll, 0.05) is DeviceErrorCode.SERVICE_DOWN
        assert reader.status().readiness is Readiness.OFFLINE
        for _ in range(2 * MOST_UNANSWERED):
            assert code_of(reader.open) is DeviceErrorCode.SERVICE_DOWN
            assert threading.active_count() < before + MOST_UNANSWERED
    assert wait_until(lambda: threading.active_count() < before)
    reader.bring_up()
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        assert read_card(reader).name == HOLDER["name"]


def test_a_mute_card_is_a_bad_card_in_a_good_reader_from_the_first_moment(pcscd, reader):
    reader.bring_up()
    with CardInReader(mute(), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(CardSilent):
            read_card(reader)
        status = reader.status()
        assert (status.readiness, status.sensors) == (Readiness.ONLINE, (("card", Sensor.BAD),))
    wait_for(reader, CardRemoved)


def test_a_reader_closed_and_opened_over_a_mute_card_still_knows_why_it_cannot_read(pcscd, reader):
    reader.bring_up()
    with CardInReader(mute(), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(CardSilent):
            read_card(reader)
        reader.close()
        reader.bring_up()
        wait_for(reader, CardInserted)
        with pytest.raises(CardSilent):
            read_card(reader)
    wait_for(reader, CardRemoved)


def test_a_service_that_dies_over_a_mute_card_takes_its_hold_with_it(pcscd, reader):
    reader.bring_up()
    with CardInReader(mute(), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(CardSilent):
            read_card(reader)
        pcscd.kill()
    reader.close()
    pcscd.start()
    reader.bring_up()
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        assert read_card(reader).name == HOLDER["name"]


def mute():
    return virtual_card_of(records_of(), faults=CardFaults(mute_from=3))
