"""A camera on the network for each test that asks for one."""

from collections.abc import Iterator

import pytest

from tests.helpers.mjpeg_server import MjpegServer, mjpeg_server


@pytest.fixture
def network_camera() -> Iterator[MjpegServer]:
    with mjpeg_server() as server:
        yield server
