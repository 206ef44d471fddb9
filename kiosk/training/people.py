"""Builds the training people from their file, so that every story is true on the day it is told."""

import tomllib
from base64 import b32encode
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kiosk.codes.token import ESSC_PREFIX, PERMIT_PREFIX
from kiosk.originals.photo import photo_facts
from kiosk.permits import FiledContract, PermitClass, PermitRecord, PermitStatus, Sex
from kiosk.rules.assessment import Outcome, Text
from kiosk.rules.facts import AgentProof, Seen, VisitorRole
from kiosk.training import days
from kiosk.training.decision import decision_for
from kiosk.training.materials import materials_of
from kiosk.training.person import (
    BroughtPaper,
    Bundle,
    CardData,
    Degree,
    Employer,
    Expected,
    HairStyle,
    Look,
    MedicalReport,
    PassportData,
    TokenState,
    TrainingPerson,
)
from kiosk.training.portrait import portrait

Entry = dict[str, Any]
"""One person's table in people.toml."""

APPROVED_BEFORE_ENTRY = timedelta(days=30)
NOTICE_VALID = timedelta(days=180)
PERMIT_YEARS = 2
PASSPORT_YEARS_LEFT = 6
PASSPORT_YEARS = 10
CARD_AFTER_ENTRY = timedelta(days=4)
CARD_YEARS = 10
PHOTO_SIZE = (480, 640)
PHOTO_AGE = 60
"""Days from the photo to the application."""
AGENT_NAME = "李样例"

_ENTRY_PORTS = {"gz": "白云样例口岸 BAIYUN (SAMPLE)", "sz": "深圳湾样例口岸 SHENZHEN BAY (SAMPLE)"}
_HEALTH_CENTRES = {"gz": "广州样例国际旅行卫生保健中心", "sz": "深圳样例国际旅行卫生保健中心"}
_REGIONS = {"gz": "4401", "sz": "4403"}


def training_people(today: date | None = None) -> tuple[TrainingPerson, ...]:
    """Everybody, with dates fitting ``today`` (default: the civil date in China now); the same for the same day."""
    return _people_on(today or days.today_in_china())


def person_named(key: str, today: date | None = None) -> TrainingPerson:
    """The training person with that key; KeyError names the keys there are."""
    people = {person.key: person for person in training_people(today)}
    if key not in people:
        raise KeyError(f"no training person {key!r}; there are {', '.join(people)}")
    return people[key]


@lru_cache(maxsize=4)
def _people_on(today: date) -> tuple[TrainingPerson, ...]:
    table = tomllib.loads(files("kiosk.training").joinpath("people.toml").read_text("utf-8"))
    employers = {key: Employer(**values) for key, values in table["employers"].items()}
    return tuple(
        _person(entry, number, employers[entry["employer"]], today)
        for number, entry in enumerate(table["people"], start=1)
    )


def _person(entry: Entry, number: int, employer: Employer, today: date) -> TrainingPerson:
    entered = today - timedelta(days=entry["entered"])
    role = VisitorRole(entry["visitor"])
    look = Look(HairStyle(entry["look"][0]), *entry["look"][1:])
    photo = portrait(look, *entry.get("photo", PHOTO_SIZE))
    record = replace(_record(entry, number, employer, entered, today), photo=photo_facts(photo), specimen=True)
    return TrainingPerson(
        key=entry["key"],
        story=Text(entry["story_zh"], entry["story_en"]),
        told_on=today,
        record=record,
        token=_token(PERMIT_PREFIX, f"training person {entry['key']}"),
        token_state=TokenState(entry.get("token", "valid")),
        essc_token=_essc_token(entry),
        decision=decision_for(record, number) if entry["decision"] else None,
        visitor=role,
        agent_name=None if role is VisitorRole.APPLICANT else AGENT_NAME,
        employer=employer,
        degree=Degree(*entry["degree"]),
        position=Text(entry["position_zh"], entry["position_en"]),
        monthly_pay=entry["monthly_pay"],
        passport=_passport(entry, record, today),
        entry_date=entered,
        entry_port=_ENTRY_PORTS[record.locality],
        bundle=_bundle(entry, record, role, today),
        card=_card(entry, number, record) if "card" in entry else None,
        look=look,
        photo=photo,
        expected=_expected(entry),
    )


def _record(entry: Entry, number: int, employer: Employer, entered: date, today: date) -> PermitRecord:
    approved = entered - APPROVED_BEFORE_ENTRY
    submitted = approved - days.FILED_BEFORE_APPROVAL
    region = _REGIONS[entry["locality"]]
    permit_class = PermitClass(entry["class"])
    return PermitRecord(
        permit_number=f"SP{region}{number:06d}",
        notice_number=f"SPN{region}{approved.year}{number:04d}",
        name=f"{entry['surname']} {entry['given_names']}".upper(),
        sex=Sex(entry["sex"]),
        birth_date=entry["born"],
        nationality=entry["nationality"],
        passport_number=entry["passport"],
        passport_expires=_passport_expiry(entry, today),
        permit_class=permit_class,
        employer=employer.name_zh,
        employer_uscc=employer.uscc,
        position=entry["position_zh"],
        locality=entry["locality"],
        valid_from=approved,
        valid_until=days.years_from(approved, PERMIT_YEARS) - timedelta(days=1),
        notice_valid_until=approved + NOTICE_VALID,
        status=PermitStatus(entry.get("status", "approved")),
        materials=materials_of(permit_class, family=entry.get("family", False)),
        visa_type=entry.get("visa", "Z"),
        chinese_name=entry.get("chinese_name"),
        social_security_number=f"{entry['nationality']}0{entry['passport']}" if "card" in entry else None,
        entry_date=entered if entry.get("registry_knows_entry", True) else None,
        photo_taken_on=submitted - timedelta(days=entry.get("photo_age", PHOTO_AGE)),
        submitted_on=submitted,
        contract=_contract(entry, employer, submitted),
    )


