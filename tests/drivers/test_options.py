"""Options are held against what a driver's constructor says; what is wrong is D-108 and names the option."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.options import Positive, Seconds, require_options
from tests.helpers.refused import refusal

SCANNER, READER, CAMERA = DeviceKind.CODE_SCANNER, DeviceKind.CARD_READER, DeviceKind.DOCUMENT_CAMERA
RECEIPTS, PAPERS = DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER
AT = {"source": "film.avi"}


@pytest.mark.parametrize(
    ("kind", "driver", "options", "named"),
    [
        (RECEIPTS, "escpos", {"url": 5}, "url"),
        (PAPERS, "ipp", {"url": 5}, "url"),
        (PAPERS, "cups", {"url": True}, "url"),
        (CAMERA, "mjpeg", {"url": 5}, "url"),
        (CAMERA, "opencv", {"source": [1]}, "source"),
        (CAMERA, "opencv", {**AT, "width": "wide"}, "width"),
        (CAMERA, "opencv", {**AT, "width": -5}, "width"),
        (CAMERA, "opencv", {**AT, "height": 1080.5}, "height"),
        (CAMERA, "opencv", {**AT, "loop": 1}, "loop"),
        (CAMERA, "opencv-isolated", {**AT, "width": "wide"}, "width"),
        (CAMERA, "simulated", {"width": 0}, "width"),
        (SCANNER, "serial", {"port": 5}, "port"),
        (SCANNER, "serial", {"port": "/dev/ttyS0", "baud_rate": "9600"}, "baud_rate"),
        (READER, "pcsc", {"answer_seconds": float("inf")}, "answer_seconds"),
        (READER, "pcsc", {"power_seconds": float("nan")}, "power_seconds"),
        (READER, "pcsc", {"reader": 0}, "reader"),
    ],
)
def test_a_value_of_another_type_is_a_configuration_fault_that_names_the_option(
    kind: DeviceKind, driver: str, options: dict[str, Any], named: str
) -> None:
    error = refusal(lambda: create_device(kind, driver, options))
    assert error.code is DeviceErrorCode.CONFIGURATION
    assert error.vendor_text.startswith(f"option {named}: this should be ")
    assert "film.avi" not in error.vendor_text


def test_a_missing_option_is_named_without_the_languages_own_words() -> None:
    error = refusal(lambda: create_device(SCANNER, "serial", {}))
    assert (error.code, error.vendor_text) == (DeviceErrorCode.CONFIGURATION, "option port is missing")


def test_everything_that_is_wrong_is_told_at_once() -> None:
    error = refusal(lambda: create_device(CAMERA, "opencv", {"width": "wide", "colour": "red"}))
    assert "no option colour; it takes source, width, height, loop; option source is missing" in error.vendor_text
    assert "option width: this should be a valid integer" in error.vendor_text


class VendorMode:
    """A type that only its driver knows."""


def made(
    folder: Path, mode: VendorMode | None = None, seconds: Seconds = 1.0, many: Positive = 1, **more: int
) -> None:
    """Stands for a constructor whose annotations are text."""


@pytest.mark.parametrize(
    "options", [{"folder": "papers", "seconds": 3}, {"folder": "a", "mode": "fast", "more_of_it": "any"}]
)
def test_what_only_the_driver_can_judge_is_left_to_it(options: dict[str, Any]) -> None:
    require_options(made, options, "scanner")


def test_annotations_written_as_text_are_read() -> None:
    with pytest.raises(DeviceError, match="option many"):
        require_options(made, {"folder": "papers", "many": 0}, "scanner")
