"""A question to a silent printer can be ended from another thread; a document on its way is left alone."""

import socket
import threading
import time
from collections.abc import Callable

import pytest

from drivers.document_printer.ipp_client import IppClient, Operation, PrinterAddress
from drivers.document_printer.ipp_line import IppLine
from drivers.errors import DeviceError, DeviceErrorCode
from tests.helpers.silent_port import silent_port


def client(port: int) -> IppClient:
    return IppClient(PrinterAddress.parse(f"ipp://127.0.0.1:{port}/ipp/print"))


def hung_up(question: Callable[[], object], hang_up: Callable[[], None], when: threading.Event) -> float:
    """Ask, and hang up again and again from another thread; how long the question took."""
    over = threading.Event()

    def cut() -> None:
        when.wait(30)
        while not over.wait(0.01):
            hang_up()

    cutting = threading.Thread(target=cut)
    cutting.start()
    began = time.monotonic()
    try:
        question()
    finally:
        over.set()
        cutting.join()
    return time.monotonic() - began


def test_a_question_ends_with_cancelled() -> None:
    with silent_port() as port:
        asking = client(port.number)
        began = time.monotonic()
        with pytest.raises(DeviceError) as caught:
            hung_up(lambda: asking.request(Operation.GET_PRINTER_ATTRIBUTES), asking.hang_up, port.taken)
    assert caught.value.code is DeviceErrorCode.CANCELLED
    assert caught.value.retry_safe
    assert time.monotonic() - began < 8


def test_a_document_on_its_way_is_not_cut_off() -> None:
    with silent_port() as port:
        asking = client(port.number)
        with pytest.raises(DeviceError) as caught:
            hung_up(
                lambda: asking.request(Operation.PRINT_JOB, document=b"%PDF-", timeout=0.5),
                asking.hang_up,
                port.taken,
            )
    assert caught.value.code is DeviceErrorCode.TIMEOUT
    assert not caught.value.retry_safe


def test_a_call_that_nobody_takes_is_ended_too() -> None:
    """A port whose queue of callers is full answers no further call."""
    line, ready = IppLine(), threading.Event()
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        host, port = full.getsockname()
        with socket.create_connection((host, port)):
            ready.set()
            began = time.monotonic()
            with pytest.raises(OSError):
                hung_up(lambda: line.dial(host, port, 20.0, None, interruptible=True), line.hang_up, ready)
    assert line.hung_up
    assert time.monotonic() - began < 15


def test_nothing_to_hang_up_is_no_fault() -> None:
    line = IppLine()
    line.hang_up()
    assert not line.hung_up
