"""From the configuration to whoever answers third-generation cards: a security module, the registry, or nobody."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from drivers.card_reader import CardReader
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.key_config import CardKeyConfig
from kiosk.cards.security_module import OpenSlot, SecurityModuleProvider
from kiosk.registry.card_keys import CardKeyService


def card_authenticator(key: CardKeyConfig | None, registry: str, held: ExitStack) -> CardAuthenticator | None:
    """The authenticator configured; None where none is. ``held`` closes what it opens."""
    if key is None:
        return None
    if key.keeper == "registry":
        service = CardKeyService(registry, key.seconds, key.key)
        held.callback(service.close)
        return CardAuthenticator(service)
    slot = pcsc_slot(key.slot, key.seconds)
    provider = SecurityModuleProvider(slot, module_key=key.module_key, key=key.key, seconds=key.seconds)
    return CardAuthenticator(provider)


def pcsc_slot(name: str, seconds: float = 2.0) -> OpenSlot:
    """Opens the PC/SC slot with ``name`` in its name, for one use at a time; ``seconds`` bound each answer."""

    def make() -> CardReader:
        from drivers.card_reader.pcsc import PcscCardReader

        return PcscCardReader(name, answer_seconds=seconds, power_seconds=seconds)

    return lambda: opened(make)


@contextmanager
def opened(make: Callable[[], CardReader]) -> Iterator[CardReader]:
    """A reader that is up inside and closed after. Raises DeviceError."""
    reader = make()
    try:
        reader.bring_up()
        yield reader
    finally:
        reader.close()
