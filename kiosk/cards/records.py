"""Records of a card's file: tag, length, value; every length is bounded by what is really there."""

from dataclasses import dataclass

_FILLING = (0x00, 0xFF)


@dataclass(frozen=True)
class Record:
    """What one answer held. ``missing`` is how many bytes the first element announced and did not bring."""

    elements: tuple[tuple[int, bytes], ...]
    missing: int = 0


def parse_record(data: bytes) -> Record:
    """The elements of one record.

    Normally one; a record made up of several whole ones gives them all. Where the rest after the first makes no
    sense only the first is taken: bytes that merely look like an element must not become a field.
    """
    first, rest, missing = _take(data)
    if first is None:
        return Record((), missing)
    elements = [first]
    while rest.strip(bytes(_FILLING)):
        element, rest, _ = _take(rest)
        if element is None:
            return Record((first,))
        elements.append(element)
    return Record(tuple(elements))


def _take(data: bytes) -> tuple[tuple[int, bytes] | None, bytes, int]:
    if len(data) < 2 or data[0] in _FILLING:
        return None, b"", 0
    tag, length = data[0], data[1]
    value = data[2 : 2 + length]
    if len(value) < length:
        return None, b"", length - len(value)
    return (tag, value), data[2 + length :], 0
