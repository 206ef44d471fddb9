"""M08: the applicant's photo as printed from the file."""

from io import BytesIO

from PIL import Image

from kiosk.training.papers.sheet import FAINT, Setting, Sheet
from kiosk.training.papers.specimen import mark
from kiosk.training.person import TrainingPerson
from printing.faces import Face

SIZE = (100.0, 148.0)
DPI = 300


def photo_sheet(person: TrainingPerson) -> Sheet:
    """A postcard with the photo, and the file's figures under it."""
    sheet = Sheet(*SIZE, dpi=DPI, paper=(255, 255, 255))
    mark(sheet, size=17)
    height = sheet.picture(26, 14, 48, person.photo)
    sheet.box(26, 14, 48, height, ink=(150, 150, 154), line_width=0.15)
    y = sheet.height - 62
    image = Image.open(BytesIO(person.photo))
    sheet.centred(y, "申请人照片 Applicant's photo", Setting(11, Face.HEI_BOLD))
    sheet.centred(y + 8, f"{image.format} · {image.width} × {image.height} 像素 px", Setting(9, Face.HEI, FAINT))
    taken = person.record.photo_taken_on
    if taken is not None:
        sheet.centred(y + 26, f"拍摄于 Taken on {taken.isoformat()}", Setting(9, Face.HEI, FAINT))
    sheet.centred(y + 14, f"许可号码 Permit {person.record.permit_number}", Setting(9, Face.HEI, FAINT))
    sheet.centred(y + 20, "绘制图像，并非真人 · drawn, nobody's likeness", Setting(8, Face.HEI, FAINT))
    return sheet
