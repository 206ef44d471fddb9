"""The suite as its users run it: by pytest, by `kiosk conformance`, and from the template of a driver package."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.command_line import kiosk

ROOT = Path(__file__).resolve().parents[3]


def run(folder: Path, *words: str, path: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """pytest in a process of its own, somewhere else."""
    found = os.pathsep.join(str(place) for place in (path, ROOT) if place)
    command = [sys.executable, "-m", "pytest", "-p", "pytest_kiosk_drivers", "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "PYTHONPATH": found} | {"CI": ""}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_simulator_is_tried_a_line_a_case_and_the_report_can_be_published(tmp_path: Path) -> None:
    suite = ("--pyargs", "drivers.conformance", "--cycles", "20", "--conformance-report", "out/scanner")
    ran = run(tmp_path, "--driver", "code_scanner.simulated", *suite)
    assert ran.returncode == 0, ran.stdout
    assert "test_case[input.one_delivery_an_arming] PASSED" in ran.stdout
    assert "test_case[sharing.closed_it_is_free] SKIPPED" in ran.stdout
    report = json.loads((tmp_path / "out/scanner.json").read_text(encoding="utf-8"))
    assert report["provenance"]["source"] == "simulator"
    assert report["stimuli_by"] == "simulator"
    assert report["counts"]["failed"] == 0
    assert report["counts"]["passed"] + report["counts"]["closed"] == len(report["cases"])
    page = (tmp_path / "out/scanner.md").read_text(encoding="utf-8")
    assert f"{report['counts']['passed']} passed, {report['counts']['closed']} closed by capability" in page
    assert "by the simulator's faults on purpose" in page


def test_without_a_driver_the_suite_says_what_it_wants(tmp_path: Path) -> None:
    ran = run(tmp_path, "--pyargs", "drivers.conformance")
    assert "--driver KIND.NAME" in ran.stdout + ran.stderr
    assert ran.returncode != 0


@pytest.mark.parametrize("driver", ["scanner", "code_scanner.nobodys"])
def test_a_driver_that_there_is_not_ends_the_run_with_why(tmp_path: Path, driver: str) -> None:
    ran = run(tmp_path, "--driver", driver, "--pyargs", "drivers.conformance")
    assert ran.returncode == 4
    assert "D-108 CONFIGURATION" in ran.stderr


def test_any_other_run_of_pytest_has_neither_our_options_nor_our_modules(tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text(
        "import sys\ndef test_other():\n    assert 'drivers' not in sys.modules\n"
    )
    assert run(tmp_path, "test_other.py").returncode == 0
    assert "--driver" not in run(tmp_path, "--help").stdout


def test_a_driver_package_made_from_the_template_passes_where_it_is_installed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs/driver-template", tmp_path / "package")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", tmp_path / "site", tmp_path / "package"], check=True)
    words = ("--driver", "code_scanner.line", "--bench", "hall_line_scanner.bench:LineBench", "--cycles", "100")
    report = ("--conformance-report", "report/line", "--pyargs", "drivers.conformance")
    ran = run(tmp_path, *words, *report, path=tmp_path / "site")
    assert ran.returncode == 0, ran.stdout
    told = json.loads((tmp_path / "report/line.json").read_text(encoding="utf-8"))
    assert told["origin"] == "hall-line-scanner 1.0"
    assert told["stimuli_by"] == "counterpart"
    assert told["counts"]["passed"] >= 30


def test_the_command_says_the_same(tmp_path: Path) -> None:
    ran = kiosk("conformance", "code_scanner.simulated", "--cycles", 5, "--report", tmp_path / "report")
    assert ran.exit_code == 0, ran.stdout
    assert "✓ input.one_delivery_an_arming" in ran.stdout
    assert "– sharing.closed_it_is_free · closed · no exclusive" in ran.stdout
    assert (tmp_path / "report.md").exists()


def test_the_command_refuses_a_driver_that_there_is_not() -> None:
    assert kiosk("conformance", "code_scanner.nobodys").exit_code != 0
