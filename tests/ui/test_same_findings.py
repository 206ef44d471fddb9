"""The desk, the receipt, the correction notice and the JSON for programs tell the same findings."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.printouts.compose import document_pdf
from kiosk.printouts.receipt import receipt_document
from kiosk.rules.answer import answer
from kiosk.visits.events import Paper
from printing.receipt import ChecklistRow
from tests.helpers.played import PEOPLE, played_terminal
from ui.desk.assessment_page import AssessmentPage
from ui.i18n.tongue import Tongue


def without_spaces(text: str) -> str:
    return "".join(text.split())


def on_the_desk(visit: Any, language: str, qtbot: Any) -> str:
    page = AssessmentPage(Tongue(language))
    qtbot.addWidget(page)
    page.show_visit(visit)
    return without_spaces(" ".join(label.text() for label in page.findChildren(QLabel)))


def on_the_notice(visit: Any, terminal: Any, folder: Path) -> str:
    pdf, _ = document_pdf(visit, terminal.tools, Paper.CORRECTION_NOTICE, copy=1)
    (folder / "notice.pdf").write_bytes(pdf)
    command = ["pdftotext", "-raw", str(folder / "notice.pdf"), "-"]
    return without_spaces(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


@pytest.mark.parametrize("person", ["minh-anh", "inigo"])
def test_all_four_tell_the_same_findings_with_their_rules(person: str, tmp_path: Path, qtbot: Any) -> None:
    with played_terminal(tmp_path) as terminal:
        terminal.serve(PEOPLE[person], until="assess")
        visit = terminal.visit
        assert visit.assessment is not None
        told = answer(visit.assessment)["findings"]
        defects = [finding for finding in told if finding["severity"] == "defect"]
        assert defects
        for language in ("zh", "en"):
            desk = on_the_desk(visit, language, qtbot)
            assert all(without_spaces(each["message"][language]) in desk for each in told)
            assert all(each["rule"] in desk for each in told)
        rows = [b for b in receipt_document(visit, terminal.tools, 1).blocks if isinstance(b, ChecklistRow)]
        on_receipt = {(row.text.zh, row.text.en) for row in rows}
        notice = on_the_notice(visit, terminal, tmp_path)
        for defect in defects:
            assert (defect["message"]["zh"], defect["message"]["en"]) in on_receipt
            assert without_spaces(defect["message"]["en"]) in notice
            assert defect["rule"] in notice
