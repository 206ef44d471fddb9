"""A social security card without plastic: composed records in a VirtualCard, for training and tests."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial

from drivers.card_reader.virtual_card import CardFaults, CardKey, Dialect, RecordFile, VirtualCard
from kiosk.cards.application import SSSE
from kiosk.cards.fields import CARD_IDENTIFICATION, HOLDER_FILE, ISSUER_FILE
from kiosk.cards.training_key import training_cryptogram

ATR_HEAD = bytes.fromhex("3b6d0000")


def virtual_card_of(
    records: Mapping[int, Sequence[bytes]],
    *,
    holder_locked: bool = False,
    dialect: Dialect = Dialect(),  # noqa: B008  frozen
    faults: CardFaults = CardFaults(),  # noqa: B008  frozen
) -> VirtualCard:
    """A card holding what ``compose_card`` made. ``holder_locked``: the training key opens the holder's file."""
    files = {
        identifier: RecordFile(tuple(file), locked=holder_locked and identifier == HOLDER_FILE)
        for identifier, file in records.items()
    }
    history = hashlib.sha256(b"".join(record for file in records.values() for record in file)).digest()[:13]
    key = CardKey(partial(training_cryptogram, _factor(records))) if holder_locked else None
    return VirtualCard(ATR_HEAD + history, {SSSE: files}, dialect=dialect, faults=faults, key=key)


def _factor(records: Mapping[int, Sequence[bytes]]) -> bytes:
    """The card's own part of its key: the end of its identification."""
    return next((record[-8:] for record in records[ISSUER_FILE] if record[0] == CARD_IDENTIFICATION), b"")
