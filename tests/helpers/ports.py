"""Ports for programs that bind later: out of the kernel's own range, and two test processes never take the same."""

import os
import random
import socket

_FIRST, _EACH = 15_000, 2_000
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw7").removeprefix("gw")) % 8
_mine = list(range(_FIRST + _WORKER * _EACH, _FIRST + (_WORKER + 1) * _EACH, 2))
random.Random(os.getpid()).shuffle(_mine)  # another run on the same machine takes them in another order


def free_port() -> int:
    """The first of two ports side by side that nobody has; not given again soon."""
    for _ in _mine:
        port = _mine.pop(0)
        _mine.append(port)
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("", port))
                second.bind(("", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two free ports side by side")
