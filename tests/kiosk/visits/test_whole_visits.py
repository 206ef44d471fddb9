"""Every training person, served from the first scan to the closed visit, comes to what their story says."""

from pathlib import Path

import pytest

from drivers.printing import PrintOutcome
from kiosk.rules.assessment import Outcome
from kiosk.training.person import TrainingPerson
from kiosk.visits.events import Closing, Paper
from kiosk.visits.folding import fold
from tests.helpers.played import PEOPLE, played_terminal


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_a_whole_visit_comes_to_what_the_story_says(tmp_path: Path, person: TrainingPerson) -> None:
    with played_terminal(tmp_path, pictures={}) as terminal:
        terminal.serve(person, until="assess")
        assessment = terminal.visit.assessment
        assert assessment is not None
        assert assessment.outcome is person.expected.outcome
        assert {(finding.rule, finding.subject) for finding in assessment.defects} == person.expected.defects

        terminal.serve(person, until="close")
        (visit_id,) = terminal.store.visits()
        visit = fold(terminal.store.load(visit_id))
    assert visit is not None
    assert visit.closed is Closing.DONE
    assert visit.simulated
    printed = [job.paper for job in visit.prints if job.outcome is PrintOutcome.PRINTED]
    assert printed[-1] is Paper.RECEIPT
    assert (Paper.CORRECTION_NOTICE in printed) == bool(person.expected.defects)
    may_verify = assessment.outcome in (Outcome.COMPLETE, Outcome.WARN_ADVERSE)
    assert visit.staff_confirmed == may_verify
    assert (Paper.DECISION in printed) == (visit.decision is not None)
