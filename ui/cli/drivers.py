"""`kiosk drivers`: every driver there is, whose it is and in which version."""

from dataclasses import replace

import click

from drivers.catalog import driver_class, drivers, require_whole
from drivers.conformance.contract import contract_tables
from drivers.errors import DeviceError
from drivers.third_party import DriverEntry
from ui.cli.output import Exit, reports_problems, say, say_json


@click.command(name="drivers")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--contract", is_flag=True, help="The contract a driver keeps, as the tables of docs/drivers.md.")
@click.option("--check", is_flag=True, help="Import each driver, and mark those that cannot be; opens no device.")
@reports_problems
def list_drivers(as_json: bool, contract: bool, check: bool) -> Exit:
    """List every driver by kind: its name, whose it is, in which version. Exit code 1 when one cannot be chosen."""
    if contract:
        say(contract_tables().rstrip("\n"))
        return Exit.DONE
    entries = [_checked(entry) for entry in drivers()] if check else drivers()
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


def _checked(entry: DriverEntry) -> DriverEntry:
    """With its fault, where it cannot be imported or lacks hooks of its contract."""
    if entry.fault or entry.kind is None:
        return entry
    try:
        require_whole(driver_class(entry.kind, entry.name), entry.name)
    except DeviceError as error:
        return replace(entry, fault=error.vendor_text)
    return entry
