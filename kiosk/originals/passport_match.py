"""A passport's zone against the permit record, field by field: agrees, differs, or could not be read."""

from datetime import date

from kiosk.identifiers.mrz import FILLER, Mrz
from kiosk.identifiers.mrz_compose import record_country
from kiosk.identifiers.transliteration import NotTransliterable, transliterations
from kiosk.originals.mrz_reader import MrzReading
from kiosk.permits import PermitRecord
from kiosk.rules.dates import today as today_in_shanghai
from kiosk.rules.facts import FieldMatch

SUBJECT = "passport"
_ZONE_FIELDS = {
    "passport_number": "document_number",
    "name": "names",
    "birth_date": "birth_date",
    "sex": "sex",
    "nationality": "nationality",
    "passport_expires": "expiry_date",
}


def match_passport(reading: MrzReading, record: PermitRecord, today: date | None = None) -> tuple[FieldMatch, ...]:
    """Six fields. ``agrees`` is None where the zone could not be read, or the record's name has no Latin form.

    ``today`` settles the century of two-digit years; the civil date in Shanghai unless given.
    """
    day = today or today_in_shanghai()
    mrz = reading.mrz
    birth, expiry = mrz.birth_on(day), mrz.expires_on(day)
    seen: dict[str, str | None] = {
        "passport_number": mrz.document_number or None,
        "name": " ".join(filter(None, (mrz.surname, mrz.given_names))) or None,
        "birth_date": birth.isoformat() if birth else None,
        "sex": mrz.sex.value if mrz.sex else None,
        "nationality": record_country(mrz.nationality) or None,
        "passport_expires": expiry.isoformat() if expiry else None,
    }
    expected = {
        "passport_number": record.passport_number,
        "name": record.name,
        "birth_date": record.birth_date.isoformat(),
        "sex": record.sex.value,
        "nationality": record.nationality,
        "passport_expires": record.passport_expires.isoformat(),
    }
    matches = []
    for field, zone_field in _ZONE_FIELDS.items():
        text = None if zone_field in reading.unreadable else seen[field]
        agrees = None if text is None else _agrees(field, text, expected[field], mrz)
        matches.append(FieldMatch(SUBJECT, field, expected[field], text, agrees))
    return tuple(matches)


def _agrees(field: str, seen: str, expected: str, mrz: Mrz) -> bool | None:
    if field == "name":
        return _same_name(seen, expected, cut=mrz.names_may_be_cut)
    if field == "passport_number":
        return seen == "".join(expected.upper().split()).replace("-", FILLER)
    return seen == expected


def _same_name(seen: str, expected: str, *, cut: bool) -> bool | None:
    """The same parts in the same order, in any form the standard allows for marked letters.

    Another order is another name here: which part is the surname is for a person to judge. Where the zone's name
    field is full, its parts may be cut short.
    """
    try:
        forms = [form.split() for form in transliterations(expected)]
    except NotTransliterable:
        return None
    parts = seen.split()
    return any(parts == form or (cut and _is_cut(parts, form)) for form in forms)


def _is_cut(parts: list[str], form: list[str]) -> bool:
    """Each printed part begins a part of the record's name, in order, the first one beginning the first."""
    if not parts or not form or not form[0].startswith(parts[0]):
        return False
    rest = iter(form)
    return all(any(whole.startswith(part) for whole in rest) for part in parts)
