"""The rules' bench: the cases it measures, and that it counts what it says it counts."""

from itertools import count

import pytest

from kiosk.rules.answer import answer
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Text
from kiosk.rules.bench import FINDINGS, bench_case, measure
from kiosk.rules.phrases import Phrase
from tests.helpers.rules import CALENDAR, GZ, SZ, VISIT


@pytest.mark.parametrize("missing", FINDINGS)
def test_a_case_of_the_bench_has_as_many_defects_as_it_says(missing):
    assessment = assess(bench_case(VISIT, missing, turn=7), GZ, CALENDAR, VISIT)
    assert len(assessment.defects) == missing
    assert assessment.outcome is (Outcome.CORRECTION_NOTICE if missing else Outcome.COMPLETE)


@pytest.mark.parametrize("profile", [GZ, SZ], ids=lambda profile: profile.id)
def test_a_rate_is_the_cases_of_a_batch_over_its_time(profile):
    rates = measure(profile, CALENDAR, VISIT, seconds=2.0, clock=count().__next__)
    assert [rate.defects for rate in rates] == list(FINDINGS)
    assert {rate.per_second for rate in rates} == {rate.read_per_second for rate in rates} == {50.0}
    assert all(rate.findings >= rate.defects for rate in rates)


def test_an_assessment_is_worded_only_where_the_figure_says_that_it_is_read(monkeypatch):
    filled = []
    monkeypatch.setattr(Phrase, "filled", lambda self, words: filled.append(self) or Text("字", "word"))
    assessment = assess(bench_case(VISIT, 5), GZ, CALENDAR, VISIT)
    assert filled == []
    answer(assessment)
    assert len(filled) == 2 * 5  # message and remedy of each, once for both languages
