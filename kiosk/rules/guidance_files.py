"""The files of guidance: what a locality tells of each business, and all that is wrong in a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails, PydanticCustomError

from kiosk.rules.assessment import Text
from kiosk.rules.business import BusinessType
from kiosk.rules.guidance_places import a_value_to_fill, cure, only_the_value
from kiosk.rules.profile_keys import value_keys
from kiosk.rules.toml_file import line, read_toml
from kiosk.rules.wrong_keys import place_of, with_value, wrong_key
from kiosk.wrong_words import WrongFile

DATA = Path(__file__).parent / "data" / "guidance"
NATIONAL = DATA / "na.toml"
"""The file that has a row for every business; a locality's file only says what differs there."""

_GUIDANCE = Text("办事指引", "guidance")
_CLOSED = ConfigDict(extra="forbid")
_Words = Annotated[str, Field(min_length=1)]


class GuidanceFileError(WrongFile):
    """A file of guidance is wrong. Each line names the file, the key and what to write there."""


def _value_of_a_profile(path: str) -> str:
    if path not in value_keys() or path.count(".") != 1:
        raise PydanticCustomError("not_a_value", "not a value of a profile")
    return path


_Worded = Annotated[_Words, AfterValidator(only_the_value)]
_ValuePath = Annotated[str, AfterValidator(_value_of_a_profile)]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Line:
    """One text; with ``only_if`` it is told only where the profile has that value, with it as ``{value}``."""

    zh: _Worded
    en: _Worded
    only_if: Annotated[_ValuePath | None, Field(alias="if")] = None

    @property
    def text(self) -> Text:
        """The text as it is written."""
        return Text(self.zh, self.en)


def _can_be_told(told: Line) -> Line:
    a_value_to_fill(told.zh, told.en, only_if=told.only_if)
    return told


_Line = Annotated[Line, AfterValidator(_can_be_told)]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Row:
    """What one file says of one business; None is left to the files behind it. ``source``: where it stands."""

    source: _Words
    where: _Line | None = None
    steps: tuple[_Line, ...] | None = None
    menu: tuple[_Line, ...] | None = None
    bring: tuple[_Line, ...] | None = None
    contact: Literal["window", "phone", "insurance", "none"] | None = None


_FORM: TypeAdapter[dict[BusinessType, Row]] = TypeAdapter(dict[BusinessType, Row])


def guidance_beside(profile: Path) -> Path:
    """Where the guidance of a locality's own profile lies: ``yz.guidance.toml`` beside ``yz.toml``."""
    return profile.with_suffix(".guidance.toml")


def read_guidance(path: Path) -> Mapping[BusinessType, Row]:
    """The rows of one file by business. Raises GuidanceFileError with all that is wrong."""
    content = read_toml(path, GuidanceFileError)
    try:
        return _FORM.validate_python(content)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise GuidanceFileError(*(line(path, place_of(each), _cure(each)) for each in problems)) from error


def _cure(problem: ErrorDetails) -> Text:
    if problem["loc"][-1] == "[key]":
        codes = (
            "没有此业务代码；应为 BT-01 至 BT-90 或 X-01…",
            "no business of that code; write BT-01 to BT-90 or X-01…",
        )
        return Text(*codes)
    if problem["type"] == "dataclass_type":
        return with_value(Text("应写成 { zh = …, en = … }", "write { zh = …, en = … }"), problem)
    if (misplaced := cure(problem)) is not None:
        return misplaced
    if problem["type"] == "not_a_value":
        return with_value(Text("不是配置中的值", "not a value of a profile"), problem)
    return wrong_key(problem, _GUIDANCE, _keys_at(problem["loc"]))


def _keys_at(place: tuple[int | str, ...]) -> Iterable[str]:
    row = len(place) <= len(("BT-01", "key"))
    return [field.name for field in fields(Row)] if row else ("zh", "en", "if")
