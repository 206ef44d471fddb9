"""Counters outlive the program, a kill, a damaged file and a second program that counts at the same time."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from drivers.device import DeviceKind
from drivers.openmetrics import openmetrics
from drivers.statistics_file import DeviceCounts, DeviceKey, StatisticsFile

SCANNER = DeviceKey(DeviceKind.CODE_SCANNER, "serial", "/dev/scanner")
READER = DeviceKey(DeviceKind.CARD_READER, "pcsc")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path) -> StatisticsFile:
    return StatisticsFile(tmp_path / "statistics.json")


def counts(file: StatisticsFile, key: DeviceKey) -> dict[str, float]:
    [one] = [kept for kept in file.read() if kept.key == key]
    return dict(one.counts)


def test_what_is_added_is_there_for_the_next_program(file) -> None:
    file.add({SCANNER: {"GoodScanCount": 3}})
    file.add({SCANNER: {"GoodScanCount": 2, "M_DroppedScanCount": 1}})
    assert counts(StatisticsFile(file.path), SCANNER) == {"GoodScanCount": 5, "M_DroppedScanCount": 1}


def test_a_device_that_tells_its_number_only_in_use_is_one_device(file) -> None:
    file.add({READER: {"HoursPoweredCount": 1}})
    known = DeviceKey(READER.kind, READER.driver, "SN-7")
    file.add({known: {"GoodReadCount": 1}})
    file.add({READER: {"HoursPoweredCount": 1}})
    assert [kept.key for kept in file.read()] == [known]
    assert counts(file, known) == {"GoodReadCount": 1, "HoursPoweredCount": 2}


def test_a_device_put_in_the_place_of_another_begins_at_nought(file) -> None:
    other = DeviceKey(SCANNER.kind, SCANNER.driver, "/dev/other")
    file.add({SCANNER: {"GoodScanCount": 3}})
    file.add({other: {"GoodScanCount": 1}})
    assert counts(file, SCANNER)["GoodScanCount"] == 3
    assert counts(file, other)["GoodScanCount"] == 1


def test_a_reset_keeps_its_date_and_touches_only_its_own_kind(file) -> None:
    file.add({SCANNER: {"GoodScanCount": 3}, READER: {"GoodReadCount": 1}})
    before = datetime.now(UTC)
    file.reset(DeviceKind.CODE_SCANNER)
    scanner, reader = file.read()
    assert (dict(scanner.counts), scanner.reset) == ({}, True)
    assert (scanner.since - before).total_seconds() > -1
    assert (dict(reader.counts), reader.reset) == ({"GoodReadCount": 1}, False)


@pytest.mark.parametrize(
    "damage", ["", "{", '{"version": 9, "devices": []}', '{"version": 1, "devices": [{}]}', "7"]
)
def test_a_damaged_file_is_set_aside_and_counting_goes_on(file, damage) -> None:
    file.path.write_text(damage.ljust(80))
    assert file.read() == ()
    file.add({SCANNER: {"GoodScanCount": 1}})
    assert counts(file, SCANNER) == {"GoodScanCount": 1}
    assert file.path.with_suffix(".damaged").exists()


def test_counters_survive_a_kill_in_the_middle_of_writing(file) -> None:
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from drivers.device import DeviceKind\nfrom drivers.statistics_file import DeviceKey, StatisticsFile\n"
        "file = StatisticsFile(Path(sys.argv[1]))\n"
        "key = DeviceKey(DeviceKind.CODE_SCANNER, 'serial', '/dev/scanner')\n"
        "while True:\n"
        "    file.add({key: {'GoodScanCount': 1}})\n"
        "    print('written', flush=True)\n"
    )
    counter = subprocess.Popen([sys.executable, "-c", program, file.path], stdout=subprocess.PIPE, cwd=ROOT)
    with counter:
        written = sum(1 for _ in zip(counter.stdout, range(20), strict=False))
        counter.send_signal(signal.SIGKILL)
    assert counts(file, SCANNER)["GoodScanCount"] >= written
    json.loads(file.path.read_text())


def test_two_programs_lose_nothing_of_each_other(file) -> None:
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from drivers.device import DeviceKind\nfrom drivers.statistics_file import DeviceKey, StatisticsFile\n"
        "file = StatisticsFile(Path(sys.argv[1]))\n"
        "for _ in range(25):\n"
        "    file.add({DeviceKey(DeviceKind.CODE_SCANNER, 'serial', '/dev/scanner'): {'GoodScanCount': 1}})\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, file.path], cwd=ROOT) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert counts(file, SCANNER) == {"GoodScanCount": 50}


def test_a_parser_that_is_not_ours_reads_the_openmetrics_back() -> None:
    since = datetime(2026, 11, 10, 1, tzinfo=UTC)
    odd = DeviceKey(DeviceKind.RECEIPT_PRINTER, "escpos", 'tcp://"a"\\b\nc')
    text = openmetrics(
        (
            DeviceCounts(SCANNER, since, {"GoodScanCount": 12, "M_poll_OFFLINE": 2, "HoursPoweredCount": 0.25}),
            DeviceCounts(odd, since, {"PaperCutCount": 7, "M_PrintedJobCount": 7, "M_print_bands_TIMEOUT": 1}),
        )
    )
    families = {family.name: family for family in text_string_to_metric_families(text)}
    samples = {
        (sample.name, sample.labels["kind"], sample.labels.get("code")): sample
        for family in families.values()
        for sample in family.samples
    }
    assert samples["kiosk_device_good_scan_total", "code_scanner", None].value == 12
    assert samples["kiosk_device_hours_powered_total", "code_scanner", None].value == 0.25
    assert samples["kiosk_device_paper_cut_total", "receipt_printer", None].labels["device"] == odd.device
    assert samples["kiosk_device_operation_failures_total", "code_scanner", "D-103"].labels["operation"] == "poll"
    assert samples["kiosk_device_operation_failures_total", "receipt_printer", "D-106"].value == 1
    assert samples["kiosk_device_good_scan_created", "code_scanner", None].value == since.timestamp()
    assert {family.type for family in families.values()} == {"counter"}


def test_nothing_counted_yet_is_openmetrics_too() -> None:
    assert list(text_string_to_metric_families(openmetrics(()))) == []
