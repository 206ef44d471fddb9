"""A network device that cannot be reached says which way: no name, no machine, or a closed port."""

import socket
from collections.abc import Iterator

import pytest

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.network import find_machine, find_port


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Kept from everybody else, so that nobody listens there."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


def test_a_machine_that_refuses_is_there_and_its_port_is_closed(closed_port) -> None:
    assert find_machine("127.0.0.1", closed_port) == "127.0.0.1 is there"
    with pytest.raises(DeviceError, match="closed") as caught:
        find_port("127.0.0.1", closed_port)
    assert caught.value.code is DeviceErrorCode.OFFLINE


def test_an_open_port_takes_connections() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert find_machine("127.0.0.1", port)
        assert find_port("127.0.0.1", port).endswith("takes connections")


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (socket.gaierror(-2, "Name or service not known"), DeviceErrorCode.CONFIGURATION, "IP address"),
        (TimeoutError("timed out"), DeviceErrorCode.OFFLINE, "firewall"),
        (OSError(113, "No route to host"), DeviceErrorCode.OFFLINE, "cable"),
    ],
)
def test_each_way_of_not_being_there_is_told(monkeypatch, failure, code, said) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(DeviceError, match=said) as caught:
        find_machine("printer", 9100)
    assert caught.value.code is code
