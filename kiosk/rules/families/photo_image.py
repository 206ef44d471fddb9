"""R-PHO-01, R-PHO-03: how old the photo is, and what it shows; advice only where the locality has no photo rule."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from kiosk.rules.assessment import Finding, Severity
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import add_months
from kiosk.rules.facts import PhotoImage, Seen
from kiosk.rules.findings import finding
from kiosk.rules.names import enumerated, photo_point_name
from kiosk.rules.phrases import NO_WORDS, Word

_ORIGINAL = "M08"
_POINTS = tuple(field.name for field in fields(PhotoImage))


def check(case: Case) -> Iterator[Finding]:
    """Its age and every point that is not as it should be; where nobody looked at it, that is only noted."""
    yield from _age(case)
    image = case.facts.photo_image
    if image is not None:
        yield from _points(case, image)
    elif not _is_advice(case) and case.judgement(_ORIGINAL) in (Seen.CONFIRMED, Seen.DIFFERS):
        yield finding("photo.not_examined", "M08.image")


def _age(case: Case) -> Iterator[Finding]:
    """Counted from the day it was taken to the day of submission (domain §6, ``photo_ref``)."""
    taken, submitted, months = case.facts.photo_taken_on, case.facts.submitted_on, case.profile.photo.months
    if taken is None:
        return
    if months.value is None:
        if not _is_advice(case):
            yield from undecided(months, "photo.months")
        return
    last = add_months(taken, months.value)
    if submitted is None or taken > submitted:
        if not _is_advice(case):
            yield _found(case, "photo.age_unclear", "taken_on", seen=f"{taken}")
    elif last is not None and submitted > last:
        expected, seen = f"≥ {submitted}", f"{last}"
        words: dict[str, Word] = {"taken": taken, "last": last, "months": months.value}
        yield _found(case, "photo.too_old", "taken_on", words, expected=expected, seen=seen)


def _points(case: Case, image: PhotoImage) -> Iterator[Finding]:
    open_points = []
    for point in _POINTS:
        good = getattr(image, point)
        if good is False:
            yield _found(case, "photo.shows", point, {"point": photo_point_name(point)})
        elif good is None:
            open_points.append(photo_point_name(point))
    brought = case.judgement(_ORIGINAL) is not Seen.MISSING
    if open_points and brought and not _is_advice(case):
        yield _found(case, "photo.not_yet", "image", {"points": enumerated(open_points)})


def _is_advice(case: Case) -> bool:
    return case.profile.photo.rules.is_unknown


def _found(
    case: Case, kind: str, part: str, words: Mapping[str, Word] = NO_WORDS, *, expected: str = "", seen: str = ""
) -> Finding:
    """The finding, or the same as advice under the locality's own rule (R-PHO-04)."""
    advice = _is_advice(case)
    return finding(
        kind,
        f"M08.{part}",
        expected=expected,
        seen=seen,
        rule=case.profile.photo.rules.rule if advice else None,
        severity=Severity.WARNING if advice else None,
        words=words,
    )
