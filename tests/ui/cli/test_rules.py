"""`kiosk rules …` and `kiosk bench rules`: what a profile file has wrong, what a rule asks, how fast it all is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.rules.business import BusinessType
from kiosk.rules.profiles import bundled_profiles
from kiosk.rules.registry import rule_ids
from kiosk.rules.rulebook import read_rules
from tests.kiosk.rules.spec_rules import EXAMPLES
from ui.cli.main import main

ROOT = Path(__file__).parents[3]
CITY = ROOT / "tests" / "kiosk" / "rules" / "profiles" / "yz.toml"
TEMPLATE = ROOT / "packaging" / "profile-template.toml"


def kiosk(*words: object) -> Result:
    """Run `kiosk` with these words."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_template_is_right_and_inherits() -> None:
    result = kiosk("rules", "check", TEMPLATE, "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["right"], said["profile"]) == (0, True, "profile-template")
    assert "medical.required" in said["unknown"]
    assert "verification.deadline_days" not in said["unknown"]
    assert "inherits = " in TEMPLATE.read_text("utf-8")


def test_every_bundled_profile_is_right() -> None:
    for name in bundled_profiles():
        file = ROOT / "kiosk" / "rules" / "data" / "profiles" / f"{name}.toml"
        result = kiosk("rules", "check", file)
        assert result.exit_code == 0, result.stdout
        assert "right." in result.stdout


def test_a_made_up_province_is_assessed_under_its_own_file(tmp_path: Path) -> None:
    province = tmp_path / "my-province.toml"
    text = TEMPLATE.read_text("utf-8").replace('"profile-template"', '"my-province"')
    province.write_text(text.replace('["B", "C"]', '["A"]'), encoding="utf-8")
    case = tmp_path / "case.json"
    case.write_text('{"permit_class": "B", "permit_status": "approved", "entry_date": "2026-10-20"}')
    said = json.loads(kiosk("assess", case, "--profile", province, "--on", "2026-11-20", "--json").stdout)
    assert said["outcome"] == "NOT_REQUIRED"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "deadline_days = { value = 30",
            'deadline_days = { value = "30"',
            "verification.deadline_days.value: should be a whole number",
        ),
        (
            "deadline_days = {",
            "deadline_day = {",
            "verification.deadline_day: not a key of a profile; is it deadline_days?",
        ),
        ('inherits = "na"', 'inherits = "nowhere"', "no profile 'nowhere'"),
        ("[medical]", "[medical", "profile-template.toml: not a TOML file in UTF-8"),
        ('version = "1" ', "", "profile-template.toml: version: missing"),
    ],
)
def test_a_wrong_profile_is_told_by_file_key_and_what_is_wrong(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    file = tmp_path / TEMPLATE.name
    text = TEMPLATE.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    plain = kiosk("rules", "check", file)
    assert plain.exit_code == 1
    assert told in plain.stdout
    said = json.loads(kiosk("rules", "check", file, "--json").stdout)
    assert said["right"] is False
    assert any(told in line["en"] for line in said["wrong"])
    assert all(line["zh"] in plain.stdout for line in said["wrong"])


def test_what_is_likely_a_slip_is_told_and_does_not_make_a_profile_wrong(tmp_path: Path) -> None:
    file = tmp_path / TEMPLATE.name
    text = TEMPLATE.read_text("utf-8")
    for old, new in (
        ('["99"]', '["440100"]'),
        ('value = 30, rule = "R-VER-02"', 'value = 30, rule = "R-MED-01"'),
        ('paragraph 3", as_of = 2026-01-01 }\ncopies', 'paragraph 3", as_of = 2999-01-01 }\ncopies'),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    result = kiosk("rules", "check", file, "--json")
    said = json.loads(result.stdout)
    slips = [line["en"] for line in said["warnings"] if "as in the template" not in line["en"]]
    told = "\n".join(slips)
    assert (result.exit_code, said["right"], len(slips)) == (0, True, 3)
    assert "territory_codes: 440100 is the territory of the bundled profile gz (Guangzhou)" in told
    assert "deadline_days.as_of: 2999-01-01 is later than today" in told
    assert "deadline_days.rule: the bundled profiles give this value for R-VER-02, here it says R-MED-01" in told
    plain = kiosk("rules", "check", file).stdout
    assert all(line["zh"] in plain and line["en"] in plain for line in said["warnings"])


def test_a_slip_is_told_also_beside_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / TEMPLATE.name
    text = TEMPLATE.read_text("utf-8").replace('["99"]', '["X3", "4401"]').replace("value = 30", "value = 100000")
    file.write_text(text.replace('inherits = "na"', 'inherits = "nowhere"'), encoding="utf-8")
    said = json.loads(kiosk("rules", "check", file, "--json").stdout)
    assert len(said["wrong"]) == 3
    assert len([line for line in said["warnings"] if "as in the template" not in line["en"]]) == 1


def test_a_bundled_profile_has_no_slip() -> None:
    for name in bundled_profiles():
        file = ROOT / "kiosk" / "rules" / "data" / "profiles" / f"{name}.toml"
        assert json.loads(kiosk("rules", "check", file, "--json").stdout)["warnings"] == []


def test_the_check_notes_what_a_neighbour_does_not_pass_on_and_whose_guidance_is_used() -> None:
    said = json.loads(kiosk("rules", "check", CITY, "--json").stdout)
    noted = [line["en"] for line in said["notes"]]
    assert "contacts.phone: not given; visitors are shown none" in noted
    assert any(line.startswith("gz is another territory") for line in noted)
    assert "guidance is taken from: yz.guidance.toml, na.toml" in noted
    plain = kiosk("rules", "check", CITY).stdout
    assert "contacts.phone：未提供，不向来访者显示" in plain


def test_an_explanation_of_one_profile_says_where_each_value_is_from() -> None:
    said = json.loads(kiosk("rules", "explain", "R-VER-02", "--profile", CITY, "--json").stdout)
    told = {setting["key"]: (setting["value"], setting["from"]) for setting in said["profiles"]}
    assert told == {"verification.has_deadline": ("true", "gz"), "verification.deadline_days": ("20", "yz")}
    plain = kiosk("rules", "explain", "R-VER-02", "--profile", CITY).stdout
    assert "yz: verification.has_deadline = true, from / 来自 gz" in plain
    assert "yz: verification.deadline_days = 20  [" in plain


def test_a_value_under_another_rule_is_still_explained_with_the_rule_it_belongs_to(tmp_path: Path) -> None:
    file = tmp_path / TEMPLATE.name
    text = TEMPLATE.read_text("utf-8").replace('value = 30, rule = "R-VER-02"', 'value = 30, rule = "R-MED-01"')
    file.write_text(text, encoding="utf-8")
    for rule in ("R-VER-02", "R-MED-01"):
        said = json.loads(kiosk("rules", "explain", rule, "--profile", file, "--json").stdout)
        assert "verification.deadline_days" in {setting["key"] for setting in said["profiles"]}


def test_a_wrong_profile_cannot_explain_a_rule_and_says_why_in_both_languages() -> None:
    result = kiosk("rules", "explain", "R-VER-02", "--profile", "atlantis")
    assert result.exit_code == 2
    assert "no profile 'atlantis'" in result.stderr
    assert "没有名为 'atlantis' 的配置" in result.stderr


def test_every_rule_of_the_domain_page_is_explained_and_no_other() -> None:
    assert set(read_rules()) == set(EXAMPLES)
    assert rule_ids() <= set(read_rules())
    assert len(read_rules()) == 67


@pytest.mark.parametrize("rule", sorted(read_rules()))
def test_an_explanation_says_what_the_rule_asks_in_both_languages_and_where_it_stands(rule: str) -> None:
    said = json.loads(kiosk("rules", "explain", rule, "--json").stdout)
    assert said["rule"] == rule
    assert all(said["asks"].values())
    assert "_" in said["source"]


def test_an_explanation_names_the_profiles_that_set_the_rule_and_what_it_can_say() -> None:
    result = kiosk("rules", "explain", "r-ver-02")
    assert result.exit_code == 0
    assert "gz: verification.deadline_days = 30" in result.stdout
    assert "deadline.overdue" in result.stdout
    said = json.loads(kiosk("rules", "explain", "R-VER-02", "--json").stdout)
    assert {"gz"} <= {setting["profile"] for setting in said["profiles"]}


def test_a_rule_nobody_has_is_wrong_use_and_its_neighbours_are_named() -> None:
    result = kiosk("rules", "explain", "R-VER-99")
    assert result.exit_code == 2
    assert "R-VER-01" in result.stderr
    assert "R-MED-01" not in result.stderr
    nearly = kiosk("rules", "explain", "R-VER-2").stderr
    assert "no rule 'R-VER-2'; is it R-VER-02?" in nearly
    assert "没有规则 'R-VER-2'，是否为 R-VER-02？" in nearly


@pytest.mark.parametrize("business", [type_.value for type_ in BusinessType])
@pytest.mark.parametrize("profile", bundled_profiles())
def test_every_business_is_guided_in_every_locality(business: str, profile: str) -> None:
    result = kiosk("rules", "guidance", business, "--profile", profile, "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["business"]) == (0, business)
    assert all(said["name"].values())
    assert all(said["where"].values())
    assert said["sources"]
    assert "186 6503" not in result.stdout, "an agency's telephone is not official"


def test_guidance_is_said_in_lines_with_the_menu_and_what_replaced_it() -> None:
    removed = kiosk("rules", "guidance", "x-01", "--profile", "sz").stdout
    assert "Instead: BT-" in removed
    reissue = kiosk("rules", "guidance", "BT-05", "--profile", "sz").stdout
    assert "换发电子证照" in reissue
    assert "wgfw.ga.sz.gov.cn" in reissue
    assert "wgfw.ga.sz.gov.cn" not in kiosk("rules", "guidance", "BT-05", "--profile", "gz").stdout


def test_a_citys_own_guidance_beside_its_profile_is_shown_and_checked(tmp_path) -> None:
    shown = kiosk("rules", "guidance", "BT-15", "--profile", CITY).stdout
    assert "Bank of Yunzhou" in shown
    city = tmp_path / "yz.toml"
    city.write_bytes(CITY.read_bytes())
    (tmp_path / "yz.guidance.toml").write_text('["BT-15"]\nsteps = "go"\n', encoding="utf-8")
    checked = kiosk("rules", "check", city)
    assert checked.exit_code == 1
    assert "WRONG yz.guidance.toml: BT-15.source: missing" in checked.stdout
    assert "有误 yz.guidance.toml：BT-15.steps：应为列表（现为 'go'）" in checked.stdout


def test_the_template_of_guidance_is_right(tmp_path) -> None:
    profile, told = tmp_path / "profile-template.toml", tmp_path / "profile-template.guidance.toml"
    profile.write_bytes(TEMPLATE.read_bytes())
    told.write_bytes(TEMPLATE.with_name("guidance-template.toml").read_bytes())
    assert kiosk("rules", "check", profile).exit_code == 0
    assert "Some Province" in kiosk("rules", "guidance", "BT-15", "--profile", profile).stdout


def test_a_business_nobody_has_is_wrong_use() -> None:
    assert kiosk("rules", "guidance", "BT-99", "--profile", "gz").exit_code == 2
    nearly = kiosk("rules", "guidance", "bt15", "--profile", "gz")
    assert nearly.exit_code == 2
    assert "no business 'bt15'; is it BT-15?" in nearly.stderr
    assert "没有业务 'bt15'，是否为 BT-15？" in nearly.stderr


@pytest.mark.parametrize("command", [("explain", "R-VER-02"), ("guidance", "BT-15")])
def test_a_file_in_this_folder_is_named_as_it_must_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "write" not in kiosk("rules", *command, "--profile", "fujian").stderr
    (tmp_path / "fujian.toml").touch()
    told = kiosk("rules", *command, "--profile", "fujian")
    assert told.exit_code == 2
    assert "for the file here write fujian.toml" in told.stderr
    assert "要用此处的文件，请写 fujian.toml" in told.stderr


def test_the_bench_gives_a_rate_for_each_number_of_findings() -> None:
    result = kiosk("bench", "rules", "--seconds", "0.01", "--json")
    *rates, told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [rate["defects"] for rate in rates] == sorted(rate["defects"] for rate in rates)
    assert all(rate["per_second"] > 0 and rate["read_per_second"] > 0 for rate in rates)
    (target,) = told["targets"]
    assert round(target["figure"]) == min(rate["per_second"] for rate in rates)
    assert result.exit_code == (0 if target["met"] else 1)
    assert "a second" in kiosk("bench", "rules", "--seconds", "0.01").stdout
