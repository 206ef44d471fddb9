"""Every paper a training person carries, as the camera sees it and as the printer would have printed it."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kiosk.rules.facts import VisitorRole
from kiosk.training.papers.copies import photocopy
from kiosk.training.papers.letters_from_home import (
    degree,
    family,
    medical_commitment,
    no_criminal_record,
    work_experience,
)
from kiosk.training.papers.letters_of_unit import application_form, contract, power_of_attorney, unit_proof
from kiosk.training.papers.medical import medical_report
from kiosk.training.papers.notice import notice_page
from kiosk.training.papers.passport import data_page
from kiosk.training.papers.photo_sheet import photo_sheet
from kiosk.training.papers.sheet import Sheet
from kiosk.training.papers.visa import visa_page
from kiosk.training.person import TrainingPerson

NOTICE = "D-NOT"
UNIT_PROOF = "UNIT"

_PAGES: dict[str, Callable[[TrainingPerson], Sheet]] = {
    NOTICE: notice_page,
    UNIT_PROOF: unit_proof,
    "M01": application_form,
    "M02": work_experience,
    "M03": degree,
    "M04": no_criminal_record,
    "M05": medical_commitment,
    "M06": contract,
    "M07": data_page,
    "M08": photo_sheet,
    "M09": family,
    "M11": visa_page,
    "M12": medical_report,
    "M13": power_of_attorney,
}


def paper_keys(person: TrainingPerson) -> tuple[str, ...]:
    """The papers ``person`` has, brought or not: the notice, the bundle's, and a unit agent's letter."""
    unit = (UNIT_PROOF,) if person.visitor is VisitorRole.UNIT_AGENT else ()
    return (NOTICE, *(paper.key for paper in person.bundle.papers), *unit)


def draw_page(person: TrainingPerson, key: str) -> Sheet:
    """The page of that paper, drawn anew. KeyError for a paper ``person`` does not have."""
    if key not in paper_keys(person):
        raise KeyError(f"{person.key} has no paper {key!r}; there are {', '.join(paper_keys(person))}")
    return _PAGES[key](person)


@lru_cache(maxsize=24)
def page_image(person: TrainingPerson, key: str) -> NDArray[np.uint8]:
    """The page as rows × columns × BGR, read-only and kept; 200 dpi, passport and visa pages 400, photos 300."""
    return _locked(draw_page(person, key))


@lru_cache(maxsize=8)
def copy_image(person: TrainingPerson, key: str) -> NDArray[np.uint8]:
    """The copy brought of that paper, like ``page_image``; without the unit's seal where the bundle says so.

    KeyError for a paper the bundle holds no copy of.
    """
    paper = person.bundle.paper(key)
    if paper is None or not paper.copy_present:
        raise KeyError(f"{person.key} brought no copy of {key!r}")
    return _locked(photocopy(draw_page(person, key), sealed=paper.copy_sealed))


def _locked(sheet: Sheet) -> NDArray[np.uint8]:
    pixels = sheet.pixels_bgr()
    pixels.flags.writeable = False
    return pixels
