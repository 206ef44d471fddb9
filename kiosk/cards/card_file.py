"""A training card described in a TOML file, so that whoever trains can write one with any edition and any fault."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from drivers.card_reader.virtual_card import VirtualCard
from kiosk.cards.card_description import CardDescription, keys_known_at
from kiosk.cards.described_card import card_of
from kiosk.parser_words import no_toml
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from kiosk.wrong_words import WrongFile, explained, joined

MAX_BYTES = 64 * 1024


def load_card(file: Path) -> VirtualCard:
    """The card described in ``file``, fresh from its issuer. Raises WrongUse, naming every wrong key at once."""
    try:
        raw = file.read_bytes()[: MAX_BYTES + 1]
        if len(raw) > MAX_BYTES:
            raise _wrong(file, Text(f"超过 {MAX_BYTES} 字节", f"larger than {MAX_BYTES} bytes"))
        return parse_card(raw.decode("utf-8-sig"))
    except OSError as error:
        unread = Text(f"无法读取（{error.strerror}）", f"cannot be read ({error.strerror})")
        raise _wrong(file, unread) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(file, no_toml(error)) from error
    except ValidationError as error:
        raise _wrong(file, explained(error, keys_known_at)) from error
    except WrongFile as error:
        raise _wrong(file, joined(error.lines)) from error


def parse_card(text: str) -> VirtualCard:
    """The card a file's text describes. Raises TOMLDecodeError, ValidationError or WrongFile."""
    return card_of(CardDescription.model_validate(tomllib.loads(text)))


def _wrong(file: Path, wrong: Text) -> WrongUse:
    return WrongUse(Text(f"卡片文件 {file}：{wrong.zh}", f"the card file {file}: {wrong.en}"))
