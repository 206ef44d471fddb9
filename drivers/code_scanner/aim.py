"""AIM symbology identifiers: three characters some scanners put before the data (ISO/IEC 15424)."""

import re

_IDENTIFIER = re.compile(rb"\][A-Za-z][0-9A-Za-z]")
_WITH_ECI = frozenset({"]Q2", "]Q4", "]Q6"})
"""QR code identifiers whose data carries ``\\nnnnnn`` character-set escapes and doubled backslashes."""

_ESCAPED = re.compile(rb"\\(?:\\|\d{6})|[^\\]+")


def split_identifier(raw: bytes) -> tuple[str | None, bytes]:
    """The identifier at the head of a scan, or None, and the payload as it stands in the code."""
    found = _IDENTIFIER.match(raw)
    if found is None:
        return None, raw
    identifier = found.group().decode("ascii")
    data = raw[found.end() :]
    return identifier, _without_escapes(data) if identifier in _WITH_ECI else data


def _without_escapes(data: bytes) -> bytes:
    """Undo the escapes; data that breaks their grammar was sent unescaped, and stays as it came."""
    if b"".join(_ESCAPED.findall(data)) != data:
        return data
    return _ESCAPED.sub(lambda m: _plain(m.group()), data)


def _plain(piece: bytes) -> bytes:
    if piece == b"\\\\":
        return b"\\"
    return b"" if piece.startswith(b"\\") else piece
