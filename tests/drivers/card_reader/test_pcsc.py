"""The PC/SC driver against a real pcscd with a virtual reader."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import CardFaults, RecordFile, VirtualCard
from drivers.device import Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, Rung
from drivers.status import Readiness, Sensor
from tests.helpers.card_events import wait_for
from tests.helpers.pcscd import READER, SECOND_READER, Pcscd, other_program_takes
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart

ATR = bytes.fromhex("3b6d000000814e43238697159900bf7c7a")
AID = bytes.fromhex("f0010203040506")
SELECT = bytes.fromhex("00a4040007") + AID
READ_FIRST = bytes.fromhex("00b2010c00")


def a_card(**faults: int) -> VirtualCard:
    return VirtualCard(ATR, {AID: {0xEF01: RecordFile([b"\x01\x02hi"])}}, faults=CardFaults(**faults))


def failure_of(call: object, *arguments: object) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value


def eventually(call: Callable[[], bytes], seconds: float = 30.0) -> bytes:
    """What ``call`` returns once the service has noticed that the other program ended."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return call()
        except DeviceError:
            if time.monotonic() > deadline:
                raise


def test_a_card_put_in_is_announced_with_its_answer_to_reset_and_answers_commands(pcscd, reader):
    reader.bring_up()
    assert reader.poll(0.01) is None
    with CardInReader(a_card(), pcscd.port):
        assert wait_for(reader, CardInserted) == CardInserted(ATR)
        assert reader.power_on() == ATR
        assert reader.transmit(SELECT).endswith(b"\x90\x00")
        assert reader.transmit(READ_FIRST) == b"\x01\x02hi\x90\x00"
        assert reader.poll(0.05) is None
    wait_for(reader, CardRemoved)
    assert reader.poll(0.01) is None


def test_a_card_that_lies_in_the_reader_at_the_start_is_announced_too(pcscd, reader):
    with CardInReader(a_card(), pcscd.port):
        watcher = PcscCardReader()
        watcher.bring_up()
        wait_for(watcher, CardInserted)
        watcher.close()
        reader.bring_up()
        assert reader.poll(0.0) == CardInserted(ATR)


def test_a_card_back_before_the_service_looked_is_not_lost_for_good(pcscd, reader):
    """Our own reset finds the slot empty first; pcscd's next look then sees nothing new."""
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
    with CardInReader(a_card(), pcscd.port):
        assert eventually(reader.power_on) == ATR
        assert reader.transmit(SELECT).endswith(b"\x90\x00")


def test_a_reading_over_a_virtual_reader_is_stamped_as_simulated(pcscd, reader):
    assert reader.provenance.source is Source.HARDWARE
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        assert reader.provenance.source is Source.SIMULATOR
        assert reader.provenance.driver == "pcsc"
        assert reader.provenance.device_serial


def test_without_a_name_the_reader_that_holds_the_card_is_taken(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port + 1):
        wait_for(reader, CardInserted)
        assert reader.power_on() == ATR


def test_a_named_reader_does_not_look_at_its_neighbours(pcscd):
    named = PcscCardReader(READER)
    named.bring_up()
    with CardInReader(a_card(), pcscd.port + 1):
        other = PcscCardReader(SECOND_READER)
        other.bring_up()
        wait_for(other, CardInserted)
        assert failure_of(named.power_on).code is DeviceErrorCode.CARD_ABSENT
        other.close()
    named.close()


def test_a_service_that_does_not_run_is_service_down(reader):
    error = failure_of(reader.open)
    assert error.code is DeviceErrorCode.SERVICE_DOWN
    assert reader.status().readiness is Readiness.UNKNOWN


def test_a_service_without_a_reader_is_no_hardware(reader):
    with Pcscd(readers=False):
        assert failure_of(reader.open).code is DeviceErrorCode.NO_HARDWARE


def test_a_reader_of_another_name_is_no_hardware_and_says_which_there_are(pcscd):
    error = failure_of(PcscCardReader("Feitian").open)
    assert error.code is DeviceErrorCode.NO_HARDWARE
    assert READER in error.vendor_text


def test_no_card_is_card_absent(pcscd, reader):
    reader.bring_up()
    assert failure_of(reader.power_on).code is DeviceErrorCode.CARD_ABSENT
    assert failure_of(reader.transmit, SELECT).code is DeviceErrorCode.CARD_ABSENT
    assert reader.status().readiness is Readiness.ONLINE


