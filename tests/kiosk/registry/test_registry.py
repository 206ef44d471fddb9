from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import DDL

from kiosk.permits import PermitStatus
from kiosk.registry.client import RegistryClient
from kiosk.registry.faults import Fault
from kiosk.registry.problems import (
    CodeExpired,
    DecisionPending,
    PermitUnknown,
    RegistryAnswerNonsense,
    RegistryFailing,
    RegistryTimeout,
    RegistryUnreachable,
    VerificationConflict,
)
from kiosk.registry.seeding import seed
from kiosk.registry.server import RegistryServer
from kiosk.registry.tables import open_database
from kiosk.registry.verification import VerificationReport
from kiosk.rules.assessment import Outcome
from tests.helpers.registry_cases import CASE, DECISION, RECORD, another_case

REPORT = VerificationReport(
    visit_id="0193-visit-1",
    permit_number=RECORD.permit_number,
    outcome=Outcome.VERIFIED,
    verified_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
    terminal="gz-w3",
    operator="W0312",
    simulated=True,
)


def test_a_notices_code_leads_to_the_record_as_it_was_registered(client):
    assert client.find_by_token(CASE.token) == RECORD


def test_the_electronic_cards_code_and_the_number_lead_to_the_same_record(client):
    assert client.find_by_token(CASE.essc_token) == RECORD
    assert client.find_by_number(RECORD.permit_number) == RECORD


def test_an_unknown_code_or_number_is_unknown(client):
    with pytest.raises(PermitUnknown):
        client.find_by_token("FWPN:NOBODYHASTHISCODE0")
    with pytest.raises(PermitUnknown):
        client.find_by_number("00000000000000")


def test_a_code_that_is_too_long_for_the_registry_is_refused_as_nonsense(client):
    with pytest.raises(RegistryAnswerNonsense):
        client.find_by_token("X" * 600)


def test_a_code_is_good_until_the_second_it_expires(database):
    expires = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    case = another_case("44010020260019", token_expires=expires)
    seed(database, [case])
    for now, gone in ((expires.replace(hour=0), False), (expires, True)):
        with RegistryServer(database, clock=lambda now=now: now) as server, RegistryClient(server.url) as client:
            if gone:
                with pytest.raises(CodeExpired):
                    client.find_by_token(case.token)
            else:
                assert client.find_by_token(case.token) == case.record


def test_the_decision_waits_for_the_verification(client):
    with pytest.raises(DecisionPending):
        client.decision(RECORD.permit_number)
    client.report_verification(REPORT)
    assert client.decision(RECORD.permit_number) == DECISION


def test_an_incomplete_verification_releases_no_decision(client):
    client.report_verification(replace(REPORT, outcome=Outcome.CORRECTION_NOTICE))
    with pytest.raises(DecisionPending):
        client.decision(RECORD.permit_number)


def test_a_decision_that_waits_for_nothing_is_there_at_once(database):
    number = "44030020260020"
    seed(database, [another_case(number, decision=DECISION, decision_needs_verification=False)])
    with RegistryServer(database) as server, RegistryClient(server.url) as client:
        assert client.decision(number) == replace(DECISION, permit_number=number)


def test_no_decision_issued_stays_pending_after_the_verification(client):
    report = replace(REPORT, permit_number="44010020260018")
    client.report_verification(report)
    with pytest.raises(DecisionPending):
        client.decision("44010020260018")
    with pytest.raises(PermitUnknown):
        client.decision("00000000000000")


def test_a_report_sent_twice_counts_once_and_another_under_its_key_is_a_conflict(client):
    first = client.report_verification(REPORT)
    again = client.report_verification(REPORT)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.received_at == first.received_at
    with pytest.raises(VerificationConflict) as caught:
        client.report_verification(replace(REPORT, outcome=Outcome.COMPLETE))
    assert not caught.value.retry_safe


def test_seeding_again_replaces_the_case_and_keeps_what_was_reported(database):
    with RegistryServer(database) as server, RegistryClient(server.url) as client:
        client.report_verification(REPORT)
    changed = replace(CASE, record=replace(RECORD, position="教师", materials=RECORD.materials[:1]))
    seed(database, [changed])
    with RegistryServer(database) as server, RegistryClient(server.url) as client:
        assert client.find_by_token(CASE.token) == changed.record
        assert client.report_verification(REPORT).repeated


