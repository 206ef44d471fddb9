"""What is wrong in a profile's files, all of it at once: every key with its file, its value and the cure."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.rules.assessment import Text
from kiosk.rules.guidance_files import GuidanceFileError, read_guidance
from kiosk.rules.profile_files import ProfileFile
from kiosk.rules.profile_keys import value_keys
from kiosk.rules.rulebook import read_rules
from kiosk.rules.toml_file import line
from kiosk.rules.wrong_keys import place_of, with_value, wrong_key
from kiosk.wrong_words import is_absent, nearest

_PROFILE = Text("配置", "a profile")
PLAIN_KEYS = ("id", "version", "name_zh", "name_en", "territory_codes", "source_document", "effective_from")
"""What every profile says itself and none inherits."""
LOADERS_OWN = frozenset({"lineage", "guidance_files"})
"""What only the loader can say."""


def unsaid(own: ProfileFile) -> Iterator[Text]:
    """The keys every profile must say itself and this one does not, and the one it cannot say.

    ``id`` is told with the file's name.
    """
    for key in PLAIN_KEYS[1:]:
        if key not in own.content:
            said = Text("缺少此项；每个配置须自行写明", "missing; every profile says its own")
            yield line(own.path, key, said)
    for key in sorted(LOADERS_OWN & own.content.keys()):  # a file's would be lost without a word
        yield line(own.path, key, Text("配置没有这一项；请删去", "not a key of a profile; take it out"))


def wrong_rules(files: Sequence[ProfileFile]) -> Iterator[Text]:
    """The ids of rules that do not exist: findings would carry them."""
    known = read_rules()
    for file in files:
        for place, table in tables(file.content):
            rule = table.get("rule")
            if isinstance(rule, str) and rule not in known:
                near = nearest(rule, known)
                yield line(
                    file.path, f"{place}.rule", Text(f"没有规则 {rule!r}{near.zh}", f"no rule {rule!r}{near.en}")
                )


def wrong_guidance(files: Sequence[ProfileFile]) -> Iterator[Text]:
    """All that is wrong in the guidance beside the files that did not come with the terminal."""
    for file in files:
        if file.guidance is not None and not file.is_bundled:
            try:
                read_guidance(file.guidance)
            except GuidanceFileError as error:
                yield from error.lines


def tables(content: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of a file with its dotted key."""
    for key, item in content.items():
        if isinstance(item, dict):
            yield f"{place}{key}", item
            yield from tables(item, f"{place}{key}.")


def wrong_values(error: ValidationError, files: Sequence[ProfileFile]) -> Iterator[Text]:
    """One line for each wrong key, each naming the file it stands in."""
    for problem in error.errors(include_url=False):
        keys = [part for part in problem["loc"] if isinstance(part, str)]
        if is_absent(problem) and len(keys) == 1 and keys[0] in PLAIN_KEYS:
            continue  # told by ``unsaid``
        file = next((file for file in files if defines(file.passed, keys)), files[0])
        yield line(file.path, place_of(problem), _cure(problem, keys, files[-1].content))


def defines(content: dict[str, Any], keys: Sequence[str]) -> bool:
    """Whether this file gives that value; the table of a value counts as one, whatever is wrong inside it."""
    for depth, key in enumerate(keys, 1):
        if key not in content:
            return False
        inner = content[key]
        if not isinstance(inner, dict) or ".".join(keys[:depth]) in value_keys():
            return True
        content = inner
    return True


def _cure(problem: ErrorDetails, keys: list[str], base: dict[str, Any]) -> Text:
    """What is wrong with that key and what to write there; ``base`` is a profile that names every key."""
    if problem["type"] == "dataclass_type":
        one = "{ value = …, source = …, as_of = … }"
        zh, en = ("应写成表", "write it as a table") if len(keys) == 1 else (f"应写成 {one}", f"write it as {one}")
        return with_value(Text(zh, en), problem)
    if keys[0] == "territory_codes" and problem["type"] == "string_pattern_mismatch":
        digits = Text("应为GB/T 2260的2、4或6位数字", "should be 2, 4 or 6 digits of GB/T 2260")
        return with_value(digits, problem)
    return wrong_key(problem, _PROFILE, _keys_beside(keys, base))


def _keys_beside(keys: list[str], base: dict[str, Any]) -> list[str]:
    table: Any = base
    for key in keys[:-1]:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    return [*table, "rule", "note"] if "value" in table else list(table)
