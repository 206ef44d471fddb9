"""Drivers of other distributions: found by name, never in the place of a bundled one, and named where they fail."""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.catalog import create_device, driver_names, drivers
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import Readiness
from kiosk.config import DeviceConfig
from kiosk.station import Station
from tests.helpers.command_line import kiosk

READER = """
from importlib.metadata import version
from drivers.card_reader import CardReader
from drivers.device import Provenance, Source
from drivers.status import DeviceStatus, Readiness

class AcmeReader(CardReader):
    def __init__(self, port):
        self.port = port
    provenance = Provenance(Source.HARDWARE, "acme", "1.2")
    def do_open(self): ...
    def do_close(self): ...
    def do_poll(self, timeout): ...
    def do_status(self): return DeviceStatus(Readiness.ONLINE)
    def do_answer(self): return "acme"
    def do_power_on(self): return b""
    def do_transmit(self, apdu): return b""
    def do_power_off(self): ...
"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a distribution with one entry point where Python finds it."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def put(distribution: str, point: str, target: str, source: str = READER) -> None:
        module = target.partition(":")[0]
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        monkeypatch.delitem(sys.modules, module, raising=False)
        metadata = tmp_path / f"{distribution.replace('-', '_')}-1.2.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2\n")
        (metadata / "entry_points.txt").write_text(f"[kiosk.drivers]\n{point} = {target}\n")
        importlib.invalidate_caches()

    return put


def refusal(kind: DeviceKind, name: str) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        create_device(kind, name, {"port": "/dev/acme"})
    assert caught.value.code is DeviceErrorCode.CONFIGURATION
    return caught.value


def test_an_installed_driver_is_found_by_its_name_and_told_whose_it_is(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_reader:AcmeReader")
    device = create_device(DeviceKind.CARD_READER, "acme", {"port": "/dev/acme"})
    assert device.port == "/dev/acme"
    assert "acme" in driver_names(DeviceKind.CARD_READER)
    (entry,) = (entry for entry in drivers() if not entry.bundled)
    assert (entry.kind, entry.name, entry.origin) == (DeviceKind.CARD_READER, "acme", "acme-reader 1.2")


def test_looking_for_drivers_imports_none_of_them(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_lazy:AcmeReader", "raise SystemExit('imported')")
    assert any(entry.name == "acme" for entry in drivers())


def test_the_name_of_a_bundled_driver_is_not_taken_over_but_a_fault(install: Install) -> None:
    install("acme-reader", "card_reader.pcsc", "acme_reader:AcmeReader")
    error = refusal(DeviceKind.CARD_READER, "pcsc")
    assert "service-hall-terminal" in error.vendor_text
    assert "acme-reader 1.2" in error.vendor_text
    assert not next(entry for entry in drivers() if entry.name == "escpos").fault


def test_two_strangers_of_one_name_are_a_fault_that_names_both(install: Install) -> None:
    install("acme-reader", "card_reader.fast", "acme_reader:AcmeReader")
    install("other-reader", "card_reader.fast", "other_reader:AcmeReader")
    text = refusal(DeviceKind.CARD_READER, "fast").vendor_text
    assert "acme-reader 1.2" in text
    assert "other-reader 1.2" in text


@pytest.mark.parametrize(
    "source",
    [
        "import no_such_vendor_library",
        "raise RuntimeError('no licence')",
        "import sys; sys.exit(3)",
        "AcmeReade = 1",
        "x =",
    ],
)
def test_a_driver_that_cannot_be_imported_names_its_distribution(install: Install, source: str) -> None:
    install("acme-reader", "card_reader.acme", "acme_broken:AcmeReader", source)
    assert "acme-reader 1.2" in refusal(DeviceKind.CARD_READER, "acme").locus


def test_a_driver_of_another_kind_is_refused(install: Install) -> None:
    install("acme-reader", "code_scanner.acme", "acme_reader:AcmeReader")
    assert "is no driver of a code_scanner" in refusal(DeviceKind.CODE_SCANNER, "acme").vendor_text


def test_an_entry_whose_name_is_none_is_listed_with_its_fault_and_disturbs_nobody(install: Install) -> None:
    install("acme-reader", "reader-acme", "acme_reader:AcmeReader")
    (entry,) = (entry for entry in drivers() if entry.fault)
    assert "KIND.NAME" in entry.fault
    create_device(DeviceKind.CARD_READER, "simulated", {}).close()


def test_the_command_lists_every_driver_and_says_which_cannot_be_chosen(install: Install) -> None:
    assert kiosk("drivers").exit_code == 0
    install("acme-reader", "card_reader.pcsc", "acme_reader:AcmeReader")
    answer = kiosk("drivers", "--json")
    assert answer.exit_code == 1
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert {line["kind"] for line in lines} == {kind.value for kind in DeviceKind}
    assert [line["distribution"] for line in lines if line["fault"]] == ["service-hall-terminal", "acme-reader"]
    assert "cannot be chosen" in kiosk("drivers").stdout


def test_a_driver_without_a_hook_is_refused_with_the_hooks_name(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_half:AcmeReader", READER.replace("do_answer", "do_nothing"))
    refused = kiosk("conformance", "card_reader.acme", "--device", "/dev/acme")
    assert refused.exit_code == 3
    assert "D-108" in refused.stderr
    assert "AcmeReader lacks do_answer" in refused.stderr


def test_a_syntax_error_is_told_with_file_and_line(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_wrong:AcmeReader", "a = 1\nx =\n")
    for words in (("card_reader.acme", "--device", "a"), ("card_reader.simulated", "--bench", "acme_wrong:Bench")):
        refused = kiosk("conformance", *words)
        assert refused.exit_code == 3
        assert "D-108" in refused.stderr
        assert "acme_wrong.py, line 2: invalid syntax" in refused.stderr


def test_an_option_that_there_is_not_is_refused_with_those_there_are(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_reader:AcmeReader")
    with pytest.raises(DeviceError) as caught:
        create_device(DeviceKind.CARD_READER, "acme", {"prot": "/dev/acme"})
    assert caught.value.code is DeviceErrorCode.CONFIGURATION
    assert caught.value.vendor_text == "no option prot; it takes port; option port is missing"


def test_the_list_marks_what_cannot_be_imported_when_asked_to_look(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_wrong:AcmeReader", "x =\n")
    assert kiosk("drivers").exit_code == 0
    checked = kiosk("drivers", "--check")
    assert checked.exit_code == 1
    assert checked.stdout.count("cannot be chosen") == 1
    assert "acme_wrong.py, line 1" in checked.stdout


STAMP = 'provenance = Provenance(Source.HARDWARE, "acme", "1.2")'
FAILING = [
    ("self.port = port", "raise KeyError('model')", "KeyError: 'model'"),
    ("self.port = port", "raise RuntimeError('library not initialised')", "RuntimeError: library not initialised"),
    ("self.port = port", "raise SystemExit(3)", "SystemExit: 3"),
    ("self.port = port", "raise ValueError('port is odd')", "port is odd"),
    (
        STAMP,
        "provenance = None",
        "its provenance is a NoneType",
    ),
    (
        STAMP,
        "provenance = property(lambda self: {}['serial'])",
        "KeyError: 'serial'",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "said"), FAILING)
def test_a_driver_that_fails_while_it_is_made_is_one_fault_and_the_others_stay(
    install: Install, right: str, wrong: str, said: str
) -> None:
    install("acme-reader", "card_reader.acme", "acme_odd:AcmeReader", READER.replace(right, wrong))
    error = refusal(DeviceKind.CARD_READER, "acme")
    assert error.locus == "card_reader acme of acme-reader 1.2"
    assert error.vendor_text.endswith(said)
    acme = DeviceConfig(driver="acme", options={"port": "/dev/acme"})
    station = Station({DeviceKind.CARD_READER: acme, DeviceKind.CODE_SCANNER: DeviceConfig(driver="simulated")})
    reader, scanner = station.devices()
    assert reader.last_error == error
    assert (scanner.last_error, scanner.readiness) == (None, Readiness.UNKNOWN)


def test_looking_survives_a_module_that_ends_the_program(install: Install) -> None:
    install("acme-reader", "card_reader.acme", "acme_exit:AcmeReader", "import sys; sys.exit('bye')")
    checked = kiosk("drivers", "--check")
    assert checked.exit_code == 1
    assert "receipt_printer.escpos" in checked.stdout
    assert "cannot be imported: SystemExit: bye" in checked.stdout
