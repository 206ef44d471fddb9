"""A locality's profile from TOML: inheritance value by value, and where each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.rules.assessment import Text
from kiosk.rules.profile import Profile
from kiosk.rules.profile_faults import PLAIN_KEYS, defines, unsaid, wrong_guidance, wrong_rules, wrong_values
from kiosk.rules.profile_files import ProfileError, ProfileFile, bundled_profiles, find_profile, read_chain
from kiosk.rules.profile_keys import value_keys
from kiosk.rules.profile_value import Value

__all__ = ["Looked", "Profile", "ProfileError", "bundled_profiles", "load_profile", "look_at", "profile_values"]

UNKNOWN = "unknown"
"""What a file writes for a value the sources do not decide."""

_ADAPTER = TypeAdapter(Profile)


@dataclass(frozen=True)
class Looked:
    """A profile looked at whole: its files, nearest first, and either the profile or all that is wrong with it."""

    files: tuple[ProfileFile, ...]
    profile: Profile | None
    wrong: tuple[Text, ...]

    def origin(self, key: str) -> str:
        """The id of the nearest file that gives the value of that dotted key; "" where none does."""
        keys = key.split(".")
        return next((file.id for file in self.files if defines(file.passed, keys)), "")


def load_profile(name: str | Path) -> Profile:
    """The profile of that name (``"gz"``) among the bundled ones, or of that file. Raises ProfileError.

    A file may inherit a file beside it or a bundled profile; a value it gives replaces the inherited one whole,
    with its source.
    """
    looked = look_at(name)
    if looked.profile is None:
        raise ProfileError(*looked.wrong)
    return looked.profile


def look_at(name: str | Path) -> Looked:
    """The same with its files, and with everything wrong instead of an error.

    Raises ProfileError only where the file is not there or is no TOML.
    """
    if isinstance(name, str) and name.endswith(".toml"):
        name = Path(name)  # a locality's own file, as a configuration writes it
    files, wrong = read_chain(find_profile(name) if isinstance(name, str) else name)
    found = [*wrong, *unsaid(files[0]), *wrong_rules(files), *wrong_guidance(files)]
    profile = None
    try:
        profile = _ADAPTER.validate_python(_with_unknowns(_merged(files)))
    except ValidationError as error:
        found += wrong_values(error, files)
    return Looked(files, None if found else profile, tuple(found))


def profile_values(part: Any, place: str = "") -> Mapping[str, Value[Any]]:
    """Every value of a profile by its dotted key."""
    found: dict[str, Value[Any]] = {}
    for field in fields(part):
        item = getattr(part, field.name)
        if isinstance(item, Value):
            found[place + field.name] = item
        elif is_dataclass(item):
            found |= profile_values(item, f"{place}{field.name}.")
    return found


def _merged(files: tuple[ProfileFile, ...]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for file in reversed(files):
        merged = _merge(merged, file.passed)
    own = files[0]
    for key in PLAIN_KEYS:  # nobody's but its own
        merged.pop(key, None)
    merged |= {key: own.content[key] for key in PLAIN_KEYS if key in own.content}
    told = tuple(file.guidance for file in files if file.guidance is not None)
    return merged | {"lineage": tuple(file.id for file in files if file.near), "guidance_files": told}


def _merge(base: dict[str, Any], over: dict[str, Any], place: str = "") -> dict[str, Any]:
    """``over`` on ``base``; the table of a value replaces the other whole, also where it forgot its ``value``."""
    merged = dict(base)
    for key, new in over.items():
        old, here = merged.get(key), f"{place}{key}"
        if isinstance(new, dict) and isinstance(old, dict) and here not in value_keys():
            merged[key] = _merge(old, new, f"{here}.")
        else:
            merged[key] = new
    return merged


def _with_unknowns(content: dict[str, Any]) -> dict[str, Any]:
    """The same tables with None for each value written "unknown"."""
    result: dict[str, Any] = {}
    for key, item in content.items():
        if isinstance(item, dict):
            result[key] = _with_unknowns(item)
        else:
            result[key] = None if key == "value" and item == UNKNOWN else item
    return result
