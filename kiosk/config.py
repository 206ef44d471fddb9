"""One terminal's configuration: a TOML file, checked whole at start."""

import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, ValidationError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from drivers.device import DeviceKind
from drivers.errors import Actor
from kiosk.cards.key_config import CardKeyConfig
from kiosk.fault_plan_config import FaultPlanConfig
from kiosk.identifiers.permit_number import DEFAULT_SHAPE, permit_number_shape
from kiosk.parser_words import no_toml
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.calendar_files import CalendarFileError
from kiosk.rules.calendars import load_calendar
from kiosk.rules.profiles import ProfileError, load_profile
from kiosk.wrong_words import Place, explained, joined

ModelT = TypeVar("ModelT", bound=BaseModel)

MAX_CONFIG_BYTES = 256 * 1024
NO_URL = Text(
    "不是数据库地址；SQLite请写成 sqlite:////绝对路径/records.sqlite",
    "no database URL; for SQLite write sqlite:////absolute/path/records.sqlite",
)
"""What is said of a record's address that is none."""


class ConfigurationWrong(Problem):
    """The configuration cannot be used; the message names the file, the key and what is wrong (K-101)."""

    def __init__(self, place: str, wrong: Text) -> None:
        super().__init__(
            "K-101",
            Actor.TECHNICIAN,
            Text(f"配置 {place} 有误：{wrong.zh}", f"The configuration {place} is wrong: {wrong.en}"),
        )


def _usable_shape(pattern: str) -> str:
    """Raises ShapeWrong, which pydantic tells with the key."""
    permit_number_shape(pattern)
    return pattern


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeviceConfig(_Strict):
    """One device: its driver by catalogue name, and that driver's own options."""

    driver: str
    options: dict[str, Any] = Field(default_factory=dict)
    record: Annotated[Path | None, Field(description="Record a redacted trace of everything it does here")] = None


class TerminalConfig(_Strict):
    """The whole terminal. ``devices`` names what this terminal has; what is not named is not there."""

    window: str
    operator: str
    profile: Annotated[str, Field(description="The locality this terminal stands in")]
    serves: Annotated[tuple[str, ...], Field(description="Further localities whose cases it may verify")] = ()
    calendar: Annotated[str, Field(description="Its name, or a file of one year beside this configuration")] = "cn"
    records: Annotated[str, Field(description="SQLAlchemy URL of the record")]
    registry: HttpUrl
    registry_seconds: Annotated[float, Field(gt=0, le=60)] = 5.0
    permit_number: Annotated[
        str, AfterValidator(_usable_shape), Field(description="Regular expression for permit numbers typed by hand")
    ] = DEFAULT_SHAPE
    opaque_codes: Annotated[
        Annotated[str, AfterValidator(_usable_shape)] | None,
        Field(
            description="Regular expression for codes that only the registry can read; they are sent to it unread"
        ),
    ] = None
    card_key: Annotated[
        CardKeyConfig | None, Field(description="Who answers third-generation cards; nobody unless given")
    ] = None
    language: Annotated[str, Field(pattern="^(zh|en)$")] = "zh"
    devices: dict[DeviceKind, DeviceConfig] = Field(default_factory=dict)
    faults: Annotated[FaultPlanConfig, Field(description="Faults to rehearse; simulators only")] = FaultPlanConfig()


def load_config(file: Path) -> TerminalConfig:
    """Read and check ``file`` and what it names; raises ConfigurationWrong, naming every wrong key at once."""
    config = load_checked(file, TerminalConfig)
    if config.calendar.endswith(".toml"):  # a file beside this one
        config = config.model_copy(update={"calendar": str(file.parent / config.calendar)})
    wrong = tuple(_wrong_names(config))
    if wrong:
        raise ConfigurationWrong(str(file), joined(wrong))
    return config


def load_checked(file: Path, model: type[ModelT]) -> ModelT:
    """Read a TOML file that has ``model``'s keys and no others; raises ConfigurationWrong."""
    try:
        raw = file.read_bytes()[: MAX_CONFIG_BYTES + 1]
        if len(raw) > MAX_CONFIG_BYTES:
            big = Text(f"超过 {MAX_CONFIG_BYTES} 字节", f"larger than {MAX_CONFIG_BYTES} bytes")
            raise ConfigurationWrong(str(file), big)
        return model.model_validate(tomllib.loads(raw.decode()))
    except OSError as error:
        unread = Text(f"无法读取（{error.strerror}）", f"it cannot be read ({error.strerror})")
        raise ConfigurationWrong(str(file), unread) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationWrong(str(file), no_toml(error)) from error
    except ValidationError as error:
        raise ConfigurationWrong(str(file), explained(error, partial(_keys_at, model))) from error


def _keys_at(model: type[BaseModel], place: Place) -> tuple[str, ...]:
    """The keys that may stand there."""
    return tuple(DeviceConfig.model_fields if place[:1] == ("devices",) else model.model_fields)


def is_database_url(url: str) -> bool:
    """Whether ``url`` names a kind of database that SQLAlchemy knows; does not open it."""
    try:
        make_url(url).get_dialect()
    except (ArgumentError, ValueError):
        return False
    return True


def _wrong_names(config: TerminalConfig) -> Iterator[Text]:
    """What is well written but names nothing there is: a locality, a calendar, a kind of database."""
    for key, names in (("profile", (config.profile,)), ("serves", config.serves)):
        for name in names:
            try:
                load_profile(name)
            except ProfileError as error:
                zh = "；".join(line.zh for line in error.lines)
                yield Text(f"{key}：没有可用的地区配置 {name!r}（{zh}）", f"{key}: {error}")
    try:
        load_calendar(config.calendar)
    except CalendarFileError as error:
        yield Text(f"calendar：没有可用的日历 {config.calendar!r}（{error.text.zh}）", f"calendar: {error}")
    if config.registry.username or config.registry.query or config.registry.fragment:
        yield Text(
            "registry：只写 http(s)://主机[:端口][/路径]",
            "registry: write http(s)://host[:port][/path], nothing more",
        )
    if not is_database_url(config.records):
        yield Text(f"records：{NO_URL.zh}", f"records: {NO_URL.en}")
