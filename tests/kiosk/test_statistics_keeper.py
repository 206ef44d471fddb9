"""The station's counters reach the file now and then, and everything that was counted does, once."""

from pathlib import Path

import pytest

from drivers.device import DeviceKind
from drivers.statistics import Statistics
from drivers.statistics_file import DeviceKey, StatisticsFile
from kiosk.config import DeviceConfig
from kiosk.station import Station
from kiosk.statistics_keeper import StatisticsKeeper, statistics_path

KEY = DeviceKey(DeviceKind.CODE_SCANNER, "serial", "/dev/scanner")


class Counting:
    def __init__(self) -> None:
        self.statistics = Statistics()

    def __call__(self):
        yield KEY, self.statistics


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def keeper(tmp_path, counting):
    made = StatisticsKeeper(StatisticsFile(tmp_path / "statistics.json"), counting, seconds=3600)
    made.start()
    yield made
    made.stop()


def kept(tmp_path: Path) -> dict[str, float]:
    [one] = StatisticsFile(tmp_path / "statistics.json").read()
    return {name: count for name, count in one.counts.items() if name != "HoursPoweredCount"}


def test_only_what_is_new_is_carried_each_time(tmp_path, counting, keeper) -> None:
    counting.statistics.count("GoodScanCount", 2)
    keeper.flush()
    keeper.flush()
    counting.statistics.count("GoodScanCount")
    keeper.flush()
    assert kept(tmp_path) == {"GoodScanCount": 3}


def test_what_a_hung_device_had_counted_is_carried_with_its_successors(tmp_path, counting, keeper) -> None:
    counting.statistics.count("GoodScanCount", 2)
    keeper.flush()
    counting.statistics.count("GoodScanCount", 1)
    counting.statistics = Statistics()
    counting.statistics.count("GoodScanCount", 4)
    keeper.flush()
    assert kept(tmp_path) == {"GoodScanCount": 7}


def test_a_full_disk_loses_nothing(tmp_path, counting, keeper, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    counting.statistics.count("GoodScanCount", 2)
    with monkeypatch.context() as broken:
        broken.setattr(StatisticsFile, "_write", full)
        keeper.flush()
    keeper.flush()
    assert kept(tmp_path) == {"GoodScanCount": 2}


def test_the_totals_know_what_is_not_yet_written(counting, keeper) -> None:
    counting.statistics.count("GoodScanCount", 2)
    [one] = keeper.totals()
    assert one.counts["GoodScanCount"] == 2


def test_a_station_counts_on_where_it_stopped_and_resets_with_its_date(tmp_path) -> None:
    file = StatisticsFile(tmp_path / "statistics.json")
    devices = {DeviceKind.CODE_SCANNER: DeviceConfig(driver="simulated")}
    for runs in (1, 2):
        station = Station(devices, statistics=file)
        station.start()
        station.ask(DeviceKind.CODE_SCANNER, lambda device: device.statistics.count("GoodScanCount"))
        station.stop()
        [one] = file.read()
        assert one.counts["GoodScanCount"] == runs
        assert one.counts["HoursPoweredCount"] > 0
    station = Station(devices, statistics=file)
    station.start()
    station.reset_statistics(DeviceKind.CODE_SCANNER)
    [one] = station.statistics()
    station.stop()
    assert one.reset
    assert "GoodScanCount" not in one.counts


def test_the_file_lies_beside_the_record_or_in_the_users_own_folder(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert statistics_path(f"sqlite:///{tmp_path}/records.sqlite") == tmp_path / "device-statistics.json"
    elsewhere = tmp_path / "service-hall-terminal" / "device-statistics.json"
    assert statistics_path("postgresql://hall/records") == elsewhere
