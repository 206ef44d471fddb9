"""A social security card without plastic: composed records in a VirtualCard, for training and tests."""

import hashlib
from collections.abc import Mapping, Sequence

from drivers.card_reader.virtual_card import CardFaults, Dialect, RecordFile, VirtualCard
from kiosk.cards.application import SSSE
from kiosk.cards.fields import HOLDER_FILE

ATR_HEAD = bytes.fromhex("3b6d0000")


def virtual_card_of(
    records: Mapping[int, Sequence[bytes]],
    *,
    holder_locked: bool = False,
    dialect: Dialect = Dialect(),  # noqa: B008  frozen
    faults: CardFaults = CardFaults(),  # noqa: B008  frozen
) -> VirtualCard:
    """A card holding what ``compose_card`` made. ``holder_locked`` is the third generation without its key."""
    files = {
        identifier: RecordFile(tuple(file), locked=holder_locked and identifier == HOLDER_FILE)
        for identifier, file in records.items()
    }
    history = hashlib.sha256(b"".join(record for file in records.values() for record in file)).digest()[:13]
    return VirtualCard(ATR_HEAD + history, {SSSE: files}, dialect=dialect, faults=faults)
