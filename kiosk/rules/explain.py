"""What a rule asks, what it can say, and which profiles set it: everything from the data files."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.rules.findings import Kind, kinds
from kiosk.rules.profiles import ProfileError, bundled_profiles, load_profile, look_at, profile_values
from kiosk.rules.registry import rule_ids
from kiosk.rules.rulebook import Rule, read_rules


@dataclass(frozen=True)
class Setting:
    """A profile's value that the rule uses. ``value`` None is unknown; ``origin`` is the profile that gives it."""

    profile: str
    key: str
    value: Any
    source: str
    as_of: date
    origin: str

    @property
    def shown(self) -> str:
        """The value in one word or line."""
        return "unknown" if self.value is None else _plain(self.value)


@dataclass(frozen=True)
class Explanation:
    """Everything known of one rule. ``kinds`` are the findings it can make, by name."""

    id: str
    rule: Rule
    kinds: dict[str, Kind]
    settings: tuple[Setting, ...]
    applied: bool


class RuleUnknown(ValueError):
    """No rule of that id; ``text`` says which there are."""

    def __init__(self, rule_id: str, known: Collection[str]) -> None:
        beside = ", ".join([each for each in known if each.startswith(rule_id[:5])] or known)
        meant = get_close_matches(rule_id, known, n=1)
        zh, en = (f"，是否为 {meant[0]}？", f"; is it {meant[0]}?") if meant else ("", "")
        self.text = Text(f"没有规则 {rule_id!r}{zh}；有 {beside}", f"no rule {rule_id!r}{en}; there are {beside}")
        super().__init__(self.text.en)


def explain(rule_id: str, profile: str | Path | None = None) -> Explanation:
    """What is known of that rule, and what each bundled profile sets for it, or ``profile`` alone.

    Of one profile every value is told that the rule uses anywhere, also where it stands under another rule or under
    none. Raises RuleUnknown, and ProfileError where that profile is wrong.
    """
    rules = read_rules()
    if rule_id not in rules:
        raise RuleUnknown(rule_id, rules)
    said = {name: kind for name, kind in kinds().items() if kind.rule == rule_id}
    if profile is None:
        settings = tuple(s for name in bundled_profiles() for s in _settings(name, rule_id, {}))
    else:
        settings = tuple(_settings(profile, rule_id, usual_rules()))
    return Explanation(rule_id, rules[rule_id], said, settings, rule_id in rule_ids())


@cache
def usual_rules() -> Mapping[str, frozenset[str]]:
    """The rules each value is given for in the bundled profiles, by its dotted key; none for many."""
    found: dict[str, set[str]] = {}
    for name in bundled_profiles():
        for key, value in profile_values(load_profile(name)).items():
            found.setdefault(key, set()).update({value.rule} if value.rule else ())
    return {key: frozenset(rules) for key, rules in found.items()}


def _settings(name: str | Path, rule_id: str, usual: Mapping[str, frozenset[str]]) -> Iterator[Setting]:
    looked = look_at(name)
    if looked.profile is None:
        raise ProfileError(*looked.wrong)
    for key, value in profile_values(looked.profile).items():
        if value.rule == rule_id or rule_id in usual.get(key, ()):
            origin = looked.origin(key)
            yield Setting(looked.profile.id, key, value.value, value.source, value.as_of, origin)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value) or "none"
    if isinstance(value, Text):
        return f"{value.zh} / {value.en}"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value) if isinstance(value, Enum) else str(value)