def _contract(entry: Entry, employer: Employer, submitted: date) -> FiledContract:
    """What the employer filled in; a contract can lack on paper what the application states."""
    starts = submitted + timedelta(days=entry.get("contract_starts", days.FILED_BEFORE_APPROVAL.days))
    return FiledContract(
        employer=employer.name_zh,
        employee=f"{entry['surname']} {entry['given_names']}".upper(),
        work_place=employer.address_zh,
        work_content=f"从事{entry['position_zh']}岗位职责范围内的工作",
        salary=f"月薪税前人民币{entry['monthly_pay']}元",
        position=entry["position_zh"],
        starts_on=starts,
        ends_on=days.years_from(starts, PERMIT_YEARS) - timedelta(days=1),
        applicant_signed=True,
        unit_sealed=True,
    )


def _passport_expiry(entry: Entry, today: date) -> date:
    """The holder's birthday in a later year: far enough that no story expires by itself."""
    born: date = entry["born"]
    return days.years_from(born, today.year + PASSPORT_YEARS_LEFT - born.year)


def _passport(entry: Entry, record: PermitRecord, today: date) -> PassportData:
    renewed = "passport_shown" in entry
    expires = days.years_from(record.passport_expires, 3 if renewed else 0)
    return PassportData(
        number=entry.get("passport_shown", record.passport_number),
        surname=entry["surname"].upper(),
        given_names=entry["given_names"].upper(),
        nationality=record.nationality,
        country_zh=entry["country_zh"],
        country_en=entry["country_en"],
        sex=record.sex,
        birth_date=record.birth_date,
        birthplace=entry["birthplace"],
        signature=f"{entry['given_names']} {entry['surname']}",
        issued_on=days.years_from(expires, -PASSPORT_YEARS) + timedelta(days=1),
        expires_on=expires,
    )


def _card(entry: Entry, number: int, record: PermitRecord) -> CardData:
    """A card made soon after entry (the permit must stand first), under the name the card's office wrote."""
    edition, locked = entry["card"]
    issued = record.valid_from + APPROVED_BEFORE_ENTRY + CARD_AFTER_ENTRY
    return CardData(
        name=record.chinese_name or record.name,
        edition=edition,
        card_number=f"SP{number:07d}",
        region=f"{_REGIONS[record.locality]}00",
        issued_on=issued,
        expires_on=days.years_from(issued, CARD_YEARS),
        holder_locked=locked,
    )


def _bundle(entry: Entry, record: PermitRecord, role: VisitorRole, today: date) -> Bundle:
    keys = [material.key for material in record.materials] + ["M11", "M12"]
    if role is VisitorRole.POA_AGENT:
        keys.append("M13")
    exceptions = {wrong["key"]: _exception(wrong) for wrong in entry.get("exceptions", ())}
    papers = tuple(exceptions.get(key, BroughtPaper(key)) for key in keys)
    issuer = entry.get("medical_issuer", _HEALTH_CENTRES[record.locality])
    return Bundle(
        papers=papers,
        proof=_proof(role, exceptions.get("M13")),
        medical=MedicalReport(
            issued_on=today - timedelta(days=entry["medical"]),
            issuer=issuer,
            domestic="medical_issuer" not in entry,
        ),
    )


def _exception(wrong: Entry) -> BroughtPaper:
    return BroughtPaper(
        key=wrong["key"],
        seen=Seen(wrong["seen"]),
        reason=Text(wrong["reason_zh"], wrong["reason_en"]),
        copy_sealed=wrong.get("copy_sealed", True),
        lacking=tuple(wrong.get("lacking", ())),
    )


def _proof(role: VisitorRole, power_of_attorney: BroughtPaper | None) -> AgentProof:
    if role is VisitorRole.UNIT_AGENT:
        return AgentProof(unit_proof=True)
    if role is VisitorRole.POA_AGENT:
        return AgentProof(power_of_attorney=True, power_of_attorney_signed=power_of_attorney is None)
    return AgentProof()


def _expected(entry: Entry) -> Expected:
    defects = frozenset((rule, subject) for rule, subject in entry.get("defects", ()))
    return Expected(Outcome(entry["outcome"]), defects)


def _essc_token(entry: Entry) -> str | None:
    if not entry.get("electronic_card", False):
        return None
    return _token(ESSC_PREFIX, f"training electronic card {entry['key']}")


def _token(prefix: str, seed: str) -> str:
    """Always the same for one person, and plainly no real one: the registry's format is our own."""
    return prefix + b32encode(sha256(seed.encode()).digest()).decode("ascii").rstrip("=")[:26]
