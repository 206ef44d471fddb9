"""The one place in a text of guidance, ``{value}``: what else stands in braces would be printed as it is."""

import re

from pydantic_core import ErrorDetails, PydanticCustomError

from kiosk.rules.assessment import Text

VALUE = "{value}"
"""Filled with the value of the profile that the text's ``if`` names."""

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_CURES = {
    "other_place": Text(
        f"{{place}} 不会填入，将原样印出；只能写 {VALUE}",
        f"{{place}} is not filled in and would be printed so; only {VALUE} is",
    ),
    "no_value": Text(
        f"有 {VALUE} 而没有 if，无值可填；请写明 if",
        f"{VALUE} without if: there is no value to fill in; give the if",
    ),
}


def only_the_value(text: str) -> str:
    """The text, where nothing but ``{value}`` stands in braces. Raises PydanticCustomError."""
    for place in _BRACES.findall(text):
        if place != VALUE:
            raise PydanticCustomError("other_place", "not filled in", {"place": place})
    return text


def a_value_to_fill(*texts: str, only_if: str | None) -> None:
    """Nothing where ``{value}`` has a value, or is not asked for. Raises PydanticCustomError."""
    if only_if is None and any(VALUE in text for text in texts):
        raise PydanticCustomError("no_value", "no value to fill in")


def cure(problem: ErrorDetails) -> Text | None:
    """What is wrong with the places of a text; None where something else is wrong."""
    told = _CURES.get(problem["type"])
    if told is None:
        return None
    place = str(problem.get("ctx", {}).get("place", ""))
    return Text(told.zh.replace("{place}", place), told.en.replace("{place}", place))
