"""`kiosk assess` answers one documented object, names every wrong key of a wrong file, and replays a visit."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from kiosk.records.event_store import EventStore
from kiosk.rules.answer import answer
from kiosk.rules.assess import assess
from kiosk.rules.dates import SHANGHAI
from kiosk.rules.facts import Facts, Seen
from kiosk.rules.facts_file import MAX_FACTS_BYTES, FactsFileError, facts_schema, read_facts
from kiosk.visits.events import Assessed, Face, VisitOpened
from tests.helpers.rules import CALENDAR, GZ, VISIT, complete, with_original
from ui.cli.main import main

CASE = {
    "permit_class": "B",
    "permit_status": "approved",
    "entry_date": "2026-10-20",
    "visitor": "applicant",
    "originals": [{"key": "M03", "name_zh": "学历", "name_en": "Degree", "seen": "missing"}],
    "visa_copy": True,
    "medical": {"present": True, "issued_on": "2026-09-01", "issuer": "广州国际旅行卫生保健中心"},
}
PASSPORT = {"key": "M07", "name_zh": "护照", "name_en": "Passport", "seen": "confirmed"}
WHOLE = CASE | {"originals": [PASSPORT | {"copy_present": True, "copy_sealed": True}]}
PHOTO = '{"photo": {"file_format": "JPEG", "width": %d, "height": %d, "size_bytes": 1}}'
DAY = ("--on", "2026-11-20")


def kiosk(*words: object, standing: str | None = None) -> Result:
    """Run `kiosk` with these words, and ``standing`` on its standard input."""
    return CliRunner().invoke(main, [str(word) for word in words], input=standing)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return file


def test_the_answer_is_one_object_with_these_keys_and_no_others(case: Path) -> None:
    result = kiosk("assess", case, "--profile", "gz", *DAY, "--json")
    said = json.loads(result.stdout)
    assert set(said) == {"outcome", "findings", "deadlines"}
    assert said["outcome"] == "CORRECTION_NOTICE"
    for finding in said["findings"]:
        keys = {"rule", "severity", "subject", "expected", "seen", "remedy", "message", "source"}
        assert set(finding) == keys
        assert set(finding["message"]) == set(finding["remedy"]) == {"zh", "en"}
    assert ("R-VER-03", "M03") in {(finding["rule"], finding["subject"]) for finding in said["findings"]}
    (deadline,) = said["deadlines"]
    assert (deadline["come_by"], deadline["overdue_after"]) == ("2026-11-18", "2026-11-19")
    assert set(deadline["counting"]) == {"zh", "en"}


def test_the_exit_code_says_whether_something_must_be_corrected_first(case: Path) -> None:
    assert kiosk("assess", case, "--profile", "gz", *DAY).exit_code == 1
    whole = kiosk("assess", "-", "--profile", "gz", "--on", "2026-11-18", standing=json.dumps(WHOLE))
    assert whole.exit_code == 0
    assert "COMPLETE" in whole.stdout
    assert kiosk("assess", case, "--profile", "na", *DAY).exit_code == 0, "unknown never refuses"


def test_a_person_is_told_in_both_languages_with_the_source(case: Path) -> None:
    said = kiosk("assess", case, "--profile", "gz", *DAY).stdout
    assert "CORRECTION_NOTICE" in said
    assert "学历" in said
    assert "Degree" in said
    assert "003_5bd5da7cb5a6999a.txt" in said
    assert "2026-11-19" in said


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine's own zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_answer_is_the_same_whatever_zone_the_machine_is_set_to(case: Path, machine_zone: str) -> None:
    said = json.loads(kiosk("assess", case, "--profile", "gz", *DAY, "--json").stdout)
    (deadline,) = said["deadlines"]
    assert (deadline["come_by"], deadline["overdue_after"]) == ("2026-11-18", "2026-11-19"), machine_zone
    assert deadline["ends_at"] == "2026-11-19T17:00:00+08:00"
    whole = json.dumps(WHOLE | {"entry_date": "2026-09-01"})
    for day, outcome in (("2026-10-08", "COMPLETE"), ("2026-10-09", "WARN_ADVERSE")):
        result = kiosk("assess", "-", "--profile", "gz", "--on", day, "--json", standing=whole)
        assert json.loads(result.stdout)["outcome"] == outcome


def test_without_a_day_it_is_today_in_china(machine_zone: str) -> None:
    before = datetime.now(SHANGHAI).date()
    tomorrow = {"entry_date": (before + timedelta(days=2)).isoformat()}
    said = json.loads(kiosk("assess", "-", "--profile", "gz", "--json", standing=json.dumps(tomorrow)).stdout)
    (seen,) = [finding["seen"] for finding in said["findings"] if finding["subject"] == "entry_date"]
    assert said["outcome"] == "ERROR_DATE"
    assert seen == tomorrow["entry_date"]
    today = json.dumps({"entry_date": before.isoformat()})
    again = json.loads(kiosk("assess", "-", "--profile", "gz", "--json", standing=today).stdout)
    assert again["outcome"] != "ERROR_DATE", machine_zone


def test_a_year_nobody_announced_leaves_the_deadline_to_a_person_and_refuses_nobody(machine_zone: str) -> None:
    whole = json.dumps(
        WHOLE | {"entry_date": "2027-03-01", "medical": CASE["medical"] | {"issued_on": "2027-01-01"}}
    )
    result = kiosk("assess", "-", "--profile", "gz", "--on", "2027-04-20", "--json", standing=whole)
    said = json.loads(result.stdout)
    assert (result.exit_code, said["outcome"]) == (0, "MANUAL_REVIEW"), machine_zone
    assert ("R-VER-02", "deadline", "review") in {
        (finding["rule"], finding["subject"], finding["severity"]) for finding in said["findings"]
    }
    (deadline,) = said["deadlines"]
    assert (deadline["come_by"], deadline["overdue_after"], deadline["ends_at"]) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"originals": [{"key": "M03"}]}', ["originals[0].name_zh: missing; give it", "originals[0].name_en: "]),
        (
            '{"originals": [{"key": "M03", "name_zh": "a", "name_en": "b", "seen": "?"}]}',
            ["originals[0].seen: should be 'confirmed'"],
        ),
        ('{"medical": {"isued_on": "2026-09-01"}}', ["medical.isued_on: no such key; is it issued_on?"]),
        ('{"entry": "2026-09-01"}', ["entry: no such key; is it entry_date?"]),
        ('{"entry_date": "2026-02-30"}', ["entry_date: no such day\n", "entry_date：没有这一天\n"]),
        ('{"entry_date": "soon"}', ["entry_date: should be a date such as 2026-11-20\n"]),
        (
            '{"entry_date": 20261120}',
            ["entry_date: should be a date such as 2026-11-20 (it is a whole number now)"],
        ),
        ('{"entry_date": "2026-09-01T10:00:00Z"}', ["entry_date: "]),
        ('{"visa_copy": "yes"}', ["visa_copy: should be true or false, without quotes (it is text now)"]),
        ('{"visa_copy": 1}', ["visa_copy: should be true or false, without quotes (it is a whole number now)"]),
        ('{"permit_class": "D"}', ["permit_class: should be 'A', 'B' or 'C'\n"]),
        ('{"visa_copy": true, "visa_copy": false}', ["visa_copy: stands there twice; keep one"]),
        ('{"originals": [{"key": "M03", "key": "M04"}]}', ["originals[0].key: stands there twice"]),
        ('{"a": {"b": 1, "b": 1e9999, "b": 2}, "a": 3}', ["a: stands there twice", "a.b: stands there twice"]),
        ('{"medicl": {}}', ["medicl: no such key; is it medical?", "medicl：没有这一项；是否为 medical？"]),
        (
            '{"photo": {"file_format": "JPEG", "width": -5, "height": 1e3, "size_bytes": 1}}',
            ["photo.height: should be"],
        ),
        (PHOTO % (-5, 10**30), ["photo.width: should be from 1 to 100000", "photo.height：应在 1 至 100000 之间"]),
        (
            PHOTO.replace("{", '{"medicl": {}, ', 1) % (0, 5),
            ["medicl: no such key", "photo.width: should be from 1"],
        ),
        ("[]", ["(file): should be a table", "（整个文件）：应为表"]),
        ("{}, {}", ["(file): "]),
        ("", ["(file): ", "（整个文件）："]),
        ("{", ["(file): no JSON: ", "line 1 column 1"]),
        ("[" * 5000, ["(file): no JSON: recursion limit"]),
        ('{"visa_copy": "' + "x" * MAX_FACTS_BYTES + '"}', [f"larger than {MAX_FACTS_BYTES} bytes"]),
    ],
)
def test_a_wrong_file_gets_the_path_of_every_wrong_key(text: str, told: list[str]) -> None:
    result = kiosk("assess", "-", "--profile", "gz", standing=text)
    assert result.exit_code == 2
    assert result.stdout == ""
    for words in told:
        assert words in result.stderr


def test_no_english_is_left_in_the_chinese_of_a_wrong_file() -> None:
    with pytest.raises(FactsFileError) as wrong:
        read_facts(
            b'{"visa_copy": "yes", "medicl": {}, "medical": {"issued_on": 3, "issuer": 3}, "permit_class": "D"}'
        )
    assert len(wrong.value.lines) == 5
    for words in ("should", "valid", "keyword", " or ", "Input"):
        assert words not in wrong.value.text.zh


def test_a_wrong_value_is_never_quoted_for_it_may_be_a_persons() -> None:
    with pytest.raises(FactsFileError) as wrong:
        read_facts(b'{"visitor": "SMITH JOHN", "proof": "SMITH JOHN"}')
    assert "SMITH" not in str(wrong.value)


def test_an_empty_case_is_unknown_throughout() -> None:
    assert read_facts(b"{}") == Facts()
    assert read_facts(b"\xef\xbb\xbf{}\n") == Facts()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--profile", "atlantis"], "no profile 'atlantis'; bundled are"),
        (["--profile", "gone.toml"], "gone.toml: cannot be read"),
        (["--profile", "gz", "--calendar", "xx"], "no calendar 'xx'"),
        (["--profile", "gz", "--on", "20-11-2026"], "should be a date such as 2026-11-20"),
        (["--profile", "gz", "--on", "2026-13-01"], "no such day: 2026-13-01. 没有这一天"),
        (["--profile", "gz", "--on", "20261120"], "应为日期，如 2026-11-20"),
        ([], "Missing option '--profile'"),
    ],
)
def test_wrong_use_says_what_is_wrong(case: Path, words: list[str], told: str) -> None:
    result = kiosk("assess", case, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_either_facts_or_a_visit_to_replay_must_be_given(case: Path) -> None:
    visit = UUID(int=7)
    for words in (["--profile", "gz"], [case, "--replay", visit]):
        result = kiosk("assess", *words)
        assert result.exit_code == 2
        assert "either FACTS or --replay" in result.stderr


def test_the_documented_form_of_facts_is_current() -> None:
    file = Path(__file__).parents[3] / "docs" / "facts.schema.json"
    written = json.loads(file.read_text("utf-8"))
    assert written == facts_schema(), "write it anew: kiosk rules schema > docs/facts.schema.json"
    assert json.loads(kiosk("rules", "schema").stdout) == written


def test_the_schema_refuses_other_keys_at_every_level_and_names_every_fact() -> None:
    schema = facts_schema()
    objects = [part for part in schema["$defs"].values() if part.get("type") == "object"]
    assert len(objects) >= 5
    assert all(part["additionalProperties"] is False for part in objects)
    assert set(schema["$defs"]["Facts"]["properties"]) == set(Facts.__dataclass_fields__)


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[str, UUID]:
    """A record with one visit, assessed under the Guangzhou profile as it is."""
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    facts = with_original(complete(), "M03", seen=Seen.MISSING)
    with closing(EventStore(url)) as store:
        opened = store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
        store.append(opened.visit_id, 1, [Assessed(assess(facts, GZ, CALENDAR, VISIT), facts)])
    return url, opened.visit_id


def test_a_recorded_visit_gets_the_same_verdict_again(recorded: tuple[str, UUID]) -> None:
    url, visit = recorded
    result = kiosk("assess", "--replay", visit, "--records", url, "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (said["same_verdict"], said["changes"], said["assessed_on"]) == (True, [], VISIT.isoformat())
    facts = with_original(complete(), "M03", seen=Seen.MISSING)
    again = answer(assess(facts, GZ, CALENDAR, VISIT))
    assert {key: said[key] for key in again} == json.loads(json.dumps(again))


def test_a_newer_profile_that_decides_otherwise_is_named_with_what_changed(
    tmp_path: Path, recorded: tuple[str, UUID]
) -> None:
    url, visit = recorded
    newer = tmp_path / "newer.toml"
    newer.write_text(
        'id = "newer"\ninherits = "gz"\nversion = "2"\n'
        'name_zh = "新"\nname_en = "Newer"\nterritory_codes = ["99"]\n'
        'source_document = "test"\neffective_from = 2026-01-01\n'
        '[verification]\noriginals = { value = false, source = "test", as_of = 2026-01-01 }\n'
        'copies_with_seal = { value = false, source = "test", as_of = 2026-01-01 }\n'
    )
    result = kiosk("assess", "--replay", visit, "--records", url, "--profile", newer, "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (said["same_verdict"], said["explained"]) == (False, True)
    assert {"what": "outcome", "before": "CORRECTION_NOTICE", "now": "COMPLETE"} in said["changes"]
    assert {change["what"] for change in said["changes"]} >= {"profile", "outcome", "finding"}
    told = kiosk("assess", "--replay", visit, "--records", url, "--profile", newer).stdout
    assert "outcome 结论: CORRECTION_NOTICE -> COMPLETE" in told
    assert "Another verdict: 结论不同：" in told


def decided_under(profile: str, folder: Path) -> tuple[str, UUID]:
    """A record of one visit, judged under a version that is not kept any more."""
    url = f"sqlite:///{folder / 'records.sqlite'}"
    stored = replace(assess(complete(), GZ, CALENDAR, VISIT), profile=profile)
    with closing(EventStore(url)) as store:
        opened = store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
        store.append(opened.visit_id, 1, [Assessed(stored, complete())])
    return url, opened.visit_id


def test_a_version_that_is_not_kept_is_named_and_the_present_one_is_replayed(tmp_path: Path) -> None:
    url, visit = decided_under("gz 2019.4", tmp_path)
    present = f"{GZ.id} {GZ.version}"
    result = kiosk("assess", "--replay", visit, "--records", url)
    assert result.exit_code == 0, "the verdict is the same"
    assert f"Decided under profile gz 2019.4, which is not here: replayed under {present}." in result.stdout
    assert f"profile 规则配置: gz 2019.4 -> {present}" in result.stdout
    assert f"当时所依规则配置为 gz 2019.4，本机没有；现按 {present} 重新评定。" in result.stdout
    said = json.loads(kiosk("assess", "--replay", visit, "--records", url, "--json").stdout)
    assert said["missing_versions"] == [{"what": "profile", "missing": "gz 2019.4", "replayed_under": present}]


def test_a_locality_that_is_not_here_at_all_is_named_and_another_may_be_asked_for(tmp_path: Path) -> None:
    url, visit = decided_under("made-up 3", tmp_path)
    result = kiosk("assess", "--replay", visit, "--records", url)
    assert result.exit_code == 2
    assert 'decided under "made-up 3", which is not here; name a profile with --profile' in result.stderr
    said = json.loads(kiosk("assess", "--replay", visit, "--records", url, "--profile", "gz", "--json").stdout)
    assert said["missing_versions"] == [], "who asks for another profile knows"
    assert said["changes"][0]["before"] == "made-up 3"


def test_a_verdict_no_version_explains_points_at_the_record(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    stored = assess(complete(), GZ, CALENDAR, VISIT)
    with closing(EventStore(url)) as store:
        opened = store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
        store.append(opened.visit_id, 1, [Assessed(replace(stored, findings=()), complete(permit_class=None))])
    result = kiosk("assess", "--replay", opened.visit_id, "--records", url)
    assert result.exit_code == 1
    assert "the record or the engine is wrong" in result.stdout


def test_each_assessment_of_a_visit_is_replayed_under_its_number_and_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    assessed = Assessed(assess(complete(), GZ, CALENDAR, VISIT), complete())
    with closing(EventStore(url)) as store:
        opened = store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
        store.append(opened.visit_id, 1, [assessed, assessed])
    command = ("assess", "--replay", opened.visit_id, "--records", url)
    heads = [line for line in kiosk(*command).stdout.splitlines() if line.startswith("Assessment ")]
    assert [head.partition(", recorded ")[0] for head in heads] == ["Assessment 1 of 2", "Assessment 2 of 2"]
    said = [json.loads(line) for line in kiosk(*command, "--json").stdout.splitlines()]
    assert [(each["assessment"], each["of"]) for each in said] == [(1, 2), (2, 2)]
    assert all(f"recorded {each['recorded_at']}" in head for each, head in zip(said, heads, strict=True))
    assert said[0]["recorded_at"].endswith("+08:00")


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////no/such/folder/records.sqlite"])
def test_a_record_that_cannot_be_opened_is_a_failure_with_its_number(url: str) -> None:
    result = kiosk("assess", "--replay", UUID(int=7), "--records", url)
    assert result.exit_code == 3
    assert "S-103" in result.stderr


def test_a_visit_nobody_recorded_cannot_be_replayed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    EventStore(url).close()
    result = kiosk("assess", "--replay", UUID(int=7), "--records", url)
    assert result.exit_code == 1
    assert "no assessment with its facts is recorded" in result.stdout
