"""The announced working days, and calendar files that say what is wrong with them."""

from datetime import date

import pytest

from kiosk.rules.calendar_files import CalendarFileError
from kiosk.rules.calendars import Calendar, load_calendar
from tests.helpers.rules import CALENDAR


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2024-12-31", True),
        ("2025-01-01", False),
        ("2025-01-26", True),
        ("2025-01-28", False),
        ("2025-02-04", False),
        ("2025-02-08", True),
        ("2025-02-09", False),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-05-09", True),
        ("2026-09-20", True),
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2027-01-04", None),
        ("2023-12-29", None),
    ],
)
def test_rest_days_make_up_days_and_years_nobody_announced(day, working):
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is working


def test_rolling_into_an_unknown_year_stays_unknown():
    assert CALENDAR.next_working_day(date(2026, 12, 31)) == date(2026, 12, 31)
    assert CALENDAR.next_working_day(date(2027, 1, 1)) is None


def test_rolling_ends_at_the_last_day_there_is():
    forever_off = Calendar("test", frozenset({9999}), frozenset({date.max}), frozenset())
    assert forever_off.next_working_day(date.max) is None


def test_a_calendar_names_itself_with_its_years_and_sources():
    assert CALENDAR.version == "cn 2024,2025,2026"
    assert len(CALENDAR.sources) == 3
    assert "国办发明电〔2024〕12号" in CALENDAR.sources[1]


GOOD = """
year = 2030
source = "test"
as_of = 2029-11-01

[[holiday]]
name = "test"
first = 2030-05-01
last = 2030-05-03
worked = [2030-05-04]
"""


def written(tmp_path, text, name="xx-2030.toml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_calendar_of_ones_own_is_read(tmp_path):
    calendar = load_calendar("xx", written(tmp_path, GOOD))
    assert calendar.next_working_day(date(2030, 5, 1)) == date(2030, 5, 4)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("year = 2030", "year = 2031"), "xx-2030.toml: year: 2031 does not match the file's name"),
        (
            ("year = 2030", 'year = "2030"'),
            "xx-2030.toml: year: should be a whole number, without quotes (it says '2030')",
        ),
        (('source = "test"\n', ""), "xx-2030.toml: source: missing"),
        (
            ("as_of = 2029-11-01", "as_of = true"),
            "as_of: should be a date such as 2026-11-20 (it says True)",
        ),
        (('name = "test"\n', ""), "holiday[0].name: missing"),
        (("first = 2030-05-01", "first = 2030-06-01"), "holiday[0].last: 2030-05-03 lies before 2030-06-01"),
        (("last = 2030-05-03", "last = 2031-05-03"), "holiday[0].last: 2031-05-03 is not in 2030"),
        (("worked = [2030-05-04]", "worked = 3"), "holiday[0].worked: should be a list (it says 3)"),
        (("[2030-05-04]", "[2030-05-07]"), "holiday[0].worked: 2030-05-07 is no Saturday or Sunday"),
        (("[2030-05-04]", "[2031-05-04]"), "holiday[0].worked: 2031-05-04 is not in 2030"),
        (("last = 2030-05-03", "last = 2030-05-04"), "2030-05-04 is also a day off"),
        (("year = 2030", "year = 2030\nyears = 1"), "years: not a key of a calendar"),
        (("[[holiday]]", "[holiday]"), "holiday: "),
    ],
)
def test_a_wrong_calendar_is_told_by_file_and_key(tmp_path, change, told):
    folder = written(tmp_path, GOOD.replace(*change))
    with pytest.raises(CalendarFileError) as error:
        load_calendar("xx", folder)
    assert told in str(error.value)
    assert "xx-2030.toml" in str(error.value)
    assert error.value.text.zh.startswith("xx-2030.toml：")
    assert not any(words in error.value.text.zh for words in ("missing", " not ", " is "))


def test_a_calendar_that_is_no_toml_is_told(tmp_path):
    with pytest.raises(CalendarFileError, match=r"xx-2030\.toml: not a TOML file"):
        load_calendar("xx", written(tmp_path, GOOD.replace("year = 2030", "year =")))


def test_a_holiday_that_is_no_table_is_told(tmp_path):
    folder = written(tmp_path, 'year = 2030\nsource = "test"\nas_of = 2029-11-01\nholiday = [1]\n')
    with pytest.raises(CalendarFileError, match=r"holiday\[0\]: should be a table of keys \(it says 1\)"):
        load_calendar("xx", folder)


def test_a_calendar_nobody_has_is_told(tmp_path):
    with pytest.raises(CalendarFileError, match="no calendar 'zz'"):
        load_calendar("zz", tmp_path)


def test_a_file_of_a_new_year_stands_beside_the_bundled_ones_and_replaces_one_of_the_same_year(tmp_path):
    written(
        tmp_path,
        GOOD.replace("2030", "2027").replace("2029", "2026").replace("2027-05-04", "2027-05-08"),
        "cn-2027.toml",
    )
    written(tmp_path, 'year = 2026\nsource = "own"\nas_of = 2025-11-05\nholiday = []\n', "cn-2026.toml")
    calendar = load_calendar(str(tmp_path / "cn-2027.toml"))
    assert calendar.version == "cn 2024,2025,2026,2027"
    assert calendar.is_working_day(date(2027, 5, 8)) is True
    assert calendar.is_working_day(date(2026, 10, 1)) is True
    assert calendar.is_working_day(date(2025, 10, 1)) is False


@pytest.mark.parametrize(
    ("name", "told"), [("cn-2031.toml", "no such file"), ("holidays.toml", "name it <calendar>-<year>.toml")]
)
def test_a_calendar_file_that_is_not_there_or_badly_named_is_told(tmp_path, name, told):
    with pytest.raises(CalendarFileError, match=told):
        load_calendar(str(tmp_path / name))


def test_everything_wrong_in_all_years_files_is_told_at_once(tmp_path):
    text = (
        GOOD.replace("year = 2030", 'year = "2030"')
        .replace("as_of = 2029-11-01\n", "")
        .replace("[2030-05-04]", "[2030-05-07]")
    )
    written(tmp_path, text + '[[holiday]]\nname = ""\nfirst = 2030-10-03\nlast = 2030-10-01\nworkt = []\n')
    written(tmp_path, "year = ", "xx-2031.toml")
    with pytest.raises(CalendarFileError) as error:
        load_calendar("xx", tmp_path)
    assert str(error.value).splitlines() == [
        "xx-2030.toml: year: should be a whole number, without quotes (it says '2030')",
        "xx-2030.toml: as_of: missing; give it",
        "xx-2030.toml: holiday[0].worked: 2030-05-07 is no Saturday or Sunday",
        "xx-2030.toml: holiday[1].name: should have at least 1 character (it says '')",
        "xx-2030.toml: holiday[1].workt: not a key of a calendar; is it worked?",
        "xx-2031.toml: not a TOML file in UTF-8: Invalid value (at end of document)",
    ]
    assert error.value.text.zh.splitlines()[2:] == [
        "xx-2030.toml：holiday[0].worked：2030-05-07 不是周六或周日",
        "xx-2030.toml：holiday[1].name：不能为空（现为 ''）",
        "xx-2030.toml：holiday[1].workt：日历没有这一项；是否为 worked？",
        "xx-2031.toml：不是有效的TOML文件：文件末尾，等号后的值无法识别；文字须加引号"
        "（Invalid value (at end of document)）",
    ]
