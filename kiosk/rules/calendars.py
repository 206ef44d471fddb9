"""Working days and rest days as the State Council announces them year by year; an unknown year stays unknown."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.wrong_words import WrongFile

DATA = Path(__file__).parent / "data" / "calendars"
_SATURDAY = 5
_WORDS: dict[type[Any], Text] = {
    int: Text("整数", "whole number"),
    str: Text("文字", "text"),
    date: Text("日期", "date"),
    list: Text("表的列表", "list of tables"),
}


class CalendarFileError(WrongFile):
    """A calendar file is wrong. The message names the file, the key and what to write there."""


@dataclass(frozen=True)
class Calendar:
    """Days off announced beside the weekends, and weekend days worked in exchange, for the years it knows."""

    id: str
    years: frozenset[int]
    days_off: frozenset[date]
    make_up_days: frozenset[date]
    sources: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The calendar and the years it knows, as an assessment names it."""
        return f"{self.id} {','.join(str(year) for year in sorted(self.years))}"

    def is_working_day(self, day: date) -> bool | None:
        """Whether windows work that day; None when the calendar of that year is not known."""
        if day.year not in self.years:
            return None
        if day in self.days_off:
            return False
        return day.weekday() < _SATURDAY or day in self.make_up_days

    def next_working_day(self, day: date) -> date | None:
        """``day`` itself or the first working day after it; None when an unknown year is reached."""
        while not (working := self.is_working_day(day)):
            if working is None or day == date.max:
                return None
            day += timedelta(days=1)
        return day


def load_calendar(identifier: str = "cn", folder: Path = DATA) -> Calendar:
    """Reads every ``<identifier>-<year>.toml`` in ``folder``. Raises CalendarFileError.

    ``identifier`` may be the path of one such file: it and its neighbours of that name then stand before the
    bundled years.
    """
    if identifier.endswith(".toml"):
        given = Path(identifier)
        identifier = _identifier(given)
        files = _files(identifier, folder) | _files(identifier, given.parent)
    else:
        files = _files(identifier, folder)
    if not files:
        zh = f"{folder}：没有日历 {identifier!r}；请放入 {identifier}-<年份>.toml"
        raise CalendarFileError(
            Text(zh, f"{folder}: no calendar {identifier!r}; put {identifier}-<year>.toml there")
        )
    years = [_year(files[name]) for name in sorted(files)]
    return Calendar(
        id=identifier,
        years=frozenset(year.number for year in years),
        days_off=frozenset(day for year in years for day in year.days_off),
        make_up_days=frozenset(day for year in years for day in year.make_up_days),
        sources=tuple(year.source for year in years),
    )


def _identifier(file: Path) -> str:
    """``cn`` of ``cn-2027.toml``."""
    named = re.fullmatch(r"(\w+)-\d{4}", file.stem)
    if named is None:
        raise _wrong(
            file,
            "",
            "文件名应为 <日历>-<年份>.toml，如 cn-2027.toml",
            "name it <calendar>-<year>.toml, such as cn-2027.toml",
        )
    if not file.is_file():
        raise CalendarFileError(Text(f"{file}：没有此文件", f"{file}: no such file"))
    return named[1]


def _files(identifier: str, folder: Path) -> dict[str, Path]:
    """Every year's file of that calendar in the folder, by its name."""
    return {path.name: path for path in folder.glob(f"{identifier}-[0-9][0-9][0-9][0-9].toml")}


def _wrong(path: Path, place: str, zh: str, en: str) -> CalendarFileError:
    """What is wrong at one place of a file, or with the file where ``place`` is empty."""
    if place:
        zh, en = f"{place}：{zh}", f"{place}: {en}"
    return CalendarFileError(Text(f"{path.name}：{zh}", f"{path.name}: {en}"))


@dataclass(frozen=True)
class _Year:
    number: int
    days_off: frozenset[date]
    make_up_days: frozenset[date]
    source: str


def _year(path: Path) -> _Year:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _wrong(path, "", f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, "", f"不是UTF-8编码的TOML文件：{error}", f"not a TOML file in UTF-8: {error}") from error
    unknown = sorted(content.keys() - {"year", "source", "as_of", "holiday"})
    if unknown:
        raise _wrong(path, unknown[0], "日历没有这一项；请删去", "not a key of a calendar; take it out")
    number = _typed(path, content, "year", int)
    if not re.search(rf"-{number}$", path.stem):
        raise _wrong(path, "year", f"{number} 与文件名不符", f"{number} does not match the file's name")
    as_of = _typed(path, content, "as_of", date)
    source = _typed(path, content, "source", str)
    holidays = _typed(path, content, "holiday", list)
    days_off: set[date] = set()
    make_up_days: set[date] = set()
    for position, holiday in enumerate(holidays):
        where = f"holiday[{position}]"
        if not isinstance(holiday, dict):
            raise _wrong(path, where, "不是表；请写 [[holiday]]", "not a table; write [[holiday]]")
        days_off |= _range(path, where, holiday, number)
        make_up_days |= _worked(path, where, holiday, number)
    if both := days_off & make_up_days:
        raise _wrong(
            path, "worked", f"{min(both)} 同时是放假日；请只留一处", f"{min(both)} is also a day off; keep one"
        )
    return _Year(number, frozenset(days_off), frozenset(make_up_days), f"{source} ({as_of})")


def _typed(path: Path, content: dict[str, Any], key: str, kind: type[Any], where: str = "") -> Any:
    name = f"{where}.{key}" if where else key
    if key not in content:
        raise _wrong(path, name, f"缺少此项；请写{_WORDS[kind].zh}", f"missing; give a {_WORDS[kind].en}")
    value = content[key]
    if type(value) is not kind:
        raise _wrong(path, name, f"{value!r} 不是{_WORDS[kind].zh}", f"{value!r} is not a {_WORDS[kind].en}")
    return value


def _range(path: Path, where: str, holiday: dict[str, Any], year: int) -> set[date]:
    _typed(path, holiday, "name", str, where)
    first = _typed(path, holiday, "first", date, where)
    last = _typed(path, holiday, "last", date, where)
    if last < first:
        raise _wrong(path, f"{where}.last", f"{last} 早于 {first}", f"{last} lies before {first}")
    _in_year(path, f"{where}.first", (first, last), year)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def _worked(path: Path, where: str, holiday: dict[str, Any], year: int) -> set[date]:
    days = holiday.get("worked", [])
    if not isinstance(days, list) or any(type(day) is not date for day in days):
        raise _wrong(path, f"{where}.worked", f"{days!r} 不是日期的列表", f"{days!r} is not a list of dates")
    _in_year(path, f"{where}.worked", days, year)
    if weekday := [day for day in days if day.weekday() < _SATURDAY]:
        raise _wrong(
            path, f"{where}.worked", f"{weekday[0]} 不是周六或周日", f"{weekday[0]} is no Saturday or Sunday"
        )
    return set(days)


def _in_year(path: Path, where: str, days: Iterable[date], year: int) -> None:
    for day in days:
        if day.year != year:
            raise _wrong(path, where, f"{day} 不在 {year} 年", f"{day} is not in {year}")
