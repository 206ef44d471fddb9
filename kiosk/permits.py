"""What the Work-in-China system says of a permit; validated at the edge, plain values everywhere else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PermitClass(StrEnum):
    """The class printed on the notice; never computed by the terminal (spec P-18)."""

    A = "A"
    B = "B"
    C = "C"


class Sex(StrEnum):
    """Sex as documents print it; X where a document does not say."""

    MALE = "M"
    FEMALE = "F"
    UNSPECIFIED = "X"


class PermitStatus(StrEnum):
    """How the permit stands at the registry."""

    APPROVED = "approved"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Material:
    """One paper uploaded with this application. ``key`` is M01…M13 of the checklist (spec domain §10)."""

    key: str
    name_zh: str
    name_en: str
    pages: int = 1


@dataclass(frozen=True)
class PhotoFact:
    """The applicant's photo file, measured: format by its content ("JPEG", "PNG", …), pixels, bytes."""

    file_format: str
    width: int
    height: int
    size_bytes: int


@dataclass(frozen=True)
class FiledContract:
    """The contract, or the dispatch letter of a multinational, as the application states it (spec domain R-CON).

    Empty and None are what the application leaves out. ``starts_on`` is the day it takes effect. Whether the pages
    are in Chinese, and what truly stands on them, a person sees at the window: this is what to compare them with.
    """

    employer: str = ""
    employee: str = ""
    work_place: str = ""
    work_content: str = ""
    salary: str = ""
    position: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    applicant_signed: bool | None = None
    unit_sealed: bool | None = None
    dispatch_letter: bool = False


@dataclass(frozen=True)
class PermitRecord:
    """A permit and its application as the registry returns them. Names stand as on the notice.

    ``nationality`` is ISO 3166-1 alpha-3. ``entry_date`` is the last entry known to the registry, if any: the
    stamp in the passport, stated by staff, goes before it. ``photo`` measures the photo file that was uploaded,
    ``photo_taken_on`` is the day the application gives for it, ``submitted_on`` that of the application itself.
    ``specimen`` is true for everything a simulated registry tells: what follows from it is marked as training.
    """

    permit_number: str
    notice_number: str
    name: str
    sex: Sex
    birth_date: date
    nationality: str
    passport_number: str
    passport_expires: date
    permit_class: PermitClass | None
    employer: str
    employer_uscc: str
    position: str
    locality: str
    valid_from: date
    valid_until: date
    notice_valid_until: date
    status: PermitStatus
    materials: tuple[Material, ...]
    visa_type: str = "Z"
    business_type: str = "BT-11"
    chinese_name: str | None = None
    social_security_number: str | None = None
    entry_date: date | None = None
    photo: PhotoFact | None = None
    photo_taken_on: date | None = None
    submitted_on: date | None = None
    contract: FiledContract | None = None
    specimen: bool = False


@dataclass(frozen=True)
class Decision:
    """A decision as the authority issued it (准予行政许可决定书). The terminal renders it and adds nothing.

    ``specimen`` is true for everything a simulated registry issues; it puts 样张 SPECIMEN across the paper.
    """

    number: str
    permit_number: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    authority: str
    issued_on: date
    verification_code: str
    specimen: bool
