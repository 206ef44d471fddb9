"""What a record may hold at most: the bounds a stranger's answer must keep before anything is done with it."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from kiosk.permits import FiledContract, PermitRecord, PhotoFact

MAX_MATERIALS = 100
MAX_PAGES = 10_000
MAX_CONTRACT_TEXT = 500
"""Characters in one field of an application's contract; longer ones would push all else off the desk."""
MAX_PIXELS = 100_000
MAX_PHOTO_BYTES = 100_000_000
_DAYS = (date(1900, 1, 1), date(2199, 12, 31))


def implausible(record: PermitRecord) -> tuple[str, ...]:
    """The names of the fields that no record of a permit can hold so; never their contents."""
    return tuple(_wrong(record))


def _wrong(record: PermitRecord) -> Iterator[str]:
    yield from _days(record, "")
    if len(record.materials) > MAX_MATERIALS:
        yield "materials"
    if any(not 0 < material.pages <= MAX_PAGES for material in record.materials):
        yield "materials.pages"
    if record.photo is not None:
        yield from _photo(record.photo)
    if record.contract is not None:
        yield from _contract(record.contract)


def _photo(photo: PhotoFact) -> Iterator[str]:
    limits = {"width": MAX_PIXELS, "height": MAX_PIXELS, "size_bytes": MAX_PHOTO_BYTES}
    for name, most in limits.items():
        if not 0 <= getattr(photo, name) <= most:
            yield f"photo.{name}"


def _contract(contract: FiledContract) -> Iterator[str]:
    yield from _days(contract, "contract.")
    for field in fields(contract):
        value = getattr(contract, field.name)
        if isinstance(value, str) and len(value) > MAX_CONTRACT_TEXT:
            yield f"contract.{field.name}"


def _days(held: PermitRecord | FiledContract, prefix: str) -> Iterator[str]:
    for field in fields(held):
        value = getattr(held, field.name)
        if isinstance(value, date) and not _DAYS[0] <= value <= _DAYS[1]:
            yield f"{prefix}{field.name}"
