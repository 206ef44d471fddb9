"""One terminal's configuration: a TOML file, checked whole at start."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from drivers.device import DeviceKind
from drivers.errors import Actor
from kiosk.identifiers.permit_number import DEFAULT_SHAPE, permit_number_shape
from kiosk.problems import Problem
from kiosk.rules.assessment import Text

MAX_CONFIG_BYTES = 256 * 1024


class ConfigurationWrong(Problem):
    """The configuration cannot be used; the message names the file, the key and what is wrong (K-101)."""

    def __init__(self, file: Path, wrong: str) -> None:
        super().__init__(
            "K-101",
            Actor.TECHNICIAN,
            Text(f"配置文件 {file} 有误：{wrong}", f"The configuration {file} is wrong: {wrong}"),
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


class TerminalConfig(_Strict):
    """The whole terminal. ``devices`` names what this terminal has; what is not named is not there."""

    window: str
    operator: str
    profile: Annotated[str, Field(description="The locality this terminal stands in")]
    serves: Annotated[tuple[str, ...], Field(description="Further localities whose cases it may verify")] = ()
    calendar: str = "cn"
    records: Annotated[str, Field(description="SQLAlchemy URL of the record")]
    registry: HttpUrl
    registry_seconds: Annotated[float, Field(gt=0, le=60)] = 5.0
    permit_number: Annotated[
        str, AfterValidator(_usable_shape), Field(description="Regular expression for permit numbers typed by hand")
    ] = DEFAULT_SHAPE
    language: Annotated[str, Field(pattern="^(zh|en)$")] = "zh"
    devices: dict[DeviceKind, DeviceConfig] = Field(default_factory=dict)


def load_config(file: Path) -> TerminalConfig:
    """Read and check ``file``; raises ConfigurationWrong, naming every wrong key at once."""
    try:
        raw = file.read_bytes()[: MAX_CONFIG_BYTES + 1]
        if len(raw) > MAX_CONFIG_BYTES:
            raise ConfigurationWrong(file, f"larger than {MAX_CONFIG_BYTES} bytes")
        return TerminalConfig.model_validate(tomllib.loads(raw.decode()))
    except OSError as error:
        raise ConfigurationWrong(file, str(error.strerror)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationWrong(file, str(error)) from error
    except ValidationError as error:
        raise ConfigurationWrong(file, _wrong_keys(error)) from error


def _wrong_keys(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}" for detail in error.errors())
