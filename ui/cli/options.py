"""What several commands take: the configuration file, and where it lies when nobody says."""

from pathlib import Path

import click

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
