"""What a technician hands on about a terminal: versions, devices, ladders, counters. Nothing of anybody's."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.health import HealthReport, Rung, RungFinding
from drivers.redaction import said
from drivers.statistics_file import DeviceCounts
from kiosk.device_views import DeviceView
from kiosk.services import services

_OF_THE_SYSTEM = (Rung.ATTACHED, Rung.OS_DRIVER, Rung.SERVICE, Rung.OPENED, Rung.CLAIMED)
"""What is seen on these is the operating system's word, which no card or paper reaches."""


def diagnostics(
    versions: Iterable[tuple[str, str]],
    devices: Iterable[DeviceView],
    reports: Mapping[DeviceKind, HealthReport],
    counted: Iterable[DeviceCounts],
) -> str:
    """One JSON text. What a device said in its own words is masked but for the terms of the field."""
    views = tuple(devices)
    counts = tuple(counted)
    whole = {
        "format": "service-hall-terminal diagnostics 1",
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": dict(versions),
        "devices": [_device(view, reports.get(view.kind), counts) for view in views],
        "services": {view.service.value: view.state.value for view in services(views)},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _device(view: DeviceView, report: HealthReport | None, counts: tuple[DeviceCounts, ...]) -> dict[str, Any]:
    stamp = view.provenance
    return {
        "device": view.kind.value,
        "driver": view.driver,
        "source": stamp and stamp.source.value,
        "driver_version": stamp and stamp.driver_version,
        "serial": view.own_name,
        "address": view.address,
        "readiness": view.readiness.value,
        "sensors": {name: reading.value for name, reading in view.sensors},
        "last_error": view.last_error and _error(view.last_error),
        "health": report and _report(report),
        "statistics": [_counts(one) for one in counts if one.key.kind is view.kind],
    }


def _report(report: HealthReport) -> dict[str, Any]:
    rungs = [_rung(finding) for finding in report.findings]
    return {"level": report.level.value, "verdict": report.verdict.value, "rungs": rungs}


def _rung(finding: RungFinding) -> dict[str, Any]:
    seen = finding.seen if finding.rung in _OF_THE_SYSTEM else said(finding.seen)
    return {
        "rung": finding.rung.value,
        "result": finding.result.value,
        "seen": seen if finding.error is None else "",
        "ms": round(finding.milliseconds, 1),
        "error": finding.error and _error(finding.error),
    }


def _error(error: DeviceError) -> dict[str, Any]:
    return {
        "code": error.code.value,
        "name": error.code.name,
        "actor": error.actor.value,
        "locus": error.locus,
        "retry_safe": error.retry_safe,
        "said": said(error.vendor_text),
    }


def _counts(one: DeviceCounts) -> dict[str, Any]:
    since = one.since.isoformat(timespec="seconds")
    return {"serial": one.key.device, "since": since, "reset": one.reset, "counts": dict(one.counts)}
