"""The `kiosk` command and its sub-commands; each is imported only when it is called."""

from importlib import import_module

import click

_COMMANDS = {
    "desk": "ui.cli.faces:desk",
    "self-service": "ui.cli.faces:self_service",
    "technician": "ui.cli.faces:technician",
    "demo": "ui.cli.demo:demo",
    "devices": "ui.cli.devices:devices",
    "check-health": "ui.cli.check_health:check_health",
    "scanner": "ui.cli.scanner:scanner",
    "drivers": "ui.cli.drivers:list_drivers",
    "conformance": "ui.cli.conformance:conformance",
    "trace": "ui.cli.trace:trace",
    "print": "ui.cli.printing:print_file",
    "read": "ui.cli.read:read",
    "card": "ui.cli.card:card",
    "assess": "ui.cli.assess:assess",
    "rules": "ui.cli.rules:rules",
    "bench": "ui.cli.bench:bench",
    "registry": "ui.cli.registry:registry",
    "records": "ui.cli.records:records",
    "faults": "ui.cli.faults:faults",
    "failure-codes": "ui.cli.failure_codes:list_failure_codes",
}


class _Lazily(click.Group):
    """Shows every command, loads only the one that is called: `kiosk read` need not load Qt."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=_Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="service-hall-terminal")
def main() -> None:
    """Service-hall terminal: on-site verification of originals.

    Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 a device or service failed,
    130 interrupted.
    """
