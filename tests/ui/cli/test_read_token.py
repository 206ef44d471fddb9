"""`kiosk read token` says what a payload is, and proves a signed one only where it is asked to."""

from datetime import UTC, datetime

import pytest

from kiosk.registry.server import RegistryServer
from tests.helpers.command_line import kiosk, lines
from tests.helpers.signed_codes import KEY, NOW, PERMIT


def test_each_kind_of_payload_is_named_and_personal_tokens_are_not_repeated() -> None:
    result = kiosk(
        "read",
        "token",
        "--json",
        "FWPN:ABCDEFGH23456789",
        "ESSC:ABCDEFGH23456789",
        "https://example.org",
        "FWS1:ab",
    )
    permit, essc, web, cut = lines(result)
    assert result.exit_code == 1
    assert permit == {"kind": "permit", "token": "FWPN:ABCDEFGH23456789"}
    assert essc == {"kind": "essc"}
    assert web["error"]["code"] == "Q-104"
    assert cut["error"]["code"] == "T-101"


def test_the_shape_of_opaque_codes_can_be_tried_out() -> None:
    result = kiosk(
        "read", "token", "--json", "--opaque-codes", "https://[^ ]{9,}", "https://example.org/p?t=1", "7"
    )
    assert [said["kind"] for said in lines(result)] == ["opaque", "unknown"]
    assert kiosk("read", "token", "--opaque-codes", "([", "7").exit_code == 2


def test_a_signed_code_is_opened_and_stays_unproved() -> None:
    result = kiosk("read", "token", "--json", KEY.phone_code(PERMIT, datetime.now(UTC)))
    (said,) = lines(result)
    assert result.exit_code == 0
    assert (said["use"], said["permit_number"], said["key"], said["proved"]) == (
        "phone",
        PERMIT,
        KEY.trusted.key_id.hex(),
        None,
    )


def test_a_person_is_told_in_both_languages_that_nothing_was_checked_and_how_it_can_be() -> None:
    said = kiosk("read", "token", KEY.phone_code(PERMIT, datetime.now(UTC))).stdout
    assert "signature not checked (no keys given; use --keys-from) · 签名未验证" in said
    assert f"Permit number · 许可编号: {PERMIT}" in said
    assert "proved: " not in said


def test_an_expired_code_is_told_as_such_though_nothing_proves_it() -> None:
    result = kiosk("read", "token", KEY.phone_code(PERMIT, NOW))
    assert result.exit_code == 1
    assert "T-117" in result.stdout
    (said,) = lines(kiosk("read", "token", "--json", KEY.phone_code(PERMIT, NOW)))
    assert (said["proved"], said["error"]["code"]) == (None, "T-117")


def test_a_person_is_told_under_whose_key_a_code_was_proved(tmp_path) -> None:
    now = datetime.now(UTC)
    with RegistryServer(f"sqlite:///{tmp_path / 'registry.db'}") as server:
        codes = [server.signing.phone_code(PERMIT, now), KEY.phone_code(PERMIT, now)]
        said = kiosk("read", "token", "--keys-from", server.url, *codes).stdout
    assert "proved under a published training key: a specimen" in said
    assert "not proved; why stands below" in said


def test_under_a_registrys_keys_it_is_proved_or_told_why_not(tmp_path) -> None:
    now = datetime.now(UTC)
    with RegistryServer(f"sqlite:///{tmp_path / 'registry.db'}") as server:
        codes = [server.signing.phone_code(PERMIT, now), KEY.phone_code(PERMIT, now)]
        result = kiosk("read", "token", "--json", "--keys-from", server.url, *codes)
    ours, strange = lines(result)
    assert (ours["proved"], ours["training"]) == (True, True)
    assert (strange["proved"], strange["error"]["code"]) == (False, "T-110")


def test_a_code_that_a_registry_in_rehearsal_issues_is_one_of_ours(tmp_path) -> None:
    with RegistryServer(f"sqlite:///{tmp_path / 'registry.db'}", rehearsal=True) as server:
        issued = kiosk("registry", "issue", PERMIT, "--at", server.url)
    (said,) = lines(kiosk("read", "token", "--json", issued.stdout.strip()))
    assert said["permit_number"] == PERMIT
    assert kiosk("registry", "issue", PERMIT, "--at", server.url).exit_code == 3


def test_a_code_spoilt_for_rehearsal_says_what_is_wrong_with_it(tmp_path) -> None:
    with RegistryServer(f"sqlite:///{tmp_path / 'registry.db'}", rehearsal=True) as server:
        issued = kiosk("registry", "issue", PERMIT, "--at", server.url, "--spoilt", "changed")
        (said,) = lines(kiosk("read", "token", "--json", "--keys-from", server.url, issued.stdout.strip()))
        assert kiosk("registry", "issue", PERMIT, "--at", server.url, "--spoilt", "eaten").exit_code == 2
    assert said["error"]["code"] == "T-115"


@pytest.mark.parametrize("wrong", [["not a permit"], [PERMIT, "--at", "nonsense"]])
def test_nothing_is_issued_for_what_is_no_permit_number_or_at_what_is_no_address(wrong: list[str]) -> None:
    assert kiosk("registry", "issue", *wrong).exit_code == 2
