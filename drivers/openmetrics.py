"""The devices' counters as OpenMetrics text, for whatever watches the hall's terminals."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from drivers.errors import DeviceErrorCode
from drivers.statistics_file import DeviceCounts, DeviceKey

PREFIX = "kiosk_device"
CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
_FAILURES = f"{PREFIX}_operation_failures"
_FAILED = re.compile(r"M_([a-z_]+)_([A-Z][A-Z_]*)")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_NAME = re.compile(r"[^a-z0-9_]")

Sample = tuple[str, DeviceCounts, float]
"""Further labels, the device, the value."""


def openmetrics(devices: Iterable[DeviceCounts]) -> str:
    """Every counter of every device; ``_created`` is since when it counts."""
    families: dict[str, list[Sample]] = defaultdict(list)
    helps: dict[str, str] = {}
    for device in devices:
        for name, value in device.counts.items():
            family, labels, said = _named(name)
            families[family].append((labels, device, value))
            helps[family] = said
    lines: list[str] = []
    for family in sorted(families):
        lines += [f"# TYPE {family} counter", f"# HELP {family} {helps[family]}"]
        for labels, device, value in families[family]:
            told = f"{{{_labels(device.key)}{labels}}}"
            lines.append(f"{family}_total{told} {value:.10g}")
            lines.append(f"{family}_created{told} {device.since.timestamp():.3f}")
    return "\n".join((*lines, "# EOF")) + "\n"


def _named(name: str) -> tuple[str, str, str]:
    """The metric's name, its further labels, and what it counts."""
    failed = _FAILED.fullmatch(name)
    if failed and failed[2] in DeviceErrorCode.__members__:
        code = DeviceErrorCode[failed[2]].value
        return _FAILURES, f',operation="{failed[1]}",code="{code}"', "Operations that failed, by failure code."
    stem = name.removeprefix("M_").removesuffix("Count")
    said = f"{name}, of this terminal's own." if name.startswith("M_") else f"UnifiedPOS {name}."
    return f"{PREFIX}_{_NO_NAME.sub('_', _WORD.sub('_', stem).lower())}", "", said


def _labels(key: DeviceKey) -> str:
    labels: Mapping[str, str] = {"kind": key.kind.value, "driver": key.driver, "device": key.device}
    return ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
