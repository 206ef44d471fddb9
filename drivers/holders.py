"""Which programs hold a device: the first question when it is in use by somebody else."""

import os
from collections.abc import Callable
from pathlib import Path

_PCSC_LIBRARY = "libpcsclite"


def programs_with_pcsc(processes: Path = Path("/proc")) -> list[str]:
    """The other programs that have the PC/SC client library loaded, as ``name (process id)``.

    Sees only what this user may look into; an empty list proves nothing.
    """
    return _programs(processes, lambda process: _PCSC_LIBRARY in (process / "maps").read_text(errors="replace"))


def programs_with(path: str, processes: Path = Path("/proc")) -> list[str]:
    """The other programs that have the file or device node at ``path`` open; as ``programs_with_pcsc``."""
    wanted = os.path.realpath(path)

    def holds(process: Path) -> bool:
        return any(str(descriptor.readlink()) == wanted for descriptor in (process / "fd").iterdir())

    return _programs(processes, holds)


def held_by(programs: list[str]) -> str:
    """Who holds the device, for an error's text."""
    return f"held by {', '.join(programs)}" if programs else "held by a program this user cannot see"


def _programs(processes: Path, chosen: Callable[[Path], bool]) -> list[str]:
    found = []
    for entry in processes.iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid() and _is(entry, chosen):
            found.append(f"{_name(entry)} ({entry.name})")
    return sorted(found)


def _is(process: Path, chosen: Callable[[Path], bool]) -> bool:
    try:
        return chosen(process)
    except OSError:
        return False


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(errors="replace").strip()
    except OSError:
        return "ended"
