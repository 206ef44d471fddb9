"""A real IPP printer for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.ippeveprinter import IppEvePrinter, dns_sd, ippeveprinter


@pytest.fixture(scope="session")
def bus() -> Iterator[str]:
    with dns_sd() as address:
        yield address


@pytest.fixture
def real_printer(tmp_path: Path, bus: str) -> Iterator[IppEvePrinter]:
    with ippeveprinter(tmp_path / "printer", bus) as printer:
        yield printer
