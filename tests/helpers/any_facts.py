"""Any facts at all, absurd ones too: every field of every fact drawn by its type, and cases changed at random."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, get_args, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st

from kiosk.permits import PhotoFact
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import Facts, FieldMatch, MedicalFact, OriginalFact, Seen
from kiosk.rules.profile import Profile
from kiosk.rules.profile_value import Value
from tests.helpers.rules import GZ, NA, SZ, VISIT, complete

KEYS = [f"M{number:02}" for number in range(1, 14)] + ["M10#2", "M99", "", "D-POA", "{0}"]

maybe = st.none() | st.booleans()
near_days = st.dates(date(2024, 11, 1), date(2027, 3, 1))
days = st.dates()
texts = st.text(max_size=12)
_OF_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    type(None): st.none(),
    bool: st.booleans(),
    int: st.integers(-(10**6), 10**6),
    str: texts,
    date: near_days | days,
    datetime: st.datetimes() | st.datetimes(timezones=st.just(UTC)),
}


def of_type(kind: Any) -> st.SearchStrategy[Any]:
    """Values of that type; a dataclass with each of its fields drawn, also those with a default."""
    if isinstance(kind, UnionType):
        return st.one_of(*(of_type(part) for part in get_args(kind)))
    if is_dataclass(kind) and isinstance(kind, type):
        return st.builds(kind, **{name: of_type(hint) for name, hint in get_type_hints(kind).items()})
    return _OF_TYPE[kind] if kind in _OF_TYPE else st.from_type(kind)


originals = st.builds(
    OriginalFact,
    key=st.sampled_from(KEYS) | texts,
    name_zh=texts,
    name_en=texts,
    seen=st.sampled_from(Seen),
    reason=texts,
    copy_present=maybe,
    copy_sealed=maybe,
)
matches = st.builds(
    FieldMatch,
    subject=st.sampled_from(["passport", "card", "M07", "visa", ""]) | texts,
    field=st.sampled_from(["name", "passport_number"]) | texts,
    expected=texts,
    seen=st.none() | texts,
    agrees=maybe,
    staff_says=maybe,
)
photos = st.builds(PhotoFact, texts, st.integers(-9, 9999), st.integers(-9, 9999), st.integers(-9, 10**9))
issuers = st.none() | texts | st.sampled_from(["广州海关", "Sample City Hospital", "样例体检中心"])
verification = st.just(BusinessType.ON_SITE_VERIFICATION)
_LIKELIER: dict[str, st.SearchStrategy[Any]] = {
    "originals": st.lists(originals, max_size=6).map(tuple),
    "matches": st.lists(matches, max_size=4).map(tuple),
    "medical": st.builds(MedicalFact, maybe, st.none() | near_days | days, issuers),
    "photo": st.none() | photos,
    "business": verification | st.sampled_from(BusinessType),
}
_BY_NAME = {
    name: _LIKELIER[name] if name in _LIKELIER else of_type(hint) for name, hint in get_type_hints(Facts).items()
}
anything = st.builds(Facts, **_BY_NAME)
names = st.sets(st.sampled_from([field.name for field in fields(Facts)]), max_size=3)


def mixed_from(base: Facts, wild: Facts, changed: set[str]) -> Facts:
    """``base`` with some of its facts replaced by those of ``wild``."""
    return replace(base, **{name: getattr(wild, name) for name in changed})


facts = anything | st.builds(mixed_from, st.just(complete(staff_confirmed=True)), anything, names)
verifications = st.builds(lambda case: replace(case, business=BusinessType.ON_SITE_VERIFICATION), facts)
visits = near_days | days | st.just(VISIT)


def value_places(part: object, trail: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The place of every value in a profile."""
    places: list[tuple[str, ...]] = []
    for field in fields(part):  # type: ignore[arg-type]
        item = getattr(part, field.name)
        if isinstance(item, Value):
            places.append((*trail, field.name))
        elif is_dataclass(item):
            places += value_places(item, (*trail, field.name))
    return places


def forgetting(profile: Profile, trails: list[tuple[str, ...]]) -> Profile:
    """The profile with these values unknown."""
    for trail in trails:
        profile = _forget(profile, trail)
    return profile


def _forget(part: Any, trail: tuple[str, ...]) -> Any:
    inner = getattr(part, trail[0])
    new = replace(inner, value=None) if len(trail) == 1 else _forget(inner, trail[1:])
    return replace(part, **{trail[0]: new})


profiles = st.builds(
    forgetting,
    st.sampled_from([GZ, SZ, NA]),
    st.lists(st.sampled_from(value_places(GZ)), max_size=5),
)
thorough = settings(max_examples=100, deadline=None)