def test_a_database_of_an_earlier_edition_is_extended_and_seeded(tmp_path):
    url = f"sqlite:///{tmp_path / 'registry.sqlite'}"
    engine = open_database(url)
    with engine.begin() as connection:
        for later in ("photo_taken_on", "submitted_on", "contract"):
            connection.execute(DDL(f"ALTER TABLE permits DROP COLUMN {later}"))
    engine.dispose()
    seed(url, [CASE])
    with RegistryServer(url) as server, RegistryClient(server.url) as client:
        assert client.find_by_token(CASE.token) == RECORD


def test_a_record_without_a_contract_says_so(database):
    case = another_case("44010020260021")
    bare = replace(case, record=replace(case.record, contract=None, submitted_on=None, photo=None))
    seed(database, [bare])
    with RegistryServer(database) as server, RegistryClient(server.url) as client:
        assert client.find_by_token(case.token) == bare.record


def test_a_simulated_registry_takes_no_decision_that_looks_real(database):
    with pytest.raises(ValueError, match="specimen"):
        seed(database, [replace(CASE, decision=replace(DECISION, specimen=False))])


def test_a_registry_that_is_down_is_unreachable_and_serves_again_on_the_same_port(database):
    server = RegistryServer(database)
    server.start()
    address = server.url
    server.stop()
    with RegistryClient(address, timeout=3) as client:
        with pytest.raises(RegistryUnreachable):
            client.find_by_token(CASE.token)
        assert not client.is_healthy()
        with server:
            assert server.url == address
            assert client.is_healthy()
            assert client.find_by_token(CASE.token) == RECORD


@pytest.mark.parametrize(
    ("fault", "problem"),
    [(Fault.DOWN, RegistryFailing), (Fault.NONSENSE, RegistryAnswerNonsense), (Fault.SLOW, RegistryTimeout)],
)
def test_each_fault_that_can_be_rehearsed_is_told_apart_and_passes(server, fault, problem):
    with RegistryClient(server.url, timeout=1.5) as client:
        server.play(fault, seconds=3)
        with pytest.raises(problem):
            client.find_by_token(CASE.token)
        server.play(Fault.NONE)
        assert client.find_by_token(CASE.token) == RECORD


def test_faults_over_http_exist_only_in_rehearsal(database, server):
    order = {"fault": "down"}
    with httpx.Client(trust_env=False) as http:
        assert http.post(f"{server.url}/admin/faults", json=order).status_code == 404
        with RegistryServer(database, rehearsal=True) as rehearsing:
            assert http.post(f"{rehearsing.url}/admin/faults", json={"fault": "fire"}).status_code == 400
            assert http.post(f"{rehearsing.url}/admin/faults", json=order).status_code == 200
            assert http.get(f"{rehearsing.url}/health").json() == {
                "service": "simulated-registry",
                "simulated": True,
                "fault": "down",
            }
            question = {"permit_number": RECORD.permit_number}
            assert http.post(f"{rehearsing.url}/v1/permits/by-number", json=question).status_code == 503


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"token": 5}', b'{"token": ""}', b"\xff", b"[" * 100_000])
def test_a_question_that_makes_no_sense_is_refused_and_the_registry_goes_on(server, client, body):
    with httpx.Client(trust_env=False) as http:
        refused = http.post(f"{server.url}/v1/permits/by-token", content=body)
    assert (refused.status_code, refused.json()) == (400, {"error": "bad-request"})
    assert client.find_by_token(CASE.token) == RECORD


def test_a_revoked_permit_is_found_and_says_so(database):
    revoked = another_case("44010020260021")
    revoked = replace(revoked, record=replace(revoked.record, status=PermitStatus.REVOKED, permit_class=None))
    seed(database, [revoked])
    with RegistryServer(database) as server, RegistryClient(server.url) as client:
        assert client.find_by_token(revoked.token).status is PermitStatus.REVOKED
        assert client.find_by_token(revoked.token).permit_class is None