@pytest.mark.parametrize("die", [Pcscd.stop, Pcscd.kill])
def test_a_service_that_restarts_is_seen_going_and_found_again(pcscd, reader, die):
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        die(pcscd)
        assert failure_of(reader.transmit, SELECT).code is DeviceErrorCode.SERVICE_DOWN
        assert failure_of(reader.poll, 30.0).code is DeviceErrorCode.SERVICE_DOWN
    reader.close()
    pcscd.start()
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        assert reader.power_on() == ATR


def test_a_service_that_dies_during_a_wait_ends_the_wait(pcscd, reader):
    reader.bring_up()
    reader.poll(0.0)
    pcscd.kill()
    started = time.monotonic()
    assert failure_of(reader.poll, 30.0).code is DeviceErrorCode.SERVICE_DOWN
    assert time.monotonic() - started < 10


def test_a_card_pulled_in_the_middle_is_torn_and_then_announced_as_gone(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(torn_at=2), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        reader.transmit(SELECT)
        assert failure_of(reader.transmit, READ_FIRST).code is DeviceErrorCode.CARD_TORN
    wait_for(reader, CardRemoved)


def test_an_answer_without_a_status_word_is_incomplete_and_the_card_goes_on(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(short_at=1), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        assert failure_of(reader.transmit, SELECT).code is DeviceErrorCode.INCOMPLETE
        assert reader.transmit(SELECT)[-2:] == b"\x90\x00"


def test_a_mute_card_is_given_up_in_time_and_the_reader_works_again_once_it_is_out(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(mute_from=2), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        reader.transmit(SELECT)
        started = time.monotonic()
        assert failure_of(reader.transmit, READ_FIRST).code is DeviceErrorCode.CARD_MUTE
        assert time.monotonic() - started < 10
        assert failure_of(reader.power_on).code is DeviceErrorCode.CARD_MUTE
        assert reader.poll(0.05) is None
        assert reader.status().sensors == (("card", Sensor.BAD),)
    wait_for(reader, CardRemoved)
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        assert reader.power_on() == ATR


def test_closing_does_not_wait_for_a_mute_card(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(mute_from=1), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        failure_of(reader.transmit, SELECT)
        started = time.monotonic()
        reader.close()
        assert time.monotonic() - started < 10


def test_a_card_whose_answer_to_reset_is_none_is_mute(pcscd, reader):
    reader.bring_up()
    with CardInReader(replace(a_card(), atr=bytes(4)), pcscd.port):
        wait_for(reader, CardInserted)
        assert failure_of(reader.power_on).code is DeviceErrorCode.CARD_MUTE


def test_an_answer_of_4002_bytes_comes_through_whole(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(oversize_at=1), pcscd.port):
        wait_for(reader, CardInserted)
        reader.power_on()
        assert len(reader.transmit(SELECT)) == 4002


def test_a_card_another_program_holds_is_claimed_elsewhere_and_the_program_is_named(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        other = other_program_takes(READER)
        error = failure_of(reader.power_on)
        assert error.code is DeviceErrorCode.CLAIMED_ELSEWHERE
        assert f"({other.pid})" in error.vendor_text
        other.communicate()
        assert eventually(reader.power_on) == ATR


def test_powering_on_again_drops_the_connection_before(pcscd, reader):
    reader.bring_up()
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        for _ in range(3):
            assert reader.power_on() == ATR
            reader.transmit(SELECT)
        reader.power_off()
        reader.power_off()
        assert reader.power_on() == ATR


def test_a_self_test_says_what_the_card_answered_and_leaves_it_free(pcscd, reader):
    reader.bring_up()
    assert reader.check_health(HealthLevel.INTERNAL).passed
    with CardInReader(a_card(), pcscd.port):
        wait_for(reader, CardInserted)
        test = reader.check_health(HealthLevel.INTERNAL)
        assert test.passed
        assert any(ATR.hex(" ") in finding.seen for finding in test.findings)
        assert other_program_takes(READER).communicate() == (b"", None)


def test_a_self_test_without_the_service_does_not_pass(reader):
    test = reader.check_health(HealthLevel.INTERNAL)
    assert not test.passed
    assert test.stopped_at.rung is Rung.SERVICE
    assert test.stopped_at.error.code is DeviceErrorCode.SERVICE_DOWN


def test_opening_and_closing_again_and_again_leaves_nothing_behind(pcscd, reader):
    reader.bring_up()
    reader.close()
    before = in_use()
    for _ in range(30):
        reader.bring_up()
        reader.close()
        reader.close()
    assert in_use() == before


def in_use() -> tuple[int, int]:
    """Threads, and open files and sockets."""
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))
