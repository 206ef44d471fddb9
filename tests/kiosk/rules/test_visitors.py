"""What is said of who came, and with what proof, beyond the worked examples."""

import pytest

from kiosk.rules.assessment import Outcome, Severity, Text
from kiosk.rules.facts import AgentProof, VisitorRole
from tests.helpers.rules import (
    SZ,
    complete,
    judged,
    named,
    original,
)


def test_anyone_with_a_signed_power_of_attorney_is_an_agent():
    proof = AgentProof(power_of_attorney=True, power_of_attorney_signed=True)
    assert judged(complete(visitor=VisitorRole.OTHER, proof=proof)).outcome is Outcome.COMPLETE


def test_a_power_of_attorney_confirmed_by_staff_is_signed():
    facts = complete(visitor=VisitorRole.POA_AGENT, originals=(*complete().originals, original("M13")))
    assert judged(facts).outcome is Outcome.COMPLETE


@pytest.mark.parametrize(
    ("proof", "subject"),
    [
        (AgentProof(), "D-POA"),
        (AgentProof(power_of_attorney=True), "D-POA.signature"),
    ],
)
def test_a_power_of_attorney_nobody_has_looked_at_is_reviewed(proof, subject):
    assessment = judged(complete(visitor=VisitorRole.POA_AGENT, proof=proof))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-04", "NOT_YET_SEEN", subject) in named(assessment, Severity.REVIEW)


@pytest.mark.parametrize("proof", [None, False])
def test_a_unit_agents_proof_rests_on_public_material_and_refuses_no_one(proof):
    assessment = judged(complete(visitor=VisitorRole.UNIT_AGENT, proof=AgentProof(unit_proof=proof)))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


def test_shenzhen_names_no_visitor_so_it_turns_no_one_away():
    assessment = judged(complete(visitor=VisitorRole.OTHER, proof=AgentProof(power_of_attorney=False)), SZ)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


def test_a_visitor_nobody_asked_is_reviewed():
    assert ("R-VER-04", "MANUAL_REVIEW", "visitor") in named(judged(complete(visitor=None)), Severity.REVIEW)


def test_who_may_come_is_said_in_words_a_visitor_can_read():
    (visitor,) = (f for f in judged(complete(visitor=VisitorRole.OTHER)).defects if f.subject == "visitor")
    assert visitor.expected == Text(
        "申请人本人、用人单位经办人、持授权委托书的受托人",
        "the applicant, the employer's agent, an agent with a power of attorney",
    )
    assert visitor.seen == Text("其他人员", "someone else")


def test_a_proof_that_was_not_brought_is_not_said_to_be_unchecked():
    agent = complete(visitor=VisitorRole.UNIT_AGENT, proof=AgentProof(unit_proof=False))
    (told,) = (f for f in judged(agent).findings if f.subject == "unit_proof")
    assert told.severity is Severity.REVIEW
    assert told.message.en == "The visitor did not bring proof of acting for the employer."
    assert told.message.zh == "用人单位经办人未带来单位证明。"
