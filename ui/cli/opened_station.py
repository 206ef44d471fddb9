"""The devices of a command that asks them something and ends: brought up, asked, let go of."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.device import DeviceKind
from drivers.statistics_file import StatisticsFile
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig, TerminalConfig, load_checked
from kiosk.fault_plan_config import FaultPlanConfig
from kiosk.station import Station
from kiosk.statistics_keeper import statistics_path
from ui.cli.faults import tell_missed

START_SECONDS = 8.0


@contextmanager
def opened_station(config: TerminalConfig | None, faults: Path | None) -> Iterator[Station]:
    """The configured devices, or all simulated ones; each has had the time to open or to fail."""
    written = config.faults if config else FaultPlanConfig()
    plan = (load_checked(faults, FaultPlanConfig) if faults is not None else written).plan
    simulated = {kind: DeviceConfig(driver="simulated") for kind in DeviceKind}
    counters = StatisticsFile(statistics_path(config.records)) if config else None
    station = Station(config.devices if config else simulated, plan, statistics=counters)
    waiting = {view.kind for view in station.devices() if view.last_error is None}
    settled = threading.Event()

    def heard(kind: DeviceKind, event: object) -> None:
        if isinstance(event, DeviceReady | DeviceFailed):
            waiting.discard(kind)
        if not waiting:
            settled.set()

    station.listen(heard)
    station.start()
    try:
        if waiting:
            settled.wait(START_SECONDS)
        yield station
        tell_missed(plan, station)
    finally:
        station.stop()
