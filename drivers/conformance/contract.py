"""The contract in tables, read from the code itself: hooks, capabilities, codes, cases."""

import inspect
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from drivers.conformance.case import ALL_KINDS, Case, all_cases
from drivers.device import Capabilities, Device, DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode

_CONTRACTS = {
    DeviceKind.CODE_SCANNER: "CodeScanner",
    DeviceKind.CARD_READER: "CardReader",
    DeviceKind.DOCUMENT_CAMERA: "DocumentCamera",
    DeviceKind.RECEIPT_PRINTER: "ReceiptPrinter",
    DeviceKind.DOCUMENT_PRINTER: "DocumentPrinter",
}


def contract_class(kind: DeviceKind) -> type[Device[Any]]:
    """The class a driver of this kind derives from."""
    found: type[Device[Any]] = getattr(import_module(f"drivers.{kind}"), _CONTRACTS[kind])
    return found


def contract_tables() -> str:
    """The generated part of docs/drivers.md."""
    parts = (
        ("Hooks of every driver", ("Hook", "Must be written", "What it does"), _hooks(Device)),
        ("Hooks of one kind", ("Hook", "Must be written", "What it does"), _own_hooks()),
        ("Capabilities", ("Capability", "What it says"), _capabilities()),
        ("Codes", ("Code", "Name", "Who must act"), _codes()),
        ("Cases", ("Case", "For", "What a driver must keep"), map(_case, all_cases())),
    )
    return "\n".join(_table(*part) for part in parts)


def _hooks(contract: type, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    for name, hook in inspect.getmembers(contract, inspect.isfunction):
        if name.startswith("do_") and name not in but:
            told, public = _first(hook), getattr(contract, name.removeprefix("do_"), None)
            if told.startswith("See ``") and public is not None:
                told = _first(public)
            must = "yes" if name in contract.__abstractmethods__ else "no"  # type: ignore[attr-defined]
            yield f"`{name}{_parameters(hook)}`", must, told


def _own_hooks() -> Iterator[tuple[str, ...]]:
    common = frozenset(name for name in dir(Device) if name.startswith("do_"))
    for kind in DeviceKind:
        for name, must, told in _hooks(contract_class(kind), common):
            yield f"{kind}: {name}", must, told


def _parameters(hook: Any) -> str:
    return f"({', '.join(list(inspect.signature(hook).parameters)[1:])})"


def _first(documented: Any) -> str:
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())


def _capabilities() -> Iterator[tuple[str, ...]]:
    text = " ".join((inspect.getdoc(Capabilities) or "").split())
    for name, said in re.findall(r"``(\w+)``: (.+?)(?= ``\w+``:|$)", text):
        yield f"`{name}`", said


def _codes() -> Iterator[tuple[str, ...]]:
    for code in DeviceErrorCode:
        yield code.value, code.name, DeviceError(code, "").actor.value


def _case(case: Case) -> tuple[str, ...]:
    kinds = "all" if case.kinds == ALL_KINDS else ", ".join(sorted(case.kinds))
    wants = sorted({*case.needs, *case.stimuli})
    return f"`{case.name}`", f"{kinds}; takes {', '.join(wants)}" if wants else kinds, case.text


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
