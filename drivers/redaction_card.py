"""What a trace may keep of a conversation with a card: headers, lengths, tags and status words, no value."""

from collections.abc import Iterator

from drivers.redaction import masked_bytes, masked_writing

_SELECT = 0xA4
_ENVIRONMENTS = tuple(f"sx{number}.sh.社会保障".encode("gbk") for number in (1, 2))
_PUBLIC_NAMES = (*_ENVIRONMENTS, b"1PAY.SYS.DDF01", b"2PAY.SYS.DDF01")
"""Application names that every card of their kind has."""
_PUBLIC_REGISTRANTS = tuple(map(bytes.fromhex, ("D156000005", "A000000333", "D276000085", "F001020304")))
"""RIDs of ISO/IEC 7816-5: the issuing ministry, UnionPay, NFC Forum, and the tests' own."""
_BEFORE_THE_NAME = 8
_FIRST_DAY, _LAST_DAY = bytes.fromhex("20000101"), bytes.fromhex("20991231")
_FIXED = {0x05: _FIRST_DAY, 0x06: _LAST_DAY, 0x0D: _FIRST_DAY}
"""Tags of the social security card that hold a day: one and the same, so that a replay still reads a day."""
_KEPT = {0x03}
"""The card's specification version, which says how the rest is read."""
_PACKED = {0x01, 0x04, 0x0B, 0x0C}
"""Packed decimal digits."""
_FILE_NAME, _FILE_IDENTIFIER = 0x84, 0x83
_CONSTRUCTED = frozenset({0x6F, 0x62, 0x64, 0xA5, 0x70, 0x61, 0x77})
_DEEPEST = 4


def masked_command(apdu: bytes) -> bytes:
    """A command APDU: its header and lengths; its data only where they name a public file or application."""
    if len(apdu) <= 4:
        return apdu if len(apdu) == 4 else masked_bytes(apdu)
    header, rest = apdu[:4], apdu[4:]
    if len(rest) == 1:
        return header + rest
    length = rest[0]
    data, after = rest[1 : 1 + length], rest[1 + length :]
    if not length or len(data) != length or len(after) > 1:
        return header + masked_bytes(rest)
    shown = masked_name(data) if header[1] == _SELECT else masked_bytes(data)
    return header + bytes((length,)) + shown + after


def masked_name(name: bytes) -> bytes:
    """A file identifier or an application's public name as it is; of any other only its class of bytes."""
    if len(name) == 2 or name in _PUBLIC_NAMES:
        return name
    registrant = name[:5]
    return registrant + masked_bytes(name[5:]) if registrant in _PUBLIC_REGISTRANTS else masked_bytes(name)


def masked_answer(answer: bytes) -> bytes:
    """An answer APDU: its status word and length, and of TLV data the tags and lengths."""
    data, status = answer[:-2], answer[-2:]
    return (masked_objects(data) if data else b"") + status


def masked_objects(data: bytes, depth: int = 0) -> bytes:
    """BER-TLV with every value masked; data that is none is masked whole, its length kept."""
    objects = list(_objects(data))
    if not objects or sum(len(head) + len(value) for _, head, value in objects) != len(data):
        return masked_writing(data)
    return b"".join(head + _masked_value(tag, value, depth) for tag, head, value in objects)


def _objects(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Tag, header and value of each object; stops at what is none."""
    at = 0
    while at + 2 <= len(data):
        tag, length, head = data[at], data[at + 1], 2
        if tag & 0x1F == 0x1F or length > 0x81:
            return
        if length == 0x81:
            if at + 3 > len(data):
                return
            length, head = data[at + 2], 3
        if at + head + length > len(data):
            return
        yield tag, data[at : at + head], data[at + head : at + head + length]
        at += head + length


def _masked_value(tag: int, value: bytes, depth: int) -> bytes:
    if tag in _CONSTRUCTED and depth < _DEEPEST:
        return masked_objects(value, depth + 1)
    if tag in (_FILE_NAME, _FILE_IDENTIFIER):
        return masked_name(value)
    if tag in _FIXED and len(value) == len(_FIRST_DAY):
        return _FIXED[tag] if value.strip(b"\x00\xff") else value
    if tag in _PACKED:
        return bytes(_packed_class(byte >> 4) << 4 | _packed_class(byte & 0x0F) for byte in value)
    if tag in _KEPT and len(value) == 4 and _is_version(value):
        return value
    return masked_writing(value)


def _packed_class(nibble: int) -> int:
    return 0 if nibble <= 9 else 0xF


def _is_version(value: bytes) -> bool:
    """Whether it is one digit, a point and two digits: nothing a person has."""
    digits = value[:1] + value[2:]
    return value[1:2] == b"." and digits.isdigit()


def masked_atr(atr: bytes) -> bytes:
    """An answer to reset: its interface bytes; of the historical ones, which may number the card, the classes."""
    at = _historical_at(atr)
    if at is None:
        return atr[:1] + masked_bytes(atr[1:])
    count, checked = atr[1] & 0x0F, len(atr) - at - (atr[1] & 0x0F)
    body = atr[:at] + masked_bytes(atr[at : at + count])
    return body + bytes((_xor(body[1:]),)) if checked else body


def _historical_at(atr: bytes) -> int | None:
    """Where the historical bytes begin (ISO/IEC 7816-3 §8.2); None for what is no answer to reset."""
    if len(atr) < 2 or atr[0] not in (0x3B, 0x3F):
        return None
    at, present, checked = 2, atr[1] >> 4, 0
    while present:
        at += (present & 0x7).bit_count()
        if not present & 0x8 or at >= len(atr):
            break
        checked |= atr[at] & 0x0F
        present = atr[at] >> 4
        at += 1
    expected = at + (atr[1] & 0x0F) + (1 if checked else 0)
    return at if len(atr) == expected and at <= _BEFORE_THE_NAME + 2 else None


def _xor(data: bytes) -> int:
    result = 0
    for byte in data:
        result ^= byte
    return result
