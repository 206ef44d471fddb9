"""Who answers third-generation cards, as the configuration says."""

from contextlib import ExitStack

import pytest

from kiosk.cards.authentication import KeyUse
from kiosk.cards.key_config import CardKeyConfig
from kiosk.cards.security_module import SecurityModuleProvider
from kiosk.config import ConfigurationWrong, load_config
from kiosk.registry.card_keys import CardKeyService
from tests.helpers.command_line import TERMINAL
from ui.cli.card_keys import card_authenticator


def configured(tmp_path, text: str) -> CardKeyConfig | None:
    file = tmp_path / "terminal.toml"
    file.write_text(f"{TERMINAL}\n{text}")
    return load_config(file).card_key


def test_nobody_does_unless_the_configuration_says_so(tmp_path):
    with ExitStack() as held:
        assert card_authenticator(configured(tmp_path, ""), "http://127.0.0.1:1", held) is None


@pytest.mark.parametrize(("keeper", "kind"), [("module", SecurityModuleProvider), ("registry", CardKeyService)])
def test_the_keeper_named_is_made_with_the_keys_numbers(tmp_path, keeper, kind):
    key = configured(tmp_path, f'[card_key]\nkeeper = "{keeper}"\nreference = 0x81\nchallenge_bytes = 16\n')
    with ExitStack() as held:
        authenticator = card_authenticator(key, "http://127.0.0.1:1", held)
        assert authenticator is not None
        provider = authenticator._provider
        assert isinstance(provider, kind)
        assert (provider.key, provider.seconds) == (KeyUse(0x81, 16), 2.0)


@pytest.mark.parametrize(
    "text", ['keeper = "nobody"', 'keeper = "module"\nusage = 256', 'keeper = "module"\npin = "123456"']
)
def test_a_wrong_key_is_named(tmp_path, text):
    with pytest.raises(ConfigurationWrong, match="card_key"):
        configured(tmp_path, f"[card_key]\n{text}\n")
