from collections.abc import Iterator

import pytest

from kiosk.registry.client import RegistryClient
from kiosk.registry.seeding import seed
from kiosk.registry.server import RegistryServer
from tests.helpers.registry_cases import CASE, another_case


@pytest.fixture
def database(tmp_path) -> str:
    url = f"sqlite:///{tmp_path / 'registry.db'}"
    assert seed(url, [CASE, another_case("44010020260018")]) == 2
    return url


@pytest.fixture
def server(database) -> Iterator[RegistryServer]:
    with RegistryServer(database) as running:
        yield running


@pytest.fixture
def client(server) -> Iterator[RegistryClient]:
    with RegistryClient(server.url, timeout=5) as asking:
        yield asking
