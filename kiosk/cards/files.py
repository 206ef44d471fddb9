"""Reading one file of records from cards of any make: by number, by tag, or by short file identifier.

Edition 1.00 lacks the name extension, so the same data lie under other record numbers: numbers only serve to fetch,
the tag inside a record says what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.cards.dialogue import OK, Answer, Dialogue
from kiosk.cards.fields import LENGTHS
from kiosk.cards.records import parse_record
from kiosk.cards.text import is_blank

MAX_RECORDS = 40
PATIENCE = 4
"""Records in a row that give nothing before numbers are given up; single tags are still asked for."""

_SELECT_FORMS = (0x02, 0x00)
_BY_NUMBER, _BY_TAG = 0x04, 0x00
_NO_SUCH_RECORD = 0x6A83
_NO_SUCH_FILE = 0x6A82
_NO_SUCH_DATA = 0x6A88
_DENIED = (0x6982, 0x6983, 0x6985, 0x6988)
# Wrong or unknown parameters, instruction or class; no current file; not a file of records.
_NOT_THIS_WAY = (0x6A86, 0x6B00, 0x6D00, 0x6E00, 0x6A81, 0x6986, 0x6981, _NO_SUCH_FILE)
_NOT_THERE = (_NO_SUCH_RECORD, _NO_SUCH_FILE, _NO_SUCH_DATA)


@dataclass
class FileReading:
    """What a file gave. ``denied``: it kept something back; ``there``: the card has the file.

    ``torn`` are the tags whose length promised more than came, ``answers`` what the tags asked for one by one were
    answered with, ``refusal`` the first status that gives nothing and is no plain "not there".
    """

    values: dict[int, bytes] = field(default_factory=dict)
    denied: bool = False
    there: bool = False
    torn: set[int] = field(default_factory=set)
    answers: dict[int, int] = field(default_factory=dict)
    refusal: int | None = None

    def refused_with(self, tag: int) -> int | None:
        """The status the card kept the tag back with; None where it merely has none."""
        status = self.answers.get(tag, self.refusal)
        return None if status is None or status == OK or status in _NOT_THERE else status

    def note(self, status: int) -> None:
        """Remember a status that gave nothing."""
        if status in _DENIED:
            self.denied = self.there = True
        elif status not in _NOT_THERE and status not in _NOT_THIS_WAY and self.refusal is None:
            self.refusal = status

    def take(self, answer: Answer) -> bool:
        """Note one answer; whether it brought an element. The first value of a tag stands, unless blank."""
        if not answer.good:
            self.note(answer.status)
            return False
        self.there = True
        record = parse_record(answer.data)
        if record.missing:
            self.torn.add(answer.data[0])
        elements = record.elements
        for tag, value in elements:
            if is_blank(self.values.get(tag, b"")):
                self.values[tag] = value
        return bool(elements)


def read_file(dialogue: Dialogue, identifier: int, tags: Sequence[int]) -> FileReading:
    """Everything the file gives; ``tags`` are asked for one by one where the records did not bring them."""
    reading = FileReading()
    if _select(dialogue, identifier, reading):
        _read_records(dialogue, 0, reading)
        _read_tags(dialogue, 0, tags, reading)
    if not reading.values and not reading.denied:
        short_identifier = (identifier & 0x1F) << 3
        _read_records(dialogue, short_identifier, reading)
        _read_tags(dialogue, short_identifier, tags, reading)
    return reading


def _select(dialogue: Dialogue, identifier: int, reading: FileReading) -> bool:
    for form in _SELECT_FORMS:
        status = dialogue.select(bytes((0x00, 0xA4, form, 0x00, 0x02)) + identifier.to_bytes(2, "big"))
        if status == OK:
            reading.there = True
            return True
        reading.note(status)
    return False


def _read_records(dialogue: Dialogue, short_identifier: int, reading: FileReading) -> None:
    fruitless = 0
    for number in range(1, MAX_RECORDS + 1):
        answer = dialogue.ask(_read_command(number, short_identifier | _BY_NUMBER, 0))
        if answer.status == _NO_SUCH_RECORD or answer.status in _NOT_THIS_WAY:
            return
        fruitless = 0 if reading.take(answer) else fruitless + 1
        if fruitless == PATIENCE:
            return


def _read_tags(dialogue: Dialogue, short_identifier: int, tags: Sequence[int], reading: FileReading) -> None:
    for tag in tags:
        if tag in reading.values:
            continue
        answer = _read_tag(dialogue, short_identifier, tag)
        if answer.status in _NOT_THIS_WAY:
            return
        reading.answers[tag] = answer.status
        reading.take(answer)


def _read_tag(dialogue: Dialogue, short_identifier: int, tag: int) -> Answer:
    length = LENGTHS[tag] + 2 if tag in LENGTHS else 0
    answer = dialogue.ask(_read_command(tag, short_identifier | _BY_TAG, length))
    if length and answer.status == 0x6700:
        return dialogue.ask(_read_command(tag, short_identifier | _BY_TAG, 0))
    missing = parse_record(answer.data).missing if answer.good else 0
    if 0 < missing <= 254 - length:
        return dialogue.ask(_read_command(tag, short_identifier | _BY_TAG, length + missing))
    return answer


def _read_command(p1: int, p2: int, length: int) -> bytes:
    return bytes((0x00, 0xB2, p1, p2, length))
