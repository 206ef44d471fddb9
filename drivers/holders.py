"""Which programs hold a device: the first question when it is in use by somebody else."""

import os
from collections.abc import Callable
from pathlib import Path

from drivers.observation import Observation, Observed, each

OURSELVES = Observation(Observed.HELD_BY_US)
_PCSC_LIBRARY = "libpcsclite"


def programs_with_pcsc(processes: Path = Path("/proc")) -> list[str]:
    """The other programs that have the PC/SC client library loaded, as ``name (process id)``.

    Sees only what this user may look into; an empty list proves nothing.
    """

    def loaded(process: Path) -> bool:
        return not _is_ours(process) and _PCSC_LIBRARY in (process / "maps").read_text(errors="replace")

    return _programs(processes, loaded)


def programs_with(path: str, processes: Path = Path("/proc")) -> list[str]:
    """Who has locked the file or device node at ``path``; where nobody has, who has it open.

    As ``programs_with_pcsc``, and OURSELVES first where this process is one of them: to be asked only after our own
    attempt at the device was closed.
    """
    wanted, lockers = os.path.realpath(path), _lockers(path, processes / "locks")

    def holds(process: Path) -> bool:
        return any(str(descriptor.readlink()) == wanted for descriptor in (process / "fd").iterdir())

    return _programs(processes, lambda process: process.name in lockers) or _programs(processes, holds)


def held_by(programs: list[str]) -> str:
    """Who holds the device, for an error's text."""
    return Observation(Observed.HELD_BY, each(programs)) if programs else Observation(Observed.HELD_UNSEEN)


def _lockers(path: str, locks: Path) -> frozenset[str]:
    """The process ids with a flock on this file, whoever's they are."""
    try:
        status, lines = Path(path).stat(), locks.read_text().splitlines()
    except OSError:
        return frozenset()
    file = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    rows = (line.split() for line in lines)
    return frozenset(row[4] for row in rows if row[1:2] == ["FLOCK"] and row[5] == file)


def _programs(processes: Path, chosen: Callable[[Path], bool]) -> list[str]:
    found = [entry for entry in processes.iterdir() if entry.name.isdigit() and _is(entry, chosen)]
    others = sorted(f"{_name(entry)} ({entry.name})" for entry in found if not _is_ours(entry))
    return [OURSELVES, *others] if any(map(_is_ours, found)) else others


def _is_ours(process: Path) -> bool:
    return process.name == str(os.getpid())


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
