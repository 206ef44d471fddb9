"""A configuration is checked whole, with what it names, and what is wrong is said in both languages."""

from pathlib import Path

import pytest

from kiosk.config import MAX_CONFIG_BYTES, ConfigurationWrong, load_config
from kiosk.rules.calendars import load_calendar
from tests.helpers.command_line import TERMINAL, kiosk, lines


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "terminal.toml"
    file.write_text(text)
    return file


def test_a_right_configuration_is_taken(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, TERMINAL + 'serves = ["sz"]\n'))
    assert (config.window, config.profile, config.serves, config.language) == ("12", "gz", ("sz",), "zh")


@pytest.mark.parametrize(
    ("change", "en", "zh"),
    [
        (('window = "12"', ""), "window: missing; give it", "window：缺少此项"),
        (('window = "12"', "window = 12"), "window: should be text", "window：应为文字"),
        (
            ('window = "12"', 'window = "12"\ncolour = "red"'),
            "colour: no such key; take it out",
            "colour：没有这一项；请删去",
        ),
        (
            ('window = "12"', 'windw = "12"'),
            "windw: no such key; is it window?",
            "windw：没有这一项；是否为 window？",
        ),
        (('window = "12"', 'window = "12"\ncalendar = "cn-2027.toml"'), "no such file", "没有可用的日历"),
        (('window = "12"', 'window = "12"\nregistry_seconds = 0'), "greater than 0", "registry_seconds：应大于 0"),
        (
            ('window = "12"', 'window = "12"\nregistry_seconds = 99'),
            "should be at most 60",
            "registry_seconds：应不大于 60",
        ),
        (('window = "12"', 'window = "12"\nlanguage = "fr"'), "language: should match", "language：应符合"),
        (
            ('window = "12"', 'window = "12"\nopaque_codes = "(["'),
            "opaque_codes: ",
            "opaque_codes",
        ),
        (('window = "12"', 'window = "12"\nopaque_codes = ".*"'), "let anything pass", "opaque_codes"),
        (("http://127.0.0.1:1", "127.0.0.1"), "registry: not a valid URL", "registry：不是有效的网址"),
        (("http://127.0.0.1:1", "http://me:pw@127.0.0.1"), "nothing more", "registry：只写"),
        (('"gz"', '"xx"'), "no profile 'xx'", "没有可用的地区配置 'xx'"),
        (('window = "12"', 'window = "12"\nserves = ["gz", "yy"]'), "serves: no profile 'yy'", "serves：没有可用"),
        (('window = "12"', 'window = "12"\ncalendar = "mars"'), "no calendar 'mars'", "没有可用的日历 'mars'"),
        (("sqlite://", "/tmp/x.db"), "records: no database URL", "records：不是数据库地址"),
        (("sqlite://", "oracel://x/y"), "records: no database URL", "records：不是数据库地址"),
        (('window = "12"', "window = "), "not a TOML file", "不是有效的TOML文件：第"),
        (('127.0.0.1:1"\n', '127.0.0.1:1"\n[devices.toaster]\ndriver = "usb"\n'), "toaster", "应为以下之一"),
    ],
)
def test_what_is_wrong_is_named_in_both_languages(
    tmp_path: Path, change: tuple[str, str], en: str, zh: str
) -> None:
    file = written(tmp_path, TERMINAL.replace(*change))
    with pytest.raises(ConfigurationWrong) as wrong:
        load_config(file)
    assert en in wrong.value.message.en
    assert zh in wrong.value.message.zh


def test_a_calendar_beside_the_configuration_is_found_from_anywhere(tmp_path: Path) -> None:
    year = tmp_path / "cn-2027.toml"
    year.write_text('year = 2027\nsource = "test"\nas_of = 2026-11-01\nholiday = []\n')
    config = load_config(written(tmp_path, 'calendar = "cn-2027.toml"\n' + TERMINAL))
    assert config.calendar == str(year)
    assert load_calendar(config.calendar).years == {2024, 2025, 2026, 2027}


def test_every_wrong_key_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationWrong) as wrong:
        load_config(written(tmp_path, TERMINAL.replace("gz", "xx").replace("sqlite://", "foo")))
    assert "profile" in wrong.value.message.en
    assert "records" in wrong.value.message.en


@pytest.mark.parametrize("text", [None, "#" * (MAX_CONFIG_BYTES + 1)])
def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "none.toml" if text is None else written(tmp_path, text)
    with pytest.raises(ConfigurationWrong):
        load_config(file)


@pytest.mark.parametrize("command", [["devices"], ["check-health"], ["records", "verify"]])
def test_a_command_ends_with_wrong_use_and_tells_it_in_both_languages(tmp_path: Path, command: list[str]) -> None:
    file = written(tmp_path, TERMINAL.replace("gz", "xx"))
    result = kiosk(*command, "--config", file)
    assert result.exit_code == 2
    assert "K-101: The configuration" in result.stderr
    assert "K-101：配置" in result.stderr
    asked_by_a_program = kiosk(*command, "--config", file, "--json")
    (line,) = lines(asked_by_a_program)
    assert asked_by_a_program.exit_code == 2
    assert (line["error"]["code"], line["error"]["actor"]) == ("K-101", "technician")
