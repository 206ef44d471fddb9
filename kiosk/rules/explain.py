"""What a rule asks, what it can say, and which profiles set it: everything from the data files."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.rules.findings import Kind, kinds
from kiosk.rules.profile import Value
from kiosk.rules.profiles import bundled_profiles, load_profile
from kiosk.rules.registry import rule_ids
from kiosk.rules.rulebook import Rule, read_rules


@dataclass(frozen=True)
class Setting:
    """A profile's value that names the rule. ``value`` None is unknown."""

    profile: str
    key: str
    value: Any
    source: str
    as_of: date

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
    """No rule of that id. The message says which there are."""


def explain(rule_id: str) -> Explanation:
    """What is known of that rule. Raises RuleUnknown."""
    rules = read_rules()
    if rule_id not in rules:
        near = [known for known in rules if known.startswith(rule_id[:5])] or list(rules)
        raise RuleUnknown(f"no rule {rule_id!r}; there are {', '.join(near)}")
    said = {name: kind for name, kind in kinds().items() if kind.rule == rule_id}
    settings = tuple(s for name in bundled_profiles() for s in _settings(name, rule_id))
    return Explanation(rule_id, rules[rule_id], said, settings, rule_id in rule_ids())


def _settings(profile: str, rule_id: str) -> Iterator[Setting]:
    for key, value in profile_values(load_profile(profile)):
        if value.rule == rule_id:
            yield Setting(profile, key, value.value, value.source, value.as_of)


def profile_values(part: Any, place: str = "") -> Iterator[tuple[str, Value[Any]]]:
    """Every value of a profile with its dotted key."""
    for field in fields(part):
        item = getattr(part, field.name)
        if isinstance(item, Value):
            yield place + field.name, item
        elif is_dataclass(item):
            yield from profile_values(item, f"{place}{field.name}.")


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, Text):
        return f"{value.zh} / {value.en}"
    return str(value.value) if isinstance(value, Enum) else str(value)
