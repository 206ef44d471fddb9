"""M12: the medical report, from a travel health centre inside China or, wrongly, from a hospital abroad."""

from kiosk.training.days import chinese_date
from kiosk.training.papers.elements import MARGIN, a4_page, clauses, closing, table, title
from kiosk.training.papers.seal import stamp
from kiosk.training.papers.sheet import FAINT, Setting, Sheet
from kiosk.training.person import TrainingPerson
from printing.faces import Face

_EXAMINED = ("一般检查 General", "心电图 ECG", "胸部X线 Chest X-ray", "血液检验 Laboratory")


def medical_report(person: TrainingPerson) -> Sheet:
    """One page: who, when, where. No findings are invented: each line says only that it was done."""
    medical = person.bundle.medical
    sheet = a4_page()
    sheet.centred(20, medical.issuer, Setting(13, Face.HEI_BOLD))
    heading = ("境外人员体格检查记录", "Physical examination record for foreigners")
    abroad = ("Sağlık Raporu", "Medical report (a hospital abroad) · 境外医院体检报告")
    y = title(sheet, *(heading if medical.domestic else abroad), y=30)
    height = sheet.picture(152, y, 30, person.photo)
    y = table(
        sheet,
        y,
        (
            (("姓名 Name", person.record.name),),
            (("出生日期 Birth", f"{person.record.birth_date:%Y-%m-%d}"),),
            (("国籍 Nationality", f"{person.passport.country_zh} {person.record.nationality}"),),
            (("护照号码 Passport", person.passport.number),),
        ),
        right=149,
        row=max(10.0, height / 4),
    )
    y = table(sheet, y + 4, tuple(((item, "已检查 examined（样张不载结果）"),) for item in _EXAMINED))
    day = chinese_date(medical.issued_on) if medical.domestic else f"{medical.issued_on:%d.%m.%Y}"
    y = clauses(
        sheet,
        y + 6,
        (
            "本记录自签发之日起六个月内有效。Valid for six months from the day of issue.",
            f"签发日期 Date of issue：{day}",
        ),
    )
    y = closing(sheet, y + 14, (medical.issuer, f"检查医师 Physician：样例　{day}"), x=92)
    sheet.text(MARGIN, y + 12, "编号 No. SP-MED-" + person.record.permit_number[-4:], Setting(9, Face.HEI, FAINT))
    stamp(sheet, 150, y - 10)
    return sheet
