"""A driver's options, held against what its constructor says it takes: once, for every driver, ours or not."""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError

from drivers.errors import DeviceError, DeviceErrorCode

Positive = Annotated[int, Field(gt=0)]
"""A count that is at least one."""

Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
"""A duration."""


def require_options(made: Callable[..., Any], options: Mapping[str, Any], locus: str) -> None:
    """CONFIGURATION where an option is not known, is missing, or is not of the annotated type; names each."""
    parameters = _signature(made).parameters
    named = {
        name: each for name, each in parameters.items() if each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
    }
    takes_any = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    wrong = [
        *([] if takes_any else _unknown(named, options)),
        *_missing(named, options),
        *_mistyped(named, options),
    ]
    if wrong:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, locus, "; ".join(wrong))


def _signature(made: Callable[..., Any]) -> inspect.Signature:
    """With annotations written as text read; where one cannot be, they stay text and are not checked."""
    try:
        return inspect.signature(made, eval_str=True)
    except (NameError, AttributeError, SyntaxError, TypeError, ValueError):
        return inspect.signature(made)


def _unknown(named: Mapping[str, inspect.Parameter], options: Mapping[str, Any]) -> Iterator[str]:
    unknown = sorted(set(options) - set(named))
    if unknown:
        yield f"no option {', '.join(unknown)}"
        yield f"it takes {', '.join(named)}" if named else "it takes none"


def _missing(named: Mapping[str, inspect.Parameter], options: Mapping[str, Any]) -> Iterator[str]:
    for name, parameter in named.items():
        if parameter.default is parameter.empty and name not in options:
            yield f"option {name} is missing"


def _mistyped(named: Mapping[str, inspect.Parameter], options: Mapping[str, Any]) -> Iterator[str]:
    for name, value in options.items():
        parameter = named.get(name)
        if parameter is None or parameter.annotation is parameter.empty or isinstance(parameter.annotation, str):
            continue
        wrong = _wrong_with(parameter.annotation, value)
        if wrong:
            yield f"option {name}: {wrong}"


def _wrong_with(annotation: Any, value: Any) -> str:
    """Checked strictly as JSON: no number for a text, no truth for a number; but a path may be a text."""
    try:
        TypeAdapter(annotation).validate_json(json.dumps(value, default=str), strict=True)
    except PydanticUserError:
        return ""  # a type of the driver's own, which only it can check
    except ValidationError as error:
        said = (each["msg"].removeprefix("Input should be ") for each in error.errors(include_url=False))
        return f"this should be {' or '.join(dict.fromkeys(said))}"
    return ""
