"""A terminal stands in the locality its configuration names, also one with a profile of its own."""

from pathlib import Path

import pytest
from pydantic import HttpUrl

from kiosk.config import ConfigurationWrong, TerminalConfig
from ui.cli.terminal import open_terminal

TEMPLATE = Path(__file__).parents[3] / "packaging" / "profile-template.toml"


def configured(tmp_path: Path, **changes: object) -> TerminalConfig:
    config = TerminalConfig(
        window="12",
        operator="S001",
        profile="gz",
        records=f"sqlite:///{tmp_path / 'records.sqlite'}",
        registry=HttpUrl("http://127.0.0.1:1"),
    )
    return config.model_copy(update=changes)


def test_a_locality_with_its_own_file_is_known_by_its_id(tmp_path: Path) -> None:
    with open_terminal(configured(tmp_path, profile=str(TEMPLATE), serves=("sz",))) as terminal:
        assert terminal.profile.id == "profile-template"
        assert set(terminal.profiles) == {"profile-template", "sz"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"profile": "atlantis"}, "no profile 'atlantis'"),
        ({"serves": ("gone.toml",)}, "gone.toml: cannot be read"),
        ({"calendar": "xx"}, "no calendar 'xx'"),
    ],
)
def test_rules_that_cannot_be_used_are_a_problem_for_the_technician(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(ConfigurationWrong, match=told) as wrong, open_terminal(configured(tmp_path, **changes)):
        pass
    assert wrong.value.code == "K-101"
