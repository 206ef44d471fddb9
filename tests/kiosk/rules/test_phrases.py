"""Phrases are filled in each language, and a text told later says the same as one told at once."""

import copy
import pickle
from datetime import date

import pytest

from kiosk.rules.assessment import Text
from kiosk.rules.phrases import Phrase, Told

LATE = Phrase("{who}于{day}迟到{days}天。", "{who} was {days} days late on {day}, 100%.")
WORDS = {"who": Text("申请人", "The applicant"), "day": date(2026, 11, 20), "days": 3}


def test_each_language_takes_its_own_half_of_a_word_and_values_as_they_are():
    told = LATE.told(WORDS)
    assert told.zh == "申请人于2026-11-20迟到3天。"
    assert told.en == "The applicant was 3 days late on 2026-11-20, 100%."


def test_a_text_told_later_equals_the_same_words_told_at_once():
    told, at_once = LATE.told(WORDS), LATE.filled(WORDS)
    assert told == at_once
    assert at_once == told
    assert hash(told) == hash(at_once)
    assert told != Text(told.zh, "something else")
    assert told != "申请人于2026-11-20迟到3天。"


def test_a_text_is_worded_once_and_only_when_it_is_read():
    asked = []

    def tell(who: str) -> Text:
        asked.append(who)
        return Text(f"{who}好", f"hello {who}")

    told = Told(tell, "Ann")
    assert asked == []
    assert (told.zh, told.en, told.in_language("zh_CN")) == ("Ann好", "hello Ann", "Ann好")
    assert asked == ["Ann"]


def test_a_text_told_later_can_be_copied_and_sent():
    told = LATE.told(WORDS)
    assert copy.deepcopy(told) == told
    assert pickle.loads(pickle.dumps(told)) == told


def test_a_phrase_without_places_is_the_same_text_every_time():
    plain = Phrase("好。", "Good.")
    assert plain.told({}) is plain.told({"unused": "x"})
    assert plain.told({}) == Text("好。", "Good.")


def test_a_word_that_is_not_given_is_an_error_and_not_a_gap():
    with pytest.raises(KeyError, match="day"):
        LATE.filled({"who": "x", "days": 1})


def test_words_may_be_phrases_themselves():
    inner = Phrase("第{n}项", "item {n}").told({"n": 2})
    assert Phrase("缺{what}。", "{what} is missing.").told({"what": inner}) == Text(
        "缺第2项。", "item 2 is missing."
    )
