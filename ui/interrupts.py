"""SIGINT and SIGTERM end a face as closing its window does: on the GUI's thread, by the one way out."""

import signal
import socket
from types import FrameType, TracebackType
from typing import Any, Self

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_MOST = 64


class Interrupts(QObject):
    """While entered, either signal quits ``application``; a signal that comes before its loop runs is kept for it.

    Python runs no handler of its own while Qt waits, so the signal's number arrives on a socket that Qt watches.
    To be entered on the main thread.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__()
        self._application = application
        self._ours, self._woken = socket.socketpair()
        for end in (self._ours, self._woken):
            end.setblocking(False)
        self._before: dict[int, Any] = {}
        self._fd_before = -1
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._quit)

    def __enter__(self) -> Self:
        self._fd_before = signal.set_wakeup_fd(self._woken.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _noted) for number in SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._notifier.setEnabled(False)
        for end in (self._ours, self._woken):
            end.close()

    @Slot()
    def _quit(self) -> None:
        if set(self._ours.recv(_MOST)) & set(SIGNALS):
            self._application.quit()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The socket has it already; without a handler the default one would end the process at once."""
