"""Every code a person can be shown is in the list they can look it up in."""

from pathlib import Path

from click.testing import CliRunner

from drivers.errors import DeviceErrorCode
from kiosk.failure_causes import Again, explanations
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


def test_every_code_has_its_cause_and_cure_in_both_languages_and_none_is_explained_that_is_gone() -> None:
    assert set(explanations()) == {known.code for known in failure_codes()}
    for why in explanations().values():
        for text in (why.cause, why.cure):
            assert len(text.zh) > 3
            assert len(text.en) > 10
            assert text.zh.endswith("。")
            assert text.en.endswith(".")


def test_what_could_print_twice_is_never_said_to_be_safe_to_repeat() -> None:
    again = {code: why.again for code, why in explanations().items()}
    for code in ("D-103", "D-106", "D-113", "D-114", "D-403", "D-404", "P-103"):
        assert again[code] is Again.DEPENDS
    for code in ("D-407", "V-110", "G-108"):
        assert again[code] is Again.NO


def test_one_code_is_looked_up_by_its_number() -> None:
    told = CliRunner().invoke(main, ["failure-codes", "d-107"])
    assert told.exit_code == 0
    assert "pcscd" in told.stdout
    assert "D-101" not in told.stdout
    assert CliRunner().invoke(main, ["failure-codes", "X-1"]).exit_code == 2
