"""`kiosk rules check`: what a copied template still says, and what visitors should not read in guidance."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli.main import main

PACKAGING = Path(__file__).parents[3] / "packaging"
PROFILE = (PACKAGING / "profile-template.toml").read_text("utf-8")
GUIDANCE = (PACKAGING / "guidance-template.toml").read_text("utf-8")


def doubts(folder: Path, profile: str, guidance: str = "") -> list[str]:
    """What `kiosk rules check` says to look at again, of these two files."""
    path = folder / "fj.toml"
    path.write_text(profile.replace('"profile-template"', '"fj"'), encoding="utf-8")
    if guidance:
        (folder / "fj.guidance.toml").write_text(guidance, encoding="utf-8")
    result = CliRunner().invoke(main, ["rules", "check", str(path), "--json"])
    assert result.exit_code == 0, result.stdout
    return [line["en"] for line in json.loads(result.stdout)["warnings"]]


def filled_in(text: str) -> str:
    """A template with its placeholders filled in."""
    for old, new in (
        ("name and number of your notice", "FJ-1"),
        ("your notice", "FJ-1"),
        ("某省", "福建"),
        ("Some Province", "Fujian"),
        ('["99"]', '["35"]'),
    ):
        text = text.replace(old, new)
    return text


def test_every_placeholder_of_the_templates_is_told_until_it_is_filled_in(tmp_path: Path) -> None:
    told = doubts(tmp_path, PROFILE, GUIDANCE)
    values = tomllib.loads(PROFILE)
    for table in ("verification", "medical", "contacts"):
        for key in values[table]:
            assert any(line.startswith(f"fj.toml: {table}.{key}.source: still as in the template") for line in told)
    for place in ("name_zh", "name_en", "territory_codes[0]", "source_document", "contacts.authority.value.zh"):
        assert any(line.startswith(f"fj.toml: {place}: still as in the template") for line in told)
    for place in ("BT-15.where.zh", "BT-15.where.en", "BT-15.source", "BT-11.source"):
        assert any(line.startswith(f"fj.guidance.toml: {place}: still as in the template") for line in told)
    assert doubts(tmp_path, filled_in(PROFILE), filled_in(GUIDANCE)) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{ zh = "请拨0591-8888888", en = "Call" }', "BT-15.where.zh: is it a telephone number?"),
        ('{ zh = "请拨", en = "Call +86 591 8888 8888" }', "BT-15.where.en: is it a telephone number?"),
        ('{ zh = "请拨", en = "Call 12333 within 30 days of 2026-01-01" }', ""),
        ('{ zh = "大厅", en = "The hall 大厅" }', "BT-15.where.en: Chinese in the English text"),
        ('{ zh = "hall", en = "The hall" }', "BT-15.where.zh: no Chinese in the Chinese text"),
    ],
)
def test_a_number_or_the_other_language_in_guidance_is_told(tmp_path: Path, line: str, told: str) -> None:
    row = f'["BT-15"]\nsource = "FJ-1"\nwhere = {line}\n'
    said = doubts(tmp_path, filled_in(PROFILE), row)
    assert len(said) == bool(told)
    assert all(f"fj.guidance.toml: {told}" in line for line in said)
