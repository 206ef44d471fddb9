"""What a careful clerk would know of a training person's case once everything carried was looked at."""

from kiosk.rules.checklist import required_originals
from kiosk.rules.facts import Facts, FieldMatch, MedicalFact, OriginalFact, Seen
from kiosk.rules.matters import StayFact
from kiosk.rules.profile import Profile
from kiosk.training.person import TrainingPerson
from kiosk.visits.points import CONTRACT, PHOTO, contract_fact, photo_fact

PASSPORT = "passport"
_MEDICAL = "M12"


def clerk_facts(person: TrainingPerson, profile: Profile) -> Facts:
    """The facts after a faultless visit under ``profile``, before staff put their name to it."""
    record, bundle = person.record, person.bundle
    items = required_originals(record, profile, person.visitor)
    brought = bundle.paper(_MEDICAL) is not None
    return Facts(
        permit_class=record.permit_class,
        permit_status=record.status,
        entry_date=person.entry_date,
        visitor=person.visitor,
        proof=bundle.proof,
        originals=tuple(_judged(person, item) for item in items),
        visa_copy=bundle.visa_copy,
        residence_permit_copy=bundle.residence_permit_copy,
        medical=MedicalFact(brought, bundle.medical.issued_on, bundle.medical.issuer),
        photo=record.photo,
        submitted_on=record.submitted_on,
        contract=contract_fact(record.contract, bundle.lacking(CONTRACT), change_wanted=False),
        photo_taken_on=record.photo_taken_on,
        photo_image=photo_fact(record.photo is not None, bundle.lacking(PHOTO)),
        matches=passport_matches(person),
        decision_available=person.decision is not None,
        stay=StayFact(visa_type=record.visa_type),
    )


def passport_matches(person: TrainingPerson) -> tuple[FieldMatch, ...]:
    """The number and the expiry of the passport shown, against the record."""
    record, shown = person.record, person.passport
    pairs = (
        ("passport_number", record.passport_number, shown.number),
        ("passport_expires", f"{record.passport_expires}", f"{shown.expires_on}"),
    )
    return tuple(FieldMatch(PASSPORT, field, held, seen, held == seen) for field, held, seen in pairs)


def _judged(person: TrainingPerson, item: OriginalFact) -> OriginalFact:
    paper = person.bundle.paper(item.key)
    if paper is None:
        return OriginalFact(item.key, item.name_zh, item.name_en, Seen.MISSING)
    return OriginalFact(
        key=item.key,
        name_zh=item.name_zh,
        name_en=item.name_en,
        seen=paper.seen,
        reason=paper.reason.zh if paper.reason else "",
        copy_present=paper.copy_present,
        copy_sealed=paper.copy_sealed,
    )
