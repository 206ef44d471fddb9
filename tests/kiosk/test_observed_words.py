"""What a driver saw is said in both languages, to the last rung of every ladder."""

import re
import string

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, Rung, RungFinding, RungResult
from drivers.observation import Observation, Observed, each
from drivers.status import Sensor
from kiosk.config import DeviceConfig
from kiosk.observed_words import CHINESE, in_words
from kiosk.rung_words import RESULTS, RUNGS, rung_seen
from kiosk.station import Station

NO_SENTENCE = (Observed.EACH, Observed.SAID, Observed.BOTH, Observed.SENSOR_READS)


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize(
    "what", [what for what in Observed if what is not Observed.EACH], ids=lambda what: what.code
)
def test_every_sentence_has_its_chinese_with_the_same_places(what) -> None:
    assert places(CHINESE[what]) == places(what.value)
    if what not in (*NO_SENTENCE, Observed.CCID_BOUND):
        assert re.search("[一-鿿]", CHINESE[what])


def test_every_sentence_but_a_list_has_its_chinese() -> None:
    assert set(CHINESE) == set(Observed) - {Observed.EACH}


def test_sentences_within_a_sentence_are_said_in_its_language() -> None:
    seen = Observation(Observed.BOTH, each(["ACS ACR39U"]), Observation(Observed.NO_CARD))
    assert in_words(seen).zh == "ACS ACR39U：无卡"
    assert in_words(seen).en == "ACS ACR39U: no card"


def test_a_sensor_has_its_name_and_its_reading_in_both_languages() -> None:
    read = each([Observation(Observed.SENSOR_READS, "cover", Sensor.UNKNOWN), "acme"])
    assert in_words(read).zh == "盖未知，acme"
    assert in_words(read).en == "cover unknown, acme"


def test_a_device_is_named_as_the_hall_names_it() -> None:
    seen = Observation(Observed.READ_BACK, DeviceKind.DOCUMENT_CAMERA, "1.5")
    assert in_words(seen).zh == "由高拍仪读回，用时 1.5 秒"
    assert in_words(seen).en == "read back by the Document camera after 1.5 s"


def test_words_of_an_unknown_driver_are_left_alone() -> None:
    assert in_words("{x} acme 7").zh == in_words("{x} acme 7").en == "{x} acme 7"


def test_a_rung_that_failed_says_its_code_its_place_and_what_was_said() -> None:
    error = DeviceError(DeviceErrorCode.OFFLINE, "10.0.0.7:9100", Observation(Observed.PORT_CLOSED, "9100"))
    said = rung_seen(RungFinding(Rung.SERVICE, RungResult.FAILED, str(error), 1.0, error))
    assert said.zh == "D-103：10.0.0.7:9100：主机在线，端口 9100 关闭：端口填错，或服务未开启"
    assert said.en.startswith("D-103: 10.0.0.7:9100: the machine is there, port 9100 is closed")


def test_a_rung_that_another_device_hinders_names_that_devices_fault() -> None:
    error = DeviceError(DeviceErrorCode.PAPER_OUT, "printer")
    printer = DeviceKind.RECEIPT_PRINTER
    said = rung_seen(RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, "", 0.0, error, printer))
    assert said.zh.startswith("无法进行：凭条打印机")
    assert said.en.startswith("could not be tried: Receipt printer is out of paper")


def test_every_rung_and_result_has_a_name() -> None:
    assert set(RUNGS) == set(Rung)
    assert set(RESULTS) == set(RungResult)


@pytest.mark.parametrize("kind", DeviceKind)
def test_no_rung_of_a_simulated_device_is_english_on_a_chinese_page(kind) -> None:
    station = Station({kind: DeviceConfig(driver="simulated")})
    station.start()
    try:
        report = station.check_health(kind, HealthLevel.EXTERNAL).result(30)
    finally:
        station.stop()
    english = [
        rung_seen(finding).zh for finding in report.findings if re.search("[a-z]{4,}", rung_seen(finding).zh)
    ]
    assert english == []
