"""What several commands take: the configuration file, and where it lies when nobody says."""

import re
from datetime import date
from pathlib import Path

import click

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
DEFAULT_CONFIG = Path("/etc/service-hall-terminal/terminal.toml")

faults_file = click.option(
    "--faults",
    "faults",
    type=click.Path(path_type=Path),
    help="Fault plan to rehearse on simulated devices: docs/faults.md.",
)
config_file = click.option(
    "--config",
    "file",
    type=click.Path(path_type=Path),
    default=DEFAULT_CONFIG,
    show_default=True,
    help="This terminal's configuration.",
)
simulated_devices = click.option("--simulated", is_flag=True, help="Look at simulated devices instead.")
json_lines = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
language = click.option("--language", type=click.Choice(["zh", "en"]), default="en", show_default=True)


def civil_day(_context: click.Context, _option: click.Parameter, written: str | None) -> date | None:
    """The day an option names, written as in a file. Raises BadParameter, in both languages."""
    if written is None:
        return None
    if not _DAY.fullmatch(written):
        raise click.BadParameter(
            f"should be a date such as 2026-11-20: {written}. 应为日期，如 2026-11-20：{written}。"
        )
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise click.BadParameter(f"no such day: {written}. 没有这一天：{written}。") from error
