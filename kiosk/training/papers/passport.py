"""The passport's data page, 125 × 88 mm, with a valid machine-readable zone in OCR-B."""

from kiosk.identifiers.mrz import MrzFormat
from kiosk.identifiers.mrz_compose import MrzFields, compose
from kiosk.training.papers.sheet import Colour, Setting, Sheet
from kiosk.training.papers.specimen import mark
from kiosk.training.person import PassportData, TrainingPerson
from printing.faces import Face

SIZE = (125.0, 88.0)
DPI = 400
_ZONE_HEIGHT = 23.2
_MRZ_PITCH = 2.54
"""Ten characters to the inch (ICAO 9303-3): the zone's columns stand on a grid, whatever the font's own widths."""
_MRZ = Setting(12.2, Face.OCR_B, (18, 18, 20))
_LABEL = Setting(4.6, Face.HEI, (88, 92, 120))
_VALUE = Setting(8.2, Face.HEI_BOLD)
_PAPER: Colour = (246, 243, 236)
_GUILLOCHE: Colour = (223, 228, 232)


def data_page(person: TrainingPerson) -> Sheet:
    """The page as the passport shows it, which need not be what the record says."""
    passport = person.passport
    sheet = Sheet(*SIZE, dpi=DPI, paper=_PAPER)
    _waves(sheet)
    mark(sheet, size=17, clear_from=SIZE[1] - _ZONE_HEIGHT)
    _heading(sheet, passport)
    height = sheet.picture(6, 18, 28, person.photo)
    sheet.box(6, 18, 28, height, ink=(170, 174, 182), line_width=0.15)
    _fields(sheet, passport)
    sheet.signature(6.5, 57, passport.signature, size=10, room=34)
    sheet.box(0, SIZE[1] - _ZONE_HEIGHT, SIZE[0], _ZONE_HEIGHT, ink=None, fill=(250, 249, 245))
    for number, line in enumerate(mrz_lines(passport)):
        _mrz_line(sheet, 6.4, SIZE[1] - _ZONE_HEIGHT + 6.4 + number * 6.35, line)
    return sheet


def mrz_lines(passport: PassportData) -> tuple[str, ...]:
    """The two lines of the passport's zone."""
    return compose(
        MrzFormat.TD3,
        MrzFields(
            surname=passport.surname,
            given_names=passport.given_names,
            document_number=passport.number,
            nationality=passport.nationality,
            issuer=passport.nationality,
            birth_date=passport.birth_date,
            sex=passport.sex,
            expiry_date=passport.expires_on,
        ),
    )


def _waves(sheet: Sheet) -> None:
    """A faint line pattern, as security paper has."""
    for step in range(-80, 130, 3):
        sheet.line(step, SIZE[1] - _ZONE_HEIGHT, step + 62, 0, ink=_GUILLOCHE, width=0.12)


def _heading(sheet: Sheet, passport: PassportData) -> None:
    sheet.text(6, 4.2, "PASSPORT  护照", Setting(10.5, Face.SONG_BOLD, (110, 34, 48)))
    sheet.text(
        6, 9.3, f"{passport.country_en} · {passport.country_zh}（培训虚构 FICTIONAL）", Setting(6.6, Face.HEI)
    )
    columns = (
        (44, "Type 类型", "P"),
        (60, "Code 签发国代码", passport.nationality),
        (92, "No. 护照号码", passport.number),
    )
    for x, label, value in columns:
        sheet.text(x, 13.6, label, _LABEL)
        sheet.text(x, 15.6, value, _VALUE)


def _fields(sheet: Sheet, passport: PassportData) -> None:
    rows = (
        ((44, "Surname 姓", passport.surname),),
        ((44, "Given names 名", passport.given_names),),
        ((44, "Nationality 国籍", f"{passport.country_en} / {passport.nationality}"),),
        (
            (44, "Date of birth 出生日期", f"{passport.birth_date:%d %m %Y}"),
            (76, "Sex 性别", passport.sex.value),
            (92, "Place of birth 出生地", passport.birthplace),
        ),
        (
            (44, "Date of issue 签发日期", f"{passport.issued_on:%d %m %Y}"),
            (92, "Authority 签发机关", "SPECIMEN OFFICE"),
        ),
        ((44, "Date of expiry 有效期至", f"{passport.expires_on:%d %m %Y}"),),
    )
    y = 21.6
    for row in rows:
        for x, label, value in row:
            sheet.text(x, y, label, _LABEL)
            sheet.text(x, y + 2.0, value, _VALUE)
        y += 7.1


def _mrz_line(sheet: Sheet, x: float, y: float, line: str) -> None:
    for column, character in enumerate(line):
        sheet.centred(y, character, _MRZ, middle=x + (column + 0.5) * _MRZ_PITCH)
