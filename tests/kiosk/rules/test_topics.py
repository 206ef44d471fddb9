"""What a visitor asks for in plain words: every matter once, found by letters of either language."""

import re

import pytest

from kiosk.rules.business import HANDLED_HERE, BusinessType
from kiosk.rules.datafile import DataFileError
from kiosk.rules.topics import _FILE, matching, read_topics, topic_groups
from tests.helpers.rules import GZ, PROFILES, SZ

EVERYWHERE = [pytest.param(profile, id=name) for name, profile in PROFILES.items()]


def found(typed):
    return {topic.guidance.business.value for topic in matching(topic_groups(SZ), typed)}


@pytest.mark.parametrize("profile", EVERYWHERE)
def test_every_matter_that_is_not_handled_here_is_found_once_and_in_two_touches(profile):
    groups = topic_groups(profile)
    shown = [topic.guidance.business for group in groups for topic in group.topics]
    hidden = {*HANDLED_HERE, BusinessType.ONE_CARD_SERVICE}  # no profile of ours lists one-card services
    assert len(shown) == len(set(shown))
    assert set(shown) == set(BusinessType) - hidden
    assert len(groups) <= 6
    assert all(1 <= len(group.topics) <= 6 for group in groups), "one screen of large tiles"


@pytest.mark.parametrize("profile", EVERYWHERE)
def test_every_matter_names_its_texts_as_people_call_them(profile):
    for topic in matching(topic_groups(profile), ""):
        titles = topic.guidance.titles
        assert titles
        assert not any(".txt" in title.en for title in titles)


def test_what_nobody_handles_any_more_stands_apart():
    *offered, last = topic_groups(GZ)
    assert all(topic.is_removed for topic in last.topics)
    assert not any(topic.is_removed for group in offered for topic in group.topics)


def test_the_initials_are_as_many_as_the_chinese_words_letters():
    for topic in matching(topic_groups(GZ), ""):
        assert len(topic.initials) == len(re.findall("[一-鿿]", topic.words.zh)), topic.words.zh


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dzsbk", {"BT-13"}),
        ("居留", {"BT-18"}),
        ("resid", {"BT-18"}),
        ("electr card", {"BT-05", "BT-13"}),
        ("Visa", {"BT-22"}),
        ("BT-02", {"BT-02"}),
        ("x-", {"X-01", "X-02", "X-03", "X-04", "X-05"}),
        ("lost", {"X-02", "X-03"}),
        (" ycgz ", {"BT-02"}),
        ("zzzz", set()),
    ],
)
def test_a_few_letters_find_it(typed, meant):
    assert found(typed) == meant


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('business = "BT-22"', 'business = "BT-18"', "topics.toml: BT-18: named 2 times; write it 1 times"),
        ('business = "BT-22"', 'business = "BT-11"', "topics.toml: BT-11: named 1 times; write it 0 times"),
        ('initials = "blgzqz"', 'initials = "BLGZQZ"', "topics.toml: groups.3.topics.0.initials: "),
        ('key = "stay"', "", "topics.toml: groups.3.key: Field required"),
    ],
)
def test_a_wrong_file_of_matters_is_told_by_file_and_key(tmp_path, old, new, told):
    content = _FILE.read_text(encoding="utf-8")
    assert old in content
    path = tmp_path / "topics.toml"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        read_topics(path)
    assert told in str(error.value)
