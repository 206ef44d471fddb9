"""Papers from the holder's own country: work experience, degree, no criminal record, family."""

from datetime import timedelta

from kiosk.training.days import chinese_date
from kiosk.training.papers.elements import MARGIN, SMALL, a4_page, clauses, closing, table, title
from kiosk.training.papers.seal import stamp
from kiosk.training.papers.sheet import A4, FAINT, Colour, Setting, Sheet
from kiosk.training.papers.specimen import mark
from kiosk.training.person import TrainingPerson
from printing.faces import Face

_GOLD: Colour = (168, 136, 62)
_NAVY: Colour = (30, 44, 84)
_GRADUATED_AT = 25
_LETTERS_BEFORE = timedelta(days=40)


def work_experience(person: TrainingPerson) -> Sheet:
    """M02: an earlier employer's letter with its Chinese translation."""
    sheet = a4_page()
    sheet.text(MARGIN, 24, f"SAMPLE WORKS {person.record.nationality} LTD", Setting(14, Face.HEI_BOLD, _NAVY))
    sheet.text(MARGIN, 31, "12 Example Street, Sampletown · +00 000 0000", SMALL)
    sheet.line(MARGIN, 36.5, A4[0] - MARGIN, 36.5, ink=_NAVY, width=0.5)
    y = title(sheet, "工作资历证明", "Proof of work experience", y=46)
    years = max(3, person.told_on.year - person.record.birth_date.year - _GRADUATED_AT - 4)
    y = clauses(
        sheet,
        y + 2,
        (
            "To whom it may concern:",
            f"We certify that {person.record.name} was employed by us for {years} years as "
            f"{person.position.en.lower()}, in good standing, and left of their own wish.",
            f"兹证明{person.record.name}曾在本公司从事{person.position.zh}工作{years}年，表现良好，"
            "系自愿离职。（中文译文）",
        ),
    )
    y = closing(sheet, y + 20, ("Head of Personnel", f"{_written_on(person)}"))
    sheet.signature(120, y - 24, "A. Sample")
    stamp(sheet, 84, y - 6, diameter=34, tilt=-12)
    return sheet


def degree(person: TrainingPerson) -> Sheet:
    """M03: a diploma across the page, with a red stamp and the note of its authentication."""
    sheet = Sheet(A4[1], A4[0], paper=(252, 250, 243))
    mark(sheet, size=34)
    middle = sheet.width / 2
    for inset, width in ((9.0, 1.2), (11.5, 0.3)):
        sheet.box(inset, inset, sheet.width - 2 * inset, sheet.height - 2 * inset, ink=_GOLD, line_width=width)
    school, award = person.degree.school, person.degree.award
    year = person.record.birth_date.year + _GRADUATED_AT
    sheet.centred(30, school, Setting(30, Face.SONG_BOLD, _NAVY))
    sheet.centred(44, "（虚构院校 fictional school）", Setting(9, Face.HEI, FAINT))
    sheet.line(middle - 40, 52, middle + 40, 52, ink=_GOLD, width=0.6)
    sheet.centred(62, award, Setting(20, Face.SONG, _GOLD))
    sheet.centred(80, person.record.name, Setting(26, Face.SONG_BOLD))
    sheet.centred(98, f"{person.record.birth_date:%d.%m.%Y}  ·  {person.passport.birthplace}", Setting(11))
    sheet.centred(110, f"{person.degree.award_zh}（{person.degree.subject_zh}）", Setting(16))
    sheet.centred(122, f"{year}-07-01   No. SP-{year}-{person.record.permit_number[-3:]}", Setting(11))
    sheet.signature(60, 150, "R. Example")
    sheet.line(52, 158, 108, 158)
    sheet.text(66, 160, "Rector 校长", Setting(9, Face.HEI, FAINT))
    stamp(sheet, middle + 52, 150, diameter=44)
    note = (
        "附加证明书 APOSTILLE（样张）：本页仅示意学历认证所在位置。Shows only where an authentication would stand."
    )
    sheet.box(22, 172, sheet.width - 44, 16, ink=_GOLD, line_width=0.2)
    sheet.centred(177.5, note, Setting(9, Face.HEI, FAINT))
    sheet.words.append("样张")
    return sheet


def no_criminal_record(person: TrainingPerson) -> Sheet:
    """M04: a certificate of no criminal record."""
    sheet = a4_page()
    country = person.passport
    sheet.centred(22, f"{country.country_en} · {country.country_zh}", Setting(11, Face.HEI, FAINT))
    y = title(sheet, "无犯罪记录证明", "Certificate of no criminal record", y=30)
    y = table(
        sheet,
        y,
        (
            (("姓名 Name", person.record.name),),
            (("出生日期 Birth", f"{person.record.birth_date:%Y-%m-%d}"), ("国籍", country.country_zh)),
            (("护照号码 Passport", person.record.passport_number),),
        ),
    )
    y = clauses(
        sheet,
        y + 8,
        (
            "It is certified that no criminal record is held under the above particulars.",
            "兹证明，以上人员截至本证明出具之日无犯罪记录。（中文译文）",
        ),
    )
    y = closing(sheet, y + 20, ("Sample Records Office", "样例登记处", _written_on(person)))
    stamp(sheet, 84, y - 10, diameter=38, tilt=14)
    return sheet


def medical_commitment(person: TrainingPerson) -> Sheet:
    """M05: the promise, before entry, to be examined after it."""
    sheet = a4_page()
    y = title(sheet, "体检承诺书", "Medical examination commitment")
    y = clauses(
        sheet,
        y + 4,
        (
            f"本人{person.record.name}承诺：入境后按照规定在境内检验检疫机构进行健康检查，"
            "并在现场核验时提交六个月内的体检报告。",
            "I undertake to be examined by a domestic inspection and quarantine institution after entry and to "
            "submit a report not older than six months at the on-site verification.",
        ),
    )
    sheet.text(MARGIN, y + 14, "承诺人签字 Signature：")
    sheet.signature(MARGIN + 44, y + 14, person.passport.signature)
    sheet.text(MARGIN, y + 26, _written_on(person))
    return sheet


def family(person: TrainingPerson) -> Sheet:
    """M09: who comes along."""
    sheet = a4_page()
    y = title(sheet, "亲属关系证明", "Proof of family relationship")
    y = table(
        sheet,
        y,
        (
            (("申请人 Holder", person.record.name),),
            (("随行家属 Family", f"{person.passport.surname} SAMPLE"), ("关系 Relation", "配偶 spouse")),
        ),
    )
    y = clauses(sheet, y + 8, ("兹证明以上二人为夫妻关系。The persons named above are married.",))
    y = closing(sheet, y + 18, ("Sample Registry · 样例登记处", _written_on(person)))
    stamp(sheet, 84, y - 8, diameter=38)
    return sheet


def _written_on(person: TrainingPerson) -> str:
    return chinese_date(person.record.valid_from - _LETTERS_BEFORE)
