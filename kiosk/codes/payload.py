"""A code's bytes to text: what it declares, else UTF-8, else GB18030 (rarely Shift JIS), else it is binary."""

import re
import unicodedata

TEXT_CONTROLS = frozenset("\t\n\r\x1d\x1e\x04")
"""Control characters that text in codes does carry: line ends, and the separators of GS1 and ISO 15434."""

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_NOT_TEXT = frozenset({"Cc", "Cs", "Cn", "Co"})


def payload_text(data: bytes, codec: str | None = None) -> str | None:
    """The text of ``data``, or None where it is binary.

    ``codec`` is the Python name of the character set the code declared (its ECI); it is believed, and where it
    does not fit the bytes the code's word is worth nothing and the usual order holds. A decoder that guesses
    other sets (Latin-1 fits anything) would turn damaged or foreign bytes into text nobody wrote.
    """
    for name in (codec, "utf-8"):
        if name is not None and (text := _strict(data, name)) is not None:
            return text
    chinese = _strict(data, "gb18030")
    japanese = _strict(data, "shift_jis")
    return japanese if japanese is not None and _rather_japanese(chinese, japanese) else chinese


def _strict(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if _is_text(text) else None


def _rather_japanese(chinese: str | None, japanese: str) -> bool:
    """Whether kana show on the Japanese reading while the Chinese one is mostly characters nobody uses.

    QR codes from Japan declare nothing either. Chinese is given up only for a reading that no Chinese writer
    would have meant: a single rare character in a name does not do it.
    """
    if not _KANA.search(japanese):
        return False
    beyond_ascii = [c for c in chinese or "" if not c.isascii()]
    rare = sum(1 for c in beyond_ascii if not _in_gb2312(c))
    return 2 * rare >= len(beyond_ascii)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_text(text: str) -> bool:
    return all(c in TEXT_CONTROLS or unicodedata.category(c) not in _NOT_TEXT for c in text)
