"""The training people's cases as the simulated registry is seeded with them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from kiosk.registry.case import RegisteredCase
from kiosk.training.days import CHINA
from kiosk.training.person import TokenState, TrainingPerson

_EXPIRED_SINCE = timedelta(days=3)


def registered_cases(people: Iterable[TrainingPerson]) -> tuple[RegisteredCase, ...]:
    """One case each, in the order given."""
    return tuple(_case(person) for person in people)


def _case(person: TrainingPerson) -> RegisteredCase:
    """A valid code holds as long as its notice does; an expired one ended before the story's day."""
    expired = person.token_state is TokenState.EXPIRED
    last_day = person.told_on - _EXPIRED_SINCE if expired else person.record.notice_valid_until
    return RegisteredCase(
        record=person.record,
        token=person.token,
        decision=person.decision,
        essc_token=person.essc_token,
        token_expires=datetime.combine(last_day, time.max.replace(microsecond=0), CHINA),
    )
