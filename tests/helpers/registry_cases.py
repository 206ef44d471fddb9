"""Registered cases for the tests: fictional people, the issue's field values, nothing clever."""

from dataclasses import replace
from datetime import date

from kiosk.codes.token import ESSC_PREFIX, PERMIT_PREFIX
from kiosk.permits import (
    Decision,
    FiledContract,
    Material,
    PermitClass,
    PermitRecord,
    PermitStatus,
    PhotoFact,
    Sex,
)
from kiosk.registry.case import RegisteredCase

RECORD = PermitRecord(
    permit_number="44010020260017",
    notice_number="TZ20260017",
    name="ERIKSSON ANNA MARIA",
    sex=Sex.FEMALE,
    birth_date=date(1974, 8, 12),
    nationality="UTO",
    passport_number="L898902C3",
    passport_expires=date(2031, 4, 15),
    permit_class=PermitClass.B,
    employer="广州样张科技有限公司",
    employer_uscc="91440101MA5K0T003T",
    position="工程师",
    locality="gz",
    valid_from=date(2026, 10, 1),
    valid_until=date(2027, 9, 30),
    notice_valid_until=date(2026, 12, 31),
    status=PermitStatus.APPROVED,
    materials=(Material("M07", "护照", "Passport", 2), Material("M03", "最高学位证书", "Highest degree")),
    chinese_name="安娜",
    entry_date=date(2026, 10, 20),
    photo=PhotoFact("JPEG", 413, 531, 120_000),
    photo_taken_on=date(2026, 7, 1),
    submitted_on=date(2026, 9, 1),
    contract=FiledContract(
        employer="广州样张科技有限公司",
        employee="ERIKSSON ANNA MARIA",
        work_place="广州市样例区样例路1号",
        work_content="从事工程师岗位职责范围内的工作",
        salary="月薪税前人民币20000元",
        position="工程师",
        starts_on=date(2026, 10, 1),
        ends_on=date(2027, 9, 30),
        applicant_signed=True,
        unit_sealed=True,
    ),
    specimen=True,
)

DECISION = Decision(
    number="样准字〔2026〕17号",
    permit_number=RECORD.permit_number,
    title="准予行政许可决定书",
    addressee="广州样张科技有限公司",
    paragraphs=("第一段", "第二段"),
    authority="样张许可机关",
    issued_on=date(2026, 11, 2),
    verification_code="SPECIMEN17",
    specimen=True,
)

CASE = RegisteredCase(RECORD, PERMIT_PREFIX + "A1B2" * 6, DECISION, essc_token=ESSC_PREFIX + "E5S6" * 6)


def another_case(number: str, **changes: object) -> RegisteredCase:
    """A second case under its own number and code, without a decision unless given one."""
    record = replace(RECORD, permit_number=number, notice_number="TZ" + number)
    case = RegisteredCase(record, PERMIT_PREFIX + number.rjust(16, "0"))
    return replace(case, **changes)
