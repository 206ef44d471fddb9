"""Every code a person can be shown is in the list they can look it up in."""

from pathlib import Path

from click.testing import CliRunner

from drivers.errors import DeviceErrorCode
from kiosk.failure_codes import failure_codes
from ui.cli.main import main

DOCUMENT = Path(__file__).parents[2] / "docs" / "failure-codes.md"


def test_the_document_is_what_the_code_says() -> None:
    written = CliRunner().invoke(main, ["failure-codes"]).stdout
    assert DOCUMENT.read_text() == written, "write it anew: kiosk failure-codes > docs/failure-codes.md"


def test_every_code_says_what_to_do_in_both_languages() -> None:
    codes = failure_codes()
    assert {code.value for code in DeviceErrorCode} <= {known.code for known in codes}
    for prefix in "CDGKPQSTV":
        assert any(known.code.startswith(f"{prefix}-") for known in codes)
    told = [known.message for known in codes if known.message.en != "…"]  # what is said only when it happens
    assert all(len(message.zh) > 5 and len(message.en) > 10 for message in told)
