"""What a visitor may have come for beside verification: in plain words, grouped, found by a few letters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from kiosk.rules.assessment import Text
from kiosk.rules.business import HANDLED_HERE, BusinessType
from kiosk.rules.datafile import DataFileError, read_as
from kiosk.rules.guidance import Guidance, guidance, offered
from kiosk.rules.profile import Profile

_FILE = Path(__file__).parent / "data" / "topics.toml"


@dataclass(frozen=True)
class Topic:
    """One matter as a visitor calls it, with where to go. ``initials``: the first pinyin letters of its Chinese."""

    words: Text
    initials: str
    guidance: Guidance

    @property
    def is_removed(self) -> bool:
        """Whether nobody handles it any more: it is found, and never offered (R-GEN-07)."""
        return self.guidance.business.is_removed

    def answers(self, typed: str) -> bool:
        """Whether ``typed`` means it: part of the Chinese, initials, beginnings of English words, or the code."""
        asked = typed.strip().casefold()
        code = self.guidance.business.value.casefold()
        chinese = f"{self.words.zh} {self.guidance.name.zh}"
        return (
            asked in chinese
            or asked in self.initials
            or code.startswith(asked)
            or _begins_each(asked.split(), f"{self.words.en} {self.guidance.name.en}")
        )


@dataclass(frozen=True)
class TopicGroup:
    """Matters that belong together."""

    title: Text
    topics: tuple[Topic, ...]


def topic_groups(profile: Profile) -> tuple[TopicGroup, ...]:
    """The matters of this locality; one-card services only where they are listed (R-ONE-01)."""
    shown = {*offered(profile), *(type_ for type_ in BusinessType if type_.is_removed)}
    return tuple(
        TopicGroup(
            Text(group.zh, group.en),
            tuple(
                Topic(Text(row.zh, row.en), row.initials, guidance(row.business, profile))
                for row in group.topics
                if row.business in shown
            ),
        )
        for group in _groups()
    )


def matching(groups: Iterable[TopicGroup], typed: str) -> tuple[Topic, ...]:
    """The topics that ``typed`` may mean, in the groups' order; all of them where nothing is typed."""
    return tuple(topic for group in groups for topic in group.topics if topic.answers(typed))


def _begins_each(asked: list[str], english: str) -> bool:
    """Whether every word asked begins a word of the text."""
    words = english.casefold().replace("-", " ").replace("(", " ").split()
    return bool(asked) and all(any(word.startswith(part) for word in words) for part in asked)


_Words = Annotated[str, Field(min_length=1)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    business: BusinessType
    zh: _Words
    en: _Words
    initials: Annotated[str, Field(pattern="^[a-z]+$")]


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    key: _Words
    zh: _Words
    en: _Words
    topics: tuple[_Row, ...]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    groups: tuple[_Group, ...]


@cache
def _groups() -> tuple[_Group, ...]:
    return read_topics(_FILE)


def read_topics(path: Path) -> tuple[_Group, ...]:
    """The groups of a file, every business that is not handled here in it once. Raises DataFileError."""
    groups = read_as(path, TypeAdapter(_File)).groups
    named = Counter(row.business for group in groups for row in group.topics)
    for type_ in BusinessType:
        due = 0 if type_ in HANDLED_HERE else 1
        if named[type_] != due:
            raise DataFileError(f"{path.name}: {type_.value}: named {named[type_]} times; write it {due} times")
    return groups
