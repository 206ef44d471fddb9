"""Reading what the visitor brought: the card, a picture of each original, and what staff say of it."""

import hashlib
from functools import partial

import cv2

from drivers.device import DeviceKind
from drivers.document_camera import Frame, Image
from drivers.errors import Actor
from kiosk.cards.authentication import AUTHENTICATION_WORDS
from kiosk.cards.matching import match_card
from kiosk.cards.reading import read_card as read_chip
from kiosk.originals.mrz_reader import read_mrz
from kiosk.originals.page import crop_page, shows_nothing
from kiosk.originals.passport_match import match_passport
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.facts import FieldMatch
from kiosk.visits.events import CardRead, JudgementWithdrawn, OriginalCaptured, OriginalJudged, PassportRead
from kiosk.visits.log import NoVisit, VisitLog
from kiosk.visits.tools import Tools
from kiosk.visits.view import Message, Tone

PASSPORT = "M07"
JPEG_QUALITY = 88
CARD_SECONDS = 12.0
"""The reading's own 5 s, one answer's 3 s, and what the keeper of a key may take."""


class NothingToUndo(Problem):
    """Undo was asked where nothing was judged (V-105)."""

    def __init__(self) -> None:
        super().__init__("V-105", Actor.STAFF, Text("没有可撤销的判断。", "There is nothing to undo."))


class PictureUnusable(Problem):
    """The camera's picture could not be kept (V-107)."""

    def __init__(self) -> None:
        super().__init__(
            "V-107", Actor.STAFF, Text("照片无法保存，请重拍。", "The picture is unusable. Capture again.")
        )


class NotOnChecklist(Problem):
    """A paper was named that this case does not ask for (V-106)."""

    def __init__(self) -> None:
        super().__init__(
            "V-106", Actor.STAFF, Text("此件不在本次清单中。", "This paper is not on this case's checklist.")
        )


def read_card(log: VisitLog, tools: Tools) -> Message:
    """Read the social security card and compare it with the record."""
    record = log.visit.record
    if record is None:
        raise NoVisit
    read = partial(read_chip, authenticator=tools.card_authenticator)
    card = tools.station.ask(DeviceKind.CARD_READER, read, CARD_SECONDS)
    matches = match_card(card, record, tools.today())
    log.note(CardRead(matches, card.partial, card.provenance))
    said, partly = _comparison(matches, Text("社保卡", "The social security card")), card.why_partial
    if partly is None:
        return said
    if card.authentication in AUTHENTICATION_WORDS:
        return Message(Tone.ATTENTION, partly)
    return Message(Tone.ATTENTION, Text(f"{said.text.zh}{partly.zh}", f"{said.text.en} {partly.en}"))


def capture(log: VisitLog, tools: Tools, key: str) -> Message:
    """Take a still of one original and keep it; the passport is also read and compared with the record."""
    _known(log, key)
    frame: Frame = tools.station.ask(DeviceKind.DOCUMENT_CAMERA, lambda camera: camera.capture())
    jpeg = _jpeg(crop_page(frame.image))
    captured = OriginalCaptured(
        key, hashlib.sha256(jpeg).hexdigest(), frame.provenance, empty=shows_nothing(frame.image)
    )
    if captured.empty:
        log.note(captured, picture=jpeg)
        return Message(
            Tone.ATTENTION,
            Text(
                "画面上什么也没有，请重拍；确已看过原件的，也可直接判定。",
                "Nothing is to be seen: capture again. Who has seen the original itself may still judge it.",
            ),
        )
    if key == PASSPORT:
        return _read_passport(log, tools, frame, captured, jpeg)
    log.note(captured, picture=jpeg)
    return Message(Tone.GOOD, Text("已拍摄。请核对原件。", "Captured. Compare it with the original."))


def _jpeg(image: Image) -> bytes:
    encoded, jpeg = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not encoded:
        raise PictureUnusable
    return jpeg.tobytes()


def _read_passport(log: VisitLog, tools: Tools, frame: Frame, captured: OriginalCaptured, jpeg: bytes) -> Message:
    record = log.visit.record
    reading = read_mrz(frame.image)
    if record is None or reading is None:
        log.note(captured, picture=jpeg)
        return Message(
            Tone.INFO,
            Text(
                "已拍摄，但未读出护照机读区。请放平护照重拍，或人工核对。",
                "Captured, but the passport's machine-readable lines could not be read. "
                "Lay it flat and capture again, or compare by eye.",
            ),
        )
    matches = match_passport(reading, record, tools.today())
    log.note(captured, PassportRead(matches, reading.repaired, frame.provenance), picture=jpeg)
    return _comparison(matches, Text("护照", "The passport"))


def _comparison(matches: tuple[FieldMatch, ...], thing: Text) -> Message:
    if any(match.agrees is False for match in matches):
        return Message(
            Tone.ATTENTION,
            Text(f"{thing.zh}与记录不一致，请看右侧。", f"{thing.en} differs from the record: see the right side."),
        )
    if any(match.agrees is None for match in matches):
        return Message(
            Tone.INFO,
            Text(
                f"{thing.zh}有未读出的项目，请人工核对。",
                f"{thing.en} could not be read in full: compare the rest by eye.",
            ),
        )
    return Message(Tone.GOOD, Text(f"{thing.zh}与记录一致。", f"{thing.en} agrees with the record."))


def judge(log: VisitLog, tools: Tools, judged: OriginalJudged) -> None:
    """A member of staff says of one original: seen and right, differs, or missing."""
    _known(log, judged.key)
    log.note(judged)


def undo(log: VisitLog, tools: Tools) -> Message:
    """Take back the last judgement."""
    if not log.visit.judged:
        raise NothingToUndo
    key = log.visit.judged[-1]
    log.note(JudgementWithdrawn(key, tools.operator))
    name = next((original for original in log.visit.originals if original.key == key), None)
    zh, en = (name.name_zh, name.name_en) if name else (key, key)
    return Message(Tone.INFO, Text(f"已撤销：{zh}。", f"Taken back: {en}."))


def _known(log: VisitLog, key: str) -> None:
    if all(original.key != key for original in log.visit.originals):
        raise NotOnChecklist
