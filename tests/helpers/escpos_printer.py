"""Serves the virtual ESC/POS printer over TCP and over a pseudo-terminal, as the real driver finds one."""

import os
import pty
import selectors
import socket
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drivers.faults import Fault
from drivers.receipt_printer.escpos_commands import EscPosSyntaxError
from drivers.receipt_printer.virtual_printer import PageImage, VirtualEscPosPrinter


class ServedPrinter:
    """A virtual printer at the far end of a line: ``receipts`` is what it drew, ``errors`` what it refused."""

    def __init__(self, url: str, printer: VirtualEscPosPrinter) -> None:
        self.url = url
        self.errors: list[str] = []
        self.received = bytearray()
        self.on_bytes: Callable[[int], None] = lambda total: None
        self._printer = printer
        self._receipts: list[PageImage] = []
        self._changed = threading.Condition(threading.RLock())
        self._answer: Callable[[bytes], None] = lambda replies: None
        self._prompt = threading.Event()
        self._late = 0.0

    @property
    def receipts(self) -> list[PageImage]:
        with self._changed:
            return list(self._receipts)

    def set_fault(self, fault: Fault | None) -> None:
        with self._changed:
            self._printer.set_fault(fault)
            self._deliver(self._printer.take_replies())

    def answer_late(self, seconds: float) -> None:
        """Take in each piece so much later; 0 ends it, also for the piece at hand."""
        self._late = seconds
        (self._prompt.clear if seconds else self._prompt.set)()

    def run_out_after(self, rows: int) -> None:
        with self._changed:
            self._printer.run_out_after(rows)

    def wait_for_receipts(self, number: int, seconds: float = 30.0) -> list[PageImage]:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._receipts) >= number, seconds), (
                f"{len(self._receipts)} receipts after {seconds} s, errors: {self.errors}"
            )
            return list(self._receipts)

    def restart(self) -> None:
        """Switch the printer off and on: it forgets everything but its width."""
        with self._changed:
            self._printer = VirtualEscPosPrinter(self._printer.width_dots)

    def take(self, data: bytes, answer: Callable[[bytes], None]) -> None:
        """Called by the line's thread with what the driver sent."""
        self._prompt.wait(self._late)
        with self._changed:
            self._answer = answer
            self.received += data
            try:
                replies = self._printer.receive(data)
            except EscPosSyntaxError as error:
                self.errors.append(str(error))
                raise
            self._deliver(replies)
            self.on_bytes(len(self.received))

    def _deliver(self, replies: bytes) -> None:
        self._receipts += self._printer.take_receipts()
        if replies:
            self._answer(replies)
        self._changed.notify_all()


class TcpLine:
    """A printer's port 9100, on a free port of loopback; one connection at a time."""

    def __init__(self, printer: VirtualEscPosPrinter) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._address = self._listener.getsockname()
        self.served = ServedPrinter(f"tcp://127.0.0.1:{self._address[1]}", printer)
        self._start()

    def _start(self) -> None:
        self._client: socket.socket | None = None
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="TCP printer")
        self._thread.start()

    def _run(self) -> None:
        while not self._ending:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._client = client
            with client:
                if not self._ending:  # the plug may have been pulled between the call and its taking
                    self._serve(client)

    def _serve(self, client: socket.socket) -> None:
        try:
            while data := client.recv(4096):
                self.served.take(data, client.sendall)
        except (OSError, EscPosSyntaxError):
            return

    def power_off(self) -> None:
        """The mains plug is pulled: the port is gone and so is what the printer held."""
        self._ending = True
        for line in (self._listener, self._client):
            if line is not None and line.fileno() >= 0:
                with_shutdown(line)
        if threading.current_thread() is not self._thread:
            self._thread.join(30)
        self._listener.close()

    def power_on(self) -> None:
        self._thread.join(30)
        self._listener = socket.create_server(self._address)
        self.served.restart()
        self._start()


def with_shutdown(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # it was not connected any more
        line.close()


@contextmanager
def tcp_printer(printer: VirtualEscPosPrinter | None = None) -> Iterator[ServedPrinter]:
    """A printer at ``served.url`` for the length of a test."""
    with tcp_line(printer) as line:
        yield line.served


@contextmanager
def tcp_line(printer: VirtualEscPosPrinter | None = None) -> Iterator[TcpLine]:
    """The same with its plug at hand."""
    line = TcpLine(printer or VirtualEscPosPrinter())
    try:
        yield line
    finally:
        line.power_off()


@contextmanager
def node_printer(printer: VirtualEscPosPrinter | None = None) -> Iterator[ServedPrinter]:
    """A printer behind a device node of its own, as usblp makes one; here a pseudo-terminal."""
    with serial_printer(printer, "file://{}") as served:
        yield served


@contextmanager
def serial_printer(
    printer: VirtualEscPosPrinter | None = None, url: str = "serial://{}?baud=115200"
) -> Iterator[ServedPrinter]:
    """A printer at the end of a serial line, a pseudo-terminal."""
    controller, port = pty.openpty()
    tty.setraw(port)
    served = ServedPrinter(url.format(os.ttyname(port)), printer or VirtualEscPosPrinter())
    wake_read, wake_write = os.pipe()
    selector = selectors.DefaultSelector()  # here, not on the thread: what was opened is there when we are back
    selector.register(controller, selectors.EVENT_READ)
    selector.register(wake_read, selectors.EVENT_READ)
    served_by = (served, controller, wake_read, selector)
    thread = threading.Thread(target=_serve_pty, args=served_by, name="serial printer")
    thread.start()
    try:
        yield served
    finally:
        os.write(wake_write, b"x")
        thread.join(30)
        selector.close()
        for descriptor in (controller, port, wake_read, wake_write):
            os.close(descriptor)


def _serve_pty(served: ServedPrinter, controller: int, wake: int, selector: selectors.BaseSelector) -> None:
    while wake not in {key.fd for key, _ in selector.select()}:
        try:
            served.take(os.read(controller, 4096), lambda replies: _write_all(controller, replies))
        except EscPosSyntaxError:
            return


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def wait_until(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Poll ``condition`` to a deadline."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)
    return condition()
