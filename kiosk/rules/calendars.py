"""Working days and rest days as the State Council announces them year by year; an unknown year stays unknown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kiosk.rules.assessment import Text
from kiosk.rules.calendar_files import SATURDAY, CalendarFileError, Year, read_year
from kiosk.rules.toml_file import in_file

DATA = Path(__file__).parent / "data" / "calendars"


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
        return day.weekday() < SATURDAY or day in self.make_up_days

    def next_working_day(self, day: date) -> date | None:
        """``day`` itself or the first working day after it; None when an unknown year is reached."""
        while not (working := self.is_working_day(day)):
            if working is None or day == date.max:
                return None
            day += timedelta(days=1)
        return day


def load_calendar(identifier: str = "cn", folder: Path = DATA) -> Calendar:
    """Reads every ``<identifier>-<year>.toml`` in ``folder``. Raises CalendarFileError with all that is wrong.

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
    years = _read([files[name] for name in sorted(files)])
    return Calendar(
        id=identifier,
        years=frozenset(year.number for year in years),
        days_off=frozenset(day for year in years for day in year.days_off),
        make_up_days=frozenset(day for year in years for day in year.make_up_days),
        sources=tuple(year.source for year in years),
    )


def _read(files: Iterable[Path]) -> list[Year]:
    years: list[Year] = []
    wrong: list[Text] = []
    for file in files:
        try:
            years.append(read_year(file))
        except CalendarFileError as error:
            wrong += error.lines
    if wrong:
        raise CalendarFileError(*wrong)
    return years


def _identifier(file: Path) -> str:
    """``cn`` of ``cn-2027.toml``."""
    named = re.fullmatch(r"(\w+)-\d{4}", file.stem)
    if named is None:
        zh, en = (
            "文件名应为 <日历>-<年份>.toml，如 cn-2027.toml",
            "name it <calendar>-<year>.toml, such as cn-2027.toml",
        )
        raise CalendarFileError(in_file(file, Text(zh, en)))
    if not file.is_file():
        raise CalendarFileError(Text(f"{file}：没有此文件", f"{file}: no such file"))
    return named[1]


def _files(identifier: str, folder: Path) -> dict[str, Path]:
    """Every year's file of that calendar in the folder, by its name."""
    return {path.name: path for path in folder.glob(f"{identifier}-[0-9][0-9][0-9][0-9].toml")}
