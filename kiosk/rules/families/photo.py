"""R-PHO-02: the photo file's format, pixels and size; advice only where the locality has no photo rule."""

from collections.abc import Iterator

from kiosk.permits import PhotoFact
from kiosk.rules.assessment import Finding, Severity
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.profile_value import Value
from kiosk.rules.profile_verification import Photo

_SAME_FORMAT = {"JPG": "JPEG"}
_MEBIBYTE = 1024 * 1024
_CARD_PHOTO = (358, 441)
"""Pixels of the social security card's standard photo (P-15), which the same notice recommends (C-16)."""


def check(case: Case) -> Iterator[Finding]:
    """Everything wrong with the file at once; nothing where no file was looked at."""
    photo, rules = case.facts.photo, case.profile.photo
    if photo is None:
        return
    yield from _format(photo, rules)
    yield from _pixels(photo, rules)
    yield from _size(photo, rules)


def _weight(rules: Photo) -> Severity:
    return Severity.WARNING if rules.rules.is_unknown else Severity.DEFECT


def _rule(rules: Photo) -> str | None:
    return rules.rules.rule


def _format(photo: PhotoFact, rules: Photo) -> Iterator[Finding]:
    asked = rules.file_format
    seen = photo.file_format.strip().upper()
    if asked.value is not None and _SAME_FORMAT.get(seen, seen) != asked.value:
        yield finding(
            "photo.format",
            "M08.format",
            expected=asked.value,
            seen=photo.file_format,
            source=asked.source,
            rule=_rule(rules),
            severity=_weight(rules),
        )


def _pixels(photo: PhotoFact, rules: Photo) -> Iterator[Finding]:
    width, height = rules.min_width, rules.min_height
    least = (width.value or 0, height.value or 0)
    if photo.width >= least[0] and photo.height >= least[1]:
        return
    card_photo = (photo.width, photo.height) == _CARD_PHOTO
    yield finding(
        "photo.small",
        "M08.pixels",
        expected=f"≥ {least[0]}×{least[1]}",
        seen=f"{photo.width}×{photo.height}",
        source=f"{width.source}; C-16" if card_photo else width.source,
        rule=_rule(rules),
        severity=Severity.WARNING if card_photo else _weight(rules),
        words={"width": least[0], "height": least[1]},
    )


def _size(photo: PhotoFact, rules: Photo) -> Iterator[Finding]:
    if _over(photo.size_bytes, rules.max_bytes):
        kind, limit, weight = "photo.large", rules.max_bytes, _weight(rules)
    elif _over(photo.size_bytes, rules.warn_bytes):
        kind, limit, weight = "photo.near_limit", rules.warn_bytes, Severity.WARNING
    else:
        return
    yield finding(
        kind,
        "M08.bytes",
        expected=f"≤ {limit.value} B",
        seen=f"{photo.size_bytes} B",
        source=limit.source,
        rule=_rule(rules),
        severity=weight,
        words={"most": _bytes_in_words(limit.value)},
    )


def _bytes_in_words(count: int | None) -> str:
    """As the notices write it: "1M" for 1,048,576 bytes, else thousands of bytes."""
    if count is None or count % _MEBIBYTE == 0:
        return f"{(count or 0) // _MEBIBYTE}M"
    return f"{count / 1000:g} kB"


def _over(size: int, limit: Value[int]) -> bool:
    return limit.value is not None and size > limit.value
