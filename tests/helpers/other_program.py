"""Another program that has a device node for itself."""

import subprocess
import sys
from pathlib import Path


class Holder:
    """``take`` starts it, ``give_back`` ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def take(self, path: Path) -> None:
        program = (
            "import fcntl, os, sys\n"
            f"line = os.open({str(path)!r}, os.O_RDWR | os.O_NOCTTY)\n"
            "fcntl.flock(line, fcntl.LOCK_EX)\nprint('held', flush=True)\nsys.stdin.read()\n"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"held\n"

    def give_back(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.communicate()
