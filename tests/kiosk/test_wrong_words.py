"""What is wrong with a key is said in both languages, with the key that was meant."""

from typing import Annotated

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from kiosk.rules.assessment import Text
from kiosk.wrong_words import WrongFile, explained, nearest, what_is_wrong


class Hall(BaseModel):
    """A made-up form."""

    model_config = ConfigDict(extra="forbid", strict=True)
    windows: Annotated[int, Field(ge=1, lt=100)] = 1
    seconds: Annotated[float, Field(gt=0.5, le=60)] = 1.0
    name: Annotated[str, Field(min_length=1)] = "x"
    even: int = 2
    region: Annotated[str, Field(pattern=r"^\d{6}$")] = "440100"

    @field_validator("even")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError("should be even")
        return value


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ({"windows": 0}, "windows：应不小于 1", "windows: should be at least 1"),
        ({"windows": 100}, "windows：应小于 100", "windows: should be less than 100"),
        ({"windows": "1"}, "windows：应为整数（不加引号）", "windows: should be a whole number, without quotes"),
        ({"seconds": 61.0}, "seconds：应不大于 60", "seconds: should be at most 60"),
        ({"seconds": 0.5}, "seconds：应大于 0.5", "seconds: should be greater than 0.5"),
        ({"region": "44"}, "region：应为六位数字", "region: should be six digits"),
        ({"name": ""}, "name：不能为空", "name: should have at least 1 character"),
        ({"windos": 3}, "windos：没有这一项；是否为 windows？", "windos: no such key; is it windows?"),
        ({"zzz": 3}, "zzz：没有这一项；请删去", "zzz: no such key; take it out"),
        (
            {"name": 3, "windows": 0},
            "windows：应不小于 1；name：应为文字（加引号）",
            "windows: should be at least 1; name: should be text, in quotes",
        ),
    ],
)
def test_a_wrong_key_is_told_in_both_languages(written: dict[str, object], zh: str, en: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Hall.model_validate(written)
    assert explained(wrong.value, lambda place: Hall.model_fields) == Text(zh, en)


def test_what_no_table_names_keeps_its_own_words() -> None:
    with pytest.raises(ValidationError) as wrong:
        Hall.model_validate({"even": 3})
    (detail,) = wrong.value.errors(include_url=False)
    assert what_is_wrong(detail) == Text("值无效（should be even）", "should be even")


def test_what_a_check_of_ours_says_is_told_in_its_own_two_languages() -> None:
    def refuse(_value: int) -> int:
        raise WrongFile(Text("应为偶数", "should be even"))

    with pytest.raises(ValidationError) as wrong:
        TypeAdapter(Annotated[int, AfterValidator(refuse)]).validate_python(3)
    (detail,) = wrong.value.errors(include_url=False)
    assert what_is_wrong(detail) == Text("应为偶数", "should be even")


def test_a_wrong_file_has_a_line_for_each_thing_wrong() -> None:
    wrong = WrongFile(Text("甲", "a"), Text("乙", "b"))
    assert (str(wrong), wrong.text) == ("a\nb", Text("甲\n乙", "a\nb"))


def test_only_a_near_key_is_suggested() -> None:
    assert nearest("medicl", ["photo", "medical"]).en == "; is it medical?"
    assert nearest("medicl", ["photo"]).en == "; take it out"
