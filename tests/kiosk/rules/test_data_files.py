"""The rules' data files are whole, and a broken copy is told by file, key and what is wrong."""

import shutil
from pathlib import Path

import pytest

import kiosk.rules
from kiosk.rules.business import read_businesses
from kiosk.rules.calendar_files import CalendarFileError
from kiosk.rules.calendars import load_calendar
from kiosk.rules.checklist import read_papers
from kiosk.rules.datafile import DataFileError
from kiosk.rules.findings import FindingFileError, read_kinds
from kiosk.rules.guidance_files import GuidanceFileError, read_guidance
from kiosk.rules.issuers import read_lists
from kiosk.rules.names import read_names
from kiosk.rules.rulebook import read_rules

DATA = Path(kiosk.rules.__file__).parent / "data"
READERS = {
    "names.toml": read_names,
    "checklist.toml": read_papers,
    "issuers.toml": read_lists,
    "rules.toml": read_rules.__wrapped__,
    "businesses.toml": read_businesses,
}


def broken(tmp_path, name, old, new):
    """A copy of that data file with one place changed."""
    text = (DATA / name).read_text("utf-8")
    assert old in text
    copy = tmp_path / Path(name).name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize("name", READERS)
def test_every_data_file_is_whole(name):
    assert READERS[name](DATA / name)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("names.toml", 'zh = "护照"\n', "", "papers.passport.zh: Field required"),
        ("names.toml", 'zh = "护照"', "zh = 5", "papers.passport.zh: Input should be a valid string (it says 5)"),
        ("names.toml", 'original = "M07"', 'original = "7"', "papers.passport.original: String should match"),
        ("names.toml", 'original = "M07"', 'orginal = "M07"', "papers.passport.orginal: Unexpected keyword"),
        ("names.toml", "[roles]", "[rolls]", "roles: missing"),
        ("names.toml", "[roles]", "[roles", "not a TOML file in UTF-8"),
        ("checklist.toml", "[M11]", "[M111]", "M111: String should match"),
        ("checklist.toml", "[M11]", "[M21]", "M11: missing; the rules ask this paper"),
        ("checklist.toml", "copy = true", 'copy = "yes"', "M01.copy: Input should be a valid boolean"),
        ("checklist.toml", "copy = true\n", "", "M01.copy: Field required"),
        ("checklist.toml", "copy = true", "copy = true\ncopies = 2", "M01.copies: Extra inputs"),
        ("checklist.toml", "as_of = 2017-04-01", 'as_of = "long ago"', "as_of: Input should be a valid date"),
        ("checklist.toml", "as_of = 2017-04-01\n", "", "as_of: Field required"),
        ("businesses.toml", '["BT-05"]', '["BT-55"]', "BT-55: Input should be 'BT-01'"),
        ("businesses.toml", 'outcome = "REFER_ONLINE"', 'outcome = "GO_AWAY"', "BT-01.outcome: Input should be"),
        ("businesses.toml", 'role = "guide"\n', "", "BT-02.role: Field required"),
        ("issuers.toml", "source =", "sauce =", "source: Field required"),
        ("issuers.toml", '"海关"', "7", "domestic_iq.3: Input should be a valid string (it says 7)"),
        ("issuers.toml", '"海关"', '" "', "domestic_iq.3: String should match"),
        ("issuers.toml", "other = [", "others = [", "other: Field required"),
        (
            "rules.toml",
            'source = "000',
            'source = ""\nfrom = "000',
            "R-GEN-01.source: String should have at least 1",
        ),
    ],
)
def test_a_broken_copy_is_told_by_file_key_and_what_is_wrong(tmp_path, name, old, new, told):
    copy = broken(tmp_path, name, old, new)
    with pytest.raises(DataFileError) as error:
        READERS[name](copy)
    assert any(line.startswith(f"{name}: {told}") for line in str(error.value).splitlines()), str(error.value)


def test_every_wrong_key_is_told_at_once(tmp_path):
    copy = broken(tmp_path, "checklist.toml", 'en = "Passport"\ncopy = true', 'en = ""\ncopy = 1')
    with pytest.raises(DataFileError) as error:
        read_papers(copy)
    assert len(str(error.value).splitlines()) == 2


def test_a_data_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataFileError, match=r"names\.toml: cannot be read: No such file"):
        read_names(tmp_path / "names.toml")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("first = 2026-02-15", "first = 2026-02-30", "cn-2026.toml: not a TOML file"),
        ("first = 2026-02-15", "first = 2025-02-15", "cn-2026.toml: holiday[1].first: 2025-02-15 is not in 2026"),
        ("worked = [2026-01-04]", "worked = [2026-01-05]", "cn-2026.toml: holiday[0].worked: 2026-01-05 is no"),
        ("as_of = 2025-11-04\n", "", "cn-2026.toml: as_of: missing"),
    ],
)
def test_a_broken_calendar_among_good_ones_is_told(tmp_path, old, new, told):
    for path in (DATA / "calendars").glob("*.toml"):
        shutil.copy(path, tmp_path)
    broken(tmp_path, "calendars/cn-2026.toml", old, new)
    with pytest.raises(CalendarFileError) as error:
        load_calendar("cn", tmp_path)
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('severity = "defect"', 'severity = "bad"', "photo.toml: photo.format.severity: 'bad' is none of error,"),
        ('code = "WRONG_FORMAT"\n', "", "photo.toml: photo.format.code: missing"),
        ("{width}×", "{wid th}×", "photo.toml: photo.small.zh: a place must be a name"),
        ('rule = "R-PHO-02"', "rule = 2", "photo.toml: photo.format.rule: not a text"),
    ],
)
def test_a_broken_file_of_findings_is_told(tmp_path, old, new, told):
    broken(tmp_path, "findings/photo.toml", old, new)
    with pytest.raises(FindingFileError) as error:
        read_kinds(tmp_path)
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["BT-01"]', '["BT-99"]', "na.toml: BT-99: no business of that code"),
        (
            'contact = "phone"',
            'contact = "agency"',
            "na.toml: BT-01.contact: should be 'window', 'phone', ",
        ),
        ('zh = "用人单位登录来华工作系统提交申请。", ', "", "na.toml: BT-01.steps[0].zh: missing; give it"),
        ("bring = []", "bringing = []", "na.toml: BT-01.bringing: not a key of guidance"),
        ("bring = []", "bring = 3", "na.toml: BT-01.bring: should be a list (it says 3)"),
        ("source = ", "sauce = ", "na.toml: BT-01.source: missing"),
        ('["BT-01"]', '["BT-01"', "na.toml: not a TOML file"),
    ],
)
def test_a_broken_file_of_guidance_is_told(tmp_path, old, new, told):
    copy = broken(tmp_path, "guidance/na.toml", old, new)
    with pytest.raises(GuidanceFileError) as error:
        read_guidance(copy)
    assert str(error.value).startswith(told)
