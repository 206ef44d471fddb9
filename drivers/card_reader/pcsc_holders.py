"""Which programs use PC/SC on this machine: the first question when a reader is held by somebody else."""

import os
from pathlib import Path

_LIBRARY = "libpcsclite"


def pcsc_programs(processes: Path = Path("/proc")) -> list[str]:
    """The other programs that have the PC/SC client library loaded, as ``name (process id)``.

    Sees only what this user may look into; an empty list proves nothing.
    """
    found = []
    for entry in processes.iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid() and _uses_pcsc(entry):
            found.append(f"{_name(entry)} ({entry.name})")
    return sorted(found)


def _uses_pcsc(process: Path) -> bool:
    try:
        return _LIBRARY in (process / "maps").read_text(errors="replace")
    except OSError:
        return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(errors="replace").strip()
    except OSError:
        return "ended"
