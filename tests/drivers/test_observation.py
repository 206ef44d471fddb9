"""A sentence known by its code is text to whoever wants no more."""

import copy
import pickle

import pytest

from drivers.observation import Observation, Observed, each, observation


def test_it_reads_as_its_english() -> None:
    seen = Observation(Observed.PORT_OPEN, "10.0.0.7:9100")
    assert seen == "10.0.0.7:9100 takes connections"
    assert (seen.what.code, seen.values, seen.unsure) == ("port_open", ("10.0.0.7:9100",), False)


def test_several_are_one_after_the_other_and_may_leave_the_question_open() -> None:
    seen = each(["a", "b"], unsure=True)
    assert (seen, seen.unsure) == ("a, b", True)
    assert each([]) == ""


def test_a_drivers_own_words_are_kept_as_they_are() -> None:
    own = observation("{odd} words")
    assert (own, own.what) == ("{odd} words", Observed.SAID)
    assert observation(own) is own


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda seen: pickle.loads(pickle.dumps(seen))])
def test_a_copy_says_and_means_the_same(copied) -> None:
    seen = Observation(Observed.NO_ANSWER_IN, 2.0, unsure=True)
    other = copied(seen)
    assert (other, other.what, other.values, other.unsure) == ("no answer in 2 s", seen.what, ("2",), True)
