"""The rules by id: what each asks, in our own words, and where it stands."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from kiosk.rules.assessment import Text
from kiosk.rules.datafile import read_as

_FILE = Path(__file__).parent / "data" / "rules.toml"
NonEmpty = Annotated[str, Field(min_length=1)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Rule:
    """One row of ``data/rules.toml``: what the rule asks, in our own words, and where it stands."""

    zh: NonEmpty
    en: NonEmpty
    source: NonEmpty

    @property
    def asks(self) -> Text:
        """What it asks."""
        return Text(self.zh, self.en)


_FORM: TypeAdapter[dict[str, Rule]] = TypeAdapter(dict[str, Rule])


@cache
def read_rules(path: Path = _FILE) -> dict[str, Rule]:
    """Every rule of the domain page by its id. Raises DataFileError."""
    return read_as(path, _FORM)
