"""The terminal's own readers before the training papers: the passport under the camera, the card in the reader."""

from datetime import date

import cv2
import numpy as np
import pytest

from drivers.card_reader.simulated import SimulatedCardReader
from kiosk.cards.matching import match_card
from kiosk.cards.reading import read_card
from kiosk.originals.mrz_reader import read_mrz
from kiosk.originals.passport_match import match_passport
from kiosk.training.cards import virtual_card
from kiosk.training.pages import page_image
from kiosk.training.people import training_people

DAY = date(2026, 11, 20)
PEOPLE = training_people(DAY)
FRAME = (1080, 1920, 3)


def under_the_camera(page):
    """The page on a grey mat, filling most of a 1920 × 1080 frame."""
    frame = np.full(FRAME, 96, np.uint8)
    scale = 0.96 * FRAME[0] / page.shape[0]
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (FRAME[0] - small.shape[0]) // 2, (FRAME[1] - small.shape[1]) // 2
    frame[top : top + small.shape[0], left : left + small.shape[1]] = small
    return frame


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_the_passport_reads_under_the_camera_and_differs_only_where_planned(person):
    reading = read_mrz(under_the_camera(page_image(person, "M07")))
    assert reading is not None
    matches = {match.field: match.agrees for match in match_passport(reading, person.record, DAY)}
    differing = {field for field, agrees in matches.items() if agrees is not True}
    assert differing == ({"passport_number", "passport_expires"} if person.key == "inigo" else set())


@pytest.mark.parametrize("person", [p for p in PEOPLE if p.has_card], ids=lambda person: person.key)
def test_no_card_contradicts_its_record(person):
    reader = SimulatedCardReader()
    reader.bring_up()
    reader.present(virtual_card(person))
    matches = match_card(read_card(reader), person.record, DAY)
    reader.close()
    assert all(match.agrees is not False for match in matches)
    assert any(match.agrees is None for match in matches) == person.card.holder_locked
