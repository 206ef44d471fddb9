"""The permit notice (外国人来华工作许可通知): the same content as a camera sees it and as the unit downloads it."""

from io import BytesIO

import segno
from PIL import Image

from kiosk.training.days import chinese_date
from kiosk.training.papers.elements import MARGIN, RIGHT, TEXT_WIDTH, Cell, a4_page, table, title
from kiosk.training.papers.seal import stamp
from kiosk.training.papers.sheet import FAINT, Setting, Sheet
from kiosk.training.papers.specimen import SPECIMEN
from kiosk.training.person import TrainingPerson
from printing.a4 import LABEL, Align, Furniture, Pair, PaperBuilder, Picture, QrCode, SideBySide, TextStyle
from printing.bilingual import Bilingual
from printing.faces import Face

TITLE_ZH = "中华人民共和国外国人来华工作许可通知"
TITLE_EN = "Notice of Foreigner's Work Permit of the People's Republic of China"
NOTES = (
    "请凭本通知办理工作签证；入境后扫描二维码登记电子社保卡，并按当地要求到窗口核验全部原件。",
    "Apply for the work visa with this notice. After entry scan the code to register the electronic social "
    "security card, and have all originals verified at the window as the locality asks.",
)
QR_MM = 34.0
_QUIET_MODULES = 4


def notice_fields(person: TrainingPerson) -> tuple[tuple[Cell, ...], ...]:
    """The notice's rows of labels and values."""
    record = person.record
    permit_class = record.permit_class.value if record.permit_class else "—"
    return (
        (("通知编号 No.", record.notice_number),),
        (("许可号码 Permit", record.permit_number),),
        (("姓名 Name", record.name),),
        (("中文姓名", record.chinese_name or "—"),),
        (("性别 Sex", record.sex.value), ("出生日期 Birth", f"{record.birth_date:%Y-%m-%d}")),
        (
            ("国籍 Nationality", f"{person.passport.country_zh} {record.nationality}"),
            ("护照号码", record.passport_number),
        ),
        (("人才类别 Class", f"{permit_class} 类"), ("签证 Visa", record.visa_type)),
        (("用人单位 Employer", record.employer),),
        (("信用代码 USCC", record.employer_uscc),),
        (("工作岗位 Position", f"{person.position.zh} {person.position.en}"),),
        (("许可期限 Term", f"{chinese_date(record.valid_from)}至{chinese_date(record.valid_until)}"),),
        (("通知有效期至", chinese_date(record.notice_valid_until)),),
    )


def notice_page(person: TrainingPerson) -> Sheet:
    """The printed notice, with its code."""
    sheet = a4_page()
    y = title(sheet, TITLE_ZH, TITLE_EN, y=24) + 2
    rows = notice_fields(person)
    beside = RIGHT - 36
    sheet.picture(beside + 3, y, 33, person.photo)
    top = table(sheet, y, rows[:4], right=beside)
    y = table(sheet, top, rows[4:])
    for note in NOTES:
        y = sheet.paragraph(MARGIN, y + 3, TEXT_WIDTH, note, Setting(9.5)) - 1
    y += 6
    sheet.paste(MARGIN, y, _code(sheet.pixels(QR_MM), person.token))
    sheet.text(MARGIN + 2, y + QR_MM, "扫码核验 Scan to verify", Setting(8.5, Face.HEI, FAINT))
    sheet.text(112, y + 8, "样例审批机关（样张）")
    sheet.text(112, y + 17, chinese_date(person.record.valid_from))
    stamp(sheet, 140, y + 15, tilt=-6)
    return sheet


def notice_pdf(person: TrainingPerson) -> bytes:
    """The notice as the unit downloads it: a PDF of one A4 page, its code drawn as vectors."""
    rows = [[(_label(label), value) for label, value in row] for row in notice_fields(person)]
    paper = PaperBuilder(title=TITLE_ZH, furniture=Furniture(specimen=True))
    paper.heading(TITLE_ZH, TITLE_EN).fields(rows, label_share=0.3)
    paper.space(3)
    for note in NOTES:
        paper.paragraph(note, TextStyle(size=9))
    photo = Image.open(BytesIO(person.photo))
    issued = Bilingual(f"样例审批机关　{chinese_date(person.record.valid_from)}", SPECIMEN)
    paper.space(3).add(
        SideBySide(
            (1.0, 1.0, 1.2),
            (
                (QrCode(person.token, QR_MM),),
                (Picture(photo, 26, Align.CENTRE, framed=True),),
                (Pair(issued, LABEL),),
            ),
        )
    )
    return paper.build()


def _label(label: str) -> Bilingual | str:
    zh, _, en = label.partition(" ")
    return Bilingual(zh, en) if en else label


def _code(side: int, token: str) -> Image.Image:
    """The code with its quiet zone, as large as whole pixels a module allow in ``side`` pixels."""
    code = segno.make(token, error="m", micro=False, boost_error=False)
    modules = code.symbol_size(scale=1, border=_QUIET_MODULES)[0]
    buffer = BytesIO()
    code.save(buffer, kind="png", scale=side // modules, border=_QUIET_MODULES)
    return Image.open(buffer).convert("RGB")
