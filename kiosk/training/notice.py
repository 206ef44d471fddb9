"""What a training person shows at the scanner: the notice's code, the phone's, and the notice as downloaded."""

from functools import lru_cache

from kiosk.training.papers.notice import notice_pdf as _build
from kiosk.training.person import TrainingPerson


def code_payload(person: TrainingPerson) -> bytes:
    """The bytes a scanner reads from the notice's code."""
    return person.token.encode("ascii")


def electronic_card_payload(person: TrainingPerson) -> bytes | None:
    """The bytes a scanner reads from the electronic card on the phone; None where there is none."""
    return person.essc_token.encode("ascii") if person.essc_token is not None else None


@lru_cache(maxsize=16)
def notice_pdf(person: TrainingPerson) -> bytes:
    """The notice as one A4 page of PDF; the same bytes for the same person and day."""
    return _build(person)
