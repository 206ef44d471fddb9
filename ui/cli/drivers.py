"""`kiosk drivers`: every driver there is, whose it is and in which version."""

import click

from drivers.catalog import drivers
from drivers.conformance.contract import contract_tables
from ui.cli.output import Exit, reports_problems, say, say_json


@click.command(name="drivers")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--contract", is_flag=True, help="The contract a driver keeps, as the tables of docs/drivers.md.")
@reports_problems
def list_drivers(as_json: bool, contract: bool) -> Exit:
    """List every driver by kind: its name, whose it is, in which version. Exit code 1 when one cannot be chosen."""
    if contract:
        say(contract_tables().rstrip("\n"))
        return Exit.DONE
    entries = drivers()
    for entry in entries:
        kind = entry.kind.value if entry.kind is not None else None
        if as_json:
            say_json(
                {
                    "kind": kind,
                    "name": entry.name,
                    "target": entry.target,
                    "distribution": entry.distribution,
                    "version": entry.version,
                    "bundled": entry.bundled,
                    "fault": entry.fault or None,
                }
            )
        else:
            say(f"{kind or '?'}.{entry.name}  {entry.origin}{' (bundled)' if entry.bundled else ''}")
            if entry.fault:
                say(f"  cannot be chosen: {entry.fault}")
    return Exit.ANSWER_IS_NO if any(entry.fault for entry in entries) else Exit.DONE
