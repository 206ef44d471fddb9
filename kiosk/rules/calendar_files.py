"""One year's file of a calendar, and everything wrong with it at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

from kiosk.rules.assessment import Text
from kiosk.rules.toml_file import line, read_toml
from kiosk.rules.wrong_keys import place_of, wrong_key
from kiosk.wrong_words import WrongFile

SATURDAY = 5

T = TypeVar("T")
_CLOSED = ConfigDict(extra="forbid")
_Words = Annotated[str, Field(min_length=1)]
_Day = Annotated[date, Field(strict=True)]
_Number = Annotated[int, Field(strict=True)]


class CalendarFileError(WrongFile):
    """A calendar cannot be used. Each line names the file, the key and what to write there."""


@dataclass(frozen=True)
class Year:
    """What one file says of its year. ``source`` names the announcement and its day."""

    number: int
    days_off: frozenset[date]
    make_up_days: frozenset[date]
    source: str


@with_config(_CLOSED)
@dataclass(frozen=True)
class _Holiday:
    """One holiday as announced: its first and last day, and the weekend days worked in exchange."""

    name: _Words
    first: _Day
    last: _Day
    worked: list[_Day] = field(default_factory=list)


@with_config(_CLOSED)
@dataclass(frozen=True)
class _File:
    year: _Number
    source: _Words
    as_of: _Day
    holiday: list[dict[str, Any]]


_FILE, _HOLIDAY = TypeAdapter(_File), TypeAdapter(_Holiday)
_KEYS = (*_File.__annotations__, *_Holiday.__annotations__)
_CALENDAR = Text("日历", "a calendar")


def read_year(path: Path) -> Year:
    """The year of a file ``<calendar>-<year>.toml``. Raises CalendarFileError with all that is wrong."""
    content = read_toml(path, CalendarFileError)
    wrong: list[Text] = []
    file = _checked(path, _FILE, content, wrong)
    year = file.year if file else None
    if year is not None and not path.stem.endswith(f"-{year:04}"):
        wrong.append(line(path, "year", Text(f"{year} 与文件名不符", f"{year} does not match the file's name")))
    holidays = list(_holidays(path, content, year, wrong))
    days_off = {day for holiday in holidays for day in _days(holiday)}
    make_up_days = {day for holiday in holidays for day in holiday.worked}
    for day in sorted(days_off & make_up_days):
        told = Text(f"{day} 同时是放假日；请只留一处", f"{day} is also a day off; keep one")
        wrong.append(line(path, "worked", told))
    if wrong or file is None:
        raise CalendarFileError(*wrong)
    return Year(file.year, frozenset(days_off), frozenset(make_up_days), f"{file.source} ({file.as_of})")


def _holidays(path: Path, content: dict[str, Any], year: int | None, wrong: list[Text]) -> Iterator[_Holiday]:
    """The holidays whose days can be counted; what is wrong with any goes to ``wrong``."""
    listed = content.get("holiday")
    for number, table in enumerate(listed if isinstance(listed, list) else ()):
        place = f"holiday[{number}]"
        holiday = _checked(path, _HOLIDAY, table, wrong, f"{place}.") if isinstance(table, dict) else None
        if holiday is not None:
            faults = [line(path, f"{place}.{key}", told) for key, told in _faults(holiday, year)]
            wrong += faults
            if not faults:
                yield holiday


def _faults(holiday: _Holiday, year: int | None) -> Iterator[tuple[str, Text]]:
    """What no calendar can mean, by key. ``year`` None is a wrong one, told by itself."""
    first, last = holiday.first, holiday.last
    if last < first:
        yield "last", Text(f"{last} 早于 {first}", f"{last} lies before {first}")
    for key, days in (("first", [first]), ("last", [last]), ("worked", holiday.worked)):
        for day in days:
            if year is not None and day.year != year:
                yield key, Text(f"{day} 不在 {year} 年", f"{day} is not in {year}")
    for day in holiday.worked:
        if day.weekday() < SATURDAY:
            yield "worked", Text(f"{day} 不是周六或周日", f"{day} is no Saturday or Sunday")


def _days(holiday: _Holiday) -> Iterable[date]:
    return (holiday.first + timedelta(days=n) for n in range((holiday.last - holiday.first).days + 1))


def _checked(path: Path, form: TypeAdapter[T], content: Any, wrong: list[Text], place: str = "") -> T | None:
    try:
        return form.validate_python(content)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            wrong.append(line(path, place + place_of(problem), wrong_key(problem, _CALENDAR, _KEYS)))
        return None
