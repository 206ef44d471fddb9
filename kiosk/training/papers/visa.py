"""The passport's visa page: a Z or R visa, and the stamp of the last entry."""

from datetime import timedelta

from PIL import Image, ImageDraw

from kiosk.identifiers.mrz import MrzFormat
from kiosk.identifiers.mrz_compose import MrzFields, compose
from kiosk.training.papers.lettering import letters
from kiosk.training.papers.sheet import MM_PER_INCH, Setting, Sheet
from kiosk.training.papers.specimen import mark
from kiosk.training.person import TrainingPerson
from printing.faces import Face

SIZE = (125.0, 88.0)
DPI = 400
_STICKER = (4.0, 4.0, 117.0, 54.0)
_BEFORE_ENTRY = timedelta(days=12)
_STAMP_BLUE = (34, 62, 130)
_LABEL = Setting(5, Face.HEI, (70, 92, 88))
_VALUE = Setting(8, Face.HEI_BOLD)
_MRZ = Setting(11.6, Face.OCR_B, (18, 18, 20))
_MRZ_PITCH = 2.54


def visa_page(person: TrainingPerson) -> Sheet:
    """The page with the visa sticker, and the entry stamp below it (the day that starts the thirty)."""
    sheet = Sheet(*SIZE, dpi=DPI, paper=(247, 245, 238))
    mark(sheet, size=17)
    _sticker(sheet, person)
    _entry_stamp(sheet, person)
    sheet.text(6, 80, "签证页 VISAS（培训虚构 FICTIONAL）", Setting(6.5, Face.HEI, (110, 112, 118)))
    return sheet


def _sticker(sheet: Sheet, person: TrainingPerson) -> None:
    x, y, width, height = _STICKER
    record, passport = person.record, person.passport
    issued = person.entry_date - _BEFORE_ENTRY
    sheet.box(x, y, width, height, ink=(120, 150, 140), fill=(236, 243, 238), line_width=0.3)
    sheet.text(
        x + 4, y + 2.5, "样张 SPECIMEN · 中华人民共和国签证 CHINESE VISA", Setting(9, Face.SONG_BOLD, (38, 92, 78))
    )
    picture = sheet.picture(x + 4, y + 9, 19.5, person.photo)
    sheet.box(x + 4, y + 9, 19.5, picture, ink=(150, 160, 156), line_width=0.15)
    rows = (
        (
            ("类别 CATEGORY", record.visa_type),
            ("入境次数 ENTRIES", "01"),
            ("停留期 DURATION OF STAY", "000 天 DAYS"),
        ),
        (
            ("签发日期 ISSUE DATE", f"{issued:%d %m %Y}"),
            ("入境前有效 ENTER BEFORE", f"{issued + timedelta(90):%d %m %Y}"),
        ),
        (("姓名 FULL NAME", f"{passport.surname}, {passport.given_names}"),),
        (("护照号码 PASSPORT NO.", passport.number), ("签发地 ISSUED AT", "样例使馆 SAMPLE EMBASSY")),
    )
    top = y + 9
    for row in rows:
        for place, (label, value) in enumerate(row):
            sheet.text(x + 28 + place * 30, top, label, _LABEL)
            sheet.text(x + 28 + place * 30, top + 2.2, value, _VALUE)
        top += 6.6
    for number, line in enumerate(_zone(person)):
        for column, character in enumerate(line):
            sheet.centred(y + 40 + number * 6, character, _MRZ, middle=x + 3 + (column + 0.5) * _MRZ_PITCH)


def _zone(person: TrainingPerson) -> tuple[str, ...]:
    passport = person.passport
    return compose(
        MrzFormat.MRV_A,
        MrzFields(
            surname=passport.surname,
            given_names=passport.given_names,
            document_number=passport.number,
            nationality=passport.nationality,
            issuer="CHN",
            birth_date=passport.birth_date,
            sex=passport.sex,
            expiry_date=person.entry_date - _BEFORE_ENTRY + timedelta(90),
            document_code=f"V{person.record.visa_type}",
        ),
    )


def _entry_stamp(sheet: Sheet, person: TrainingPerson) -> None:
    """A blue rectangular stamp, slightly turned; 入 and the day are what staff read from it."""
    words = (
        ("样张 SPECIMEN", 8.0, 1.6),
        ("入  ENTRY", 9.0, 6.0),
        (f"{person.entry_date:%Y.%m.%d}", 13.0, 10.6),
        (person.entry_port, 6.0, 17.6),
    )
    width, height = (round(value / MM_PER_INCH * sheet.dpi) for value in (52, 22))
    layer = Image.new("RGBA", (width, height), (*_STAMP_BLUE, 0))
    line = round(0.7 / MM_PER_INCH * sheet.dpi)
    ImageDraw.Draw(layer).rounded_rectangle(
        (2, 2, width - 3, height - 3), radius=line * 4, outline=(*_STAMP_BLUE, 255), width=line
    )
    for text, size, top in words:
        word = letters(text, size, sheet.dpi, _STAMP_BLUE)
        layer.alpha_composite(word, ((width - word.width) // 2, round(top / MM_PER_INCH * sheet.dpi)))
        sheet.words.append(text)
    turned = layer.rotate(-4, Image.Resampling.BICUBIC, expand=True)
    turned.putalpha(turned.getchannel("A").point([round(value * 0.85) for value in range(256)]))
    sheet.paste(64, 60, turned)
