"""Processes that outlive one test on purpose: counterparts started once a session."""

_kept: set[int] = set()


def keep(pid: int) -> None:
    """Leave this process alone until the session ends."""
    _kept.add(pid)


def is_kept(pid: int) -> bool:
    """Whether ``keep`` was told of this process."""
    return pid in _kept
