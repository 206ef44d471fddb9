"""`kiosk demo` plays whole visits without a display and leaves papers, pictures and the record."""

import json
import subprocess
import sys
from pathlib import Path
from sqlite3 import connect

import pytest
from click.testing import CliRunner
from PIL import Image

from ui.cli.main import main


def text_of(pdf: Path) -> str:
    """What a reader copies out of the paper, without white space: lines break where the page has room."""
    told = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True)
    return "".join(told.stdout.split())


def size_of(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as opened:
        return opened.size


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    command = [sys.executable, "-m", "ui.cli", "demo", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "decision.pdf" in done.stdout
    return folder


@pytest.mark.long
@pytest.mark.timeout(620)
class TestWhatTheDemoLeaves:
    def test_the_decision_as_issued_marked_as_a_specimen(self, played: Path) -> None:
        text = text_of(played / "decision.pdf")
        assert "准予行政许可决定书" in text
        assert "WIŚNIEWSKI" in text
        assert "SPECIMEN" in text

    def test_the_notice_with_all_three_defects(self, played: Path) -> None:
        text = text_of(played / "notice.pdf")
        assert "补正材料一次性告知书" in text
        for rule, remedy in (("R-MED-01", "6个月"), ("R-VER-03", "最高学位"), ("R-VER-03", "公章")):
            assert rule in text
            assert remedy in text

    def test_a_picture_of_each_screen_of_all_three_faces(self, played: Path) -> None:
        screens = list((played / "screens").rglob("*.png"))
        assert len(screens) >= 20
        assert {size_of(screen) for screen in screens} == {(1920, 1080)}
        assert {screen.parent.name for screen in screens} == {"decision", "notice", "self-service", "screens"}

    def test_four_papers_are_joined_to_one_person_on_a_screen_of_its_own(self, played: Path) -> None:
        assert list((played / "screens" / "decision").glob("*-identities.png"))
        events = json.loads((played / "visit.json").read_text())
        kinds = [e["event"]["kind"] for e in events if e["type"] == "CodeResolved"]
        assert kinds == ["permit", "essc", "permit"]
        assert "ESSC:" not in (played / "visit.json").read_text()

    def test_a_receipt_of_each_visit(self, played: Path) -> None:
        for name in ("decision", "notice", "pre-check"):
            width, height = size_of(played / f"receipt-{name}.png")
            assert width == 576
            assert height > 800

    def test_the_visits_as_they_were_recorded(self, played: Path) -> None:
        events = json.loads((played / "visit.json").read_text())
        outcomes = [e["event"]["assessment"]["outcome"] for e in events if e["type"] == "Assessed"]
        assert outcomes[-1] == "CORRECTION_NOTICE"
        assert "VERIFIED" in outcomes
        sources = {e["event"]["provenance"]["source"] for e in events if e["event"].get("provenance")}
        assert sources == {"simulator"}

    def test_the_record_verifies_until_somebody_changes_it(self, played: Path) -> None:
        database = played / "terminal" / "records.sqlite"
        check = ["records", "verify", "--records", f"sqlite:///{database}"]
        assert CliRunner().invoke(main, check).exit_code == 0
        connection = connect(database)
        connection.execute("UPDATE events SET body = replace(body, 'applicant', 'unit_agent')")
        connection.commit()
        connection.close()
        assert CliRunner().invoke(main, check).exit_code == 1

    def test_a_folder_with_other_things_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "mine.txt").write_text("keep me")
        assert CliRunner().invoke(main, ["demo", "--out", str(tmp_path)]).exit_code == 2
        assert (tmp_path / "mine.txt").read_text() == "keep me"
