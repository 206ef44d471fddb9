"""What the application holds of the contract and the photo, as rows to compare the paper with by eye."""

from datetime import date

from kiosk.permits import FiledContract, PermitRecord
from kiosk.rules.assessment import Text
from kiosk.visits.points import CONTRACT, PHOTO
from ui.i18n import desk as words
from ui.i18n import literal

Row = tuple[Text, Text]
"""What the field is called, and what was filed."""


def filed_rows(record: PermitRecord, key: str) -> tuple[Text, tuple[Row, ...]] | None:
    """The title and the rows for that paper; None where the application holds nothing to compare it with."""
    if key == CONTRACT and record.contract is not None:
        submitted: Row = (words.SUBMITTED_ON, _day(record.submitted_on))
        return words.FILED_CONTRACT, (*_contract(record.contract), submitted)
    if key == PHOTO and record.photo is not None:
        photo = record.photo
        file = literal(f"{photo.file_format} · {photo.width} × {photo.height} px · {photo.size_bytes:,} B")
        rows = ((words.PHOTO_FILE, file), (words.PHOTO_TAKEN_ON, _day(record.photo_taken_on)))
        return words.FILED_PHOTO, (*rows, (words.SUBMITTED_ON, _day(record.submitted_on)))
    return None


def _contract(filed: FiledContract) -> tuple[Row, ...]:
    days = tuple(_day(day) for day in (filed.starts_on, filed.ends_on))
    kind: tuple[Row, ...] = ((words.CONTRACT_KIND, words.DISPATCH_LETTER),) if filed.dispatch_letter else ()
    return (
        *kind,
        (words.CONTRACT_EMPLOYER, _stated(filed.employer)),
        (words.CONTRACT_EMPLOYEE, _stated(filed.employee)),
        (words.CONTRACT_POSITION, _stated(filed.position)),
        (words.CONTRACT_SALARY, _stated(filed.salary)),
        (words.CONTRACT_FROM, days[0]),
        (words.CONTRACT_TO, days[1]),
        (words.CONTRACT_PLACE, _stated(filed.work_place)),
        (words.CONTRACT_WORK, _stated(filed.work_content)),
        (words.CONTRACT_SIGNED, _said(filed.applicant_signed)),
        (words.CONTRACT_SEALED, _said(filed.unit_sealed)),
    )


def _stated(text: str) -> Text:
    return literal(text) if text else words.NOT_FILED


def _day(day: date | None) -> Text:
    return literal(day.isoformat()) if day is not None else words.NOT_FILED


def _said(stands: bool | None) -> Text:
    if stands is None:
        return words.NOT_FILED
    return words.YES if stands else words.NO
