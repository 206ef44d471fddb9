"""A card against the permit's record, field by field: agrees, differs, or could not be read."""

from dataclasses import replace
from datetime import date

from kiosk.cards.card import SocialSecurityCard
from kiosk.identities.names import WrittenName, compare_names, is_chinese
from kiosk.identities.rules import Verdict
from kiosk.permits import PermitRecord, Sex
from kiosk.rules.assessment import Text
from kiosk.rules.facts import FieldMatch

SUBJECT = "card"

_AGREES = {Verdict.AGREE: True, Verdict.DIFFER: False, Verdict.NOT_COMPARABLE: None}

_NO_CHINESE_NAME = Text(
    "卡内为中文姓名，许可信息中没有中文姓名，请人工核对",
    "the card holds a Chinese name and the permit's record none: compare by eye",
)
_EXPIRED = Text("社会保障卡已过有效期", "the social security card has expired")


def match_card(card: SocialSecurityCard, record: PermitRecord, today: date) -> tuple[FieldMatch, ...]:
    """Compare name, social security number, birth date and sex; and whether the card is valid ``today``.

    A number the record does not hold is not compared. A field the card kept back is neither right nor wrong:
    ``agrees`` is None.
    """
    matches = [_name(card, record)]
    if record.social_security_number is not None:
        number = card.social_security_number
        matches.append(_exact("social_security_number", record.social_security_number, number))
    matches.append(_exact("birth_date", record.birth_date.isoformat(), _iso(card.birth_date)))
    matches.append(_sex(card.sex, record.sex))
    matches.append(_validity(card.expires_on, today))
    return tuple(_told_why(match, card) for match in matches)


def _told_why(match: FieldMatch, card: SocialSecurityCard) -> FieldMatch:
    """With the reason the card gave no value, where it gave none."""
    if match.seen is not None:
        return match
    why = card.why_missing("expires_on" if match.field == "valid_until" else match.field)
    return replace(match, note=why) if why is not None else match


def _name(card: SocialSecurityCard, record: PermitRecord) -> FieldMatch:
    if card.name is None:
        return FieldMatch(SUBJECT, "name", record.name, None, None)
    if is_chinese(card.name) and not is_chinese(record.name):
        if record.chinese_name is None:
            return FieldMatch(SUBJECT, "name", record.name, card.name, None, note=_NO_CHINESE_NAME)
        return _compared("chinese_name", record.chinese_name, card)
    return _compared("name", record.name, card)


def _compared(field: str, expected: str, card: SocialSecurityCard) -> FieldMatch:
    """The note says what was overlooked, or why nothing could be compared; a difference speaks for itself."""
    seen = WrittenName(card.name or "", may_be_cut=card.name_may_be_cut)
    comparison = compare_names(WrittenName(expected), seen)
    agrees = _AGREES[comparison.verdict]
    return FieldMatch(
        SUBJECT, field, expected, seen.text, agrees, note=None if agrees is False else comparison.note
    )


def _exact(field: str, expected: str, seen: str | None) -> FieldMatch:
    same = None if seen is None else seen.strip().upper() == expected.strip().upper()
    return FieldMatch(SUBJECT, field, expected, seen, same)


def _sex(seen: Sex | None, expected: Sex) -> FieldMatch:
    comparable = seen in (Sex.MALE, Sex.FEMALE) and expected is not Sex.UNSPECIFIED
    shown = seen.value if seen is not None else None
    return FieldMatch(SUBJECT, "sex", expected.value, shown, seen is expected if comparable else None)


def _validity(expires_on: date | None, today: date) -> FieldMatch:
    expected = f"≥ {today.isoformat()}"
    if expires_on is None:
        return FieldMatch(SUBJECT, "valid_until", expected, None, None)
    valid = expires_on >= today
    note = None if valid else _EXPIRED
    return FieldMatch(SUBJECT, "valid_until", expected, expires_on.isoformat(), valid, note=note)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
