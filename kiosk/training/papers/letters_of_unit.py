"""Papers the employer signs: the application form, the contract, the agent's letter."""

from datetime import timedelta

from kiosk.training.days import FILED_BEFORE_APPROVAL, chinese_date, years_from
from kiosk.training.papers.elements import MARGIN, RIGHT, SMALL, a4_page, clauses, closing, table, title
from kiosk.training.papers.seal import stamp
from kiosk.training.papers.sheet import Setting, Sheet
from kiosk.training.person import TrainingPerson
from printing.faces import Face

_SEX_ZH = {"M": "男", "F": "女", "X": "未注明"}
_PHOTO_WIDTH = 33.0
_NUMERALS = "一二三四五六七八"


def application_form(person: TrainingPerson) -> Sheet:
    """M01: the application form, signed and stamped."""
    record, passport = person.record, person.passport
    sheet = a4_page()
    y = title(sheet, "外国人来华工作许可申请表", "Application form for foreigner's work permit")
    beside = RIGHT - _PHOTO_WIDTH - 3
    rows = (
        (("姓名 Name", record.name),),
        (("中文姓名", record.chinese_name or "—"), ("性别 Sex", _SEX_ZH[record.sex.value])),
        (("国籍 Nationality", f"{person.passport.country_zh} {record.nationality}"),),
        (("出生日期 Birth", f"{record.birth_date:%Y-%m-%d}"), ("护照号码", record.passport_number)),
    )
    sheet.box(beside + 3, y, _PHOTO_WIDTH, 44, ink=(120, 124, 132), line_width=0.15)
    sheet.picture(beside + 3.5, y + 0.3, _PHOTO_WIDTH - 1, person.photo)
    y = table(sheet, y, rows, right=beside)
    y = table(
        sheet,
        y,
        (
            (("用人单位 Employer", person.employer.name_zh),),
            (("信用代码 USCC", person.employer.uscc), ("申请类别 Class", f"{_class(person)} 类")),
            (("单位地址 Address", person.employer.address_zh),),
            (("工作岗位 Position", f"{person.position.zh} {person.position.en}"),),
            (("最高学历 Degree", f"{person.degree.award_zh}（{person.degree.subject_zh}）"),),
            (("毕业院校 School", person.degree.school),),
            (("护照有效期至", f"{passport.expires_on:%Y-%m-%d}"), ("签证种类 Visa", record.visa_type)),
            (("拟聘用期限 Term", f"{chinese_date(record.valid_from)}至{chinese_date(record.valid_until)}"),),
        ),
    )
    y = clauses(
        sheet,
        y + 7,
        (
            "申请人声明：本人所填内容及提交的材料真实有效，愿意承担相应的法律责任。",
            "I declare that what is filled in and submitted is true, and answer for it.",
        ),
        size=10.5,
    )
    filed = record.valid_from - FILED_BEFORE_APPROVAL
    sheet.text(MARGIN, y + 8, "申请人签字 Signature：")
    sheet.signature(MARGIN + 44, y + 8, person.passport.signature)
    sheet.text(126, y + 8, "单位公章 Unit seal：")
    sheet.text(126, y + 30, chinese_date(filed))
    stamp(sheet, 158, y + 22)
    return sheet


def contract(person: TrainingPerson) -> Sheet:
    """M06: a Chinese contract with the seven things R-CON-01 names, signed and stamped, but for what it lacks."""
    record, lacking = person.record, person.bundle.lacking("M06")
    pay = (f"劳动报酬：月薪税前人民币{person.monthly_pay}元，每月十日前支付。",)
    sheet = a4_page()
    y = title(sheet, "聘 用 合 同", f"合同编号：YL-{record.permit_number[-6:]}")
    filed = record.contract
    starts = filed.starts_on if filed and filed.starts_on else record.valid_from
    ends = years_from(starts, 2) - timedelta(days=1)
    articles = (
        f"工作岗位：甲方聘用乙方担任{person.position.zh}。",
        f"工作内容：从事{person.position.zh}岗位职责范围内的工作，完成甲方安排的任务。",
        f"工作地点：{person.employer.address_zh}。",
        f"在华工作时间：自{chinese_date(starts)}起至{chinese_date(ends)}止，执行标准工时制度。",
        *(() if "salary" in lacking else pay),
        "社会保险：双方依照中国法律、法规的规定参加社会保险。",
        "本合同的变更、解除和终止，依照有关法律、法规办理。",
        "本合同一式三份，双方各执一份，报审批机关一份，自双方签字盖章之日起生效。",
    )
    y = clauses(
        sheet,
        y,
        (
            f"甲方（用人单位）：{person.employer.name_zh}，统一社会信用代码{person.employer.uscc}，"
            f"地址：{person.employer.address_zh}。",
            f"乙方（受聘人）：{record.name}，{person.passport.country_zh}籍，护照号码{record.passport_number}。",
            "甲乙双方在平等自愿、协商一致的基础上订立本合同，共同遵守。",
            *(f"第{number}条　{article}" for number, article in zip(_NUMERALS, articles, strict=False)),
        ),
        size=11,
        leading=1.62,
    )
    signed = record.valid_from - FILED_BEFORE_APPROVAL - timedelta(days=6)
    y += 8
    sheet.text(MARGIN, y, "甲方（盖章）：")
    sheet.text(MARGIN, y + 8, person.employer.name_zh)
    sheet.text(MARGIN, y + 16, chinese_date(signed))
    sheet.text(118, y, "乙方（签字）：")
    sheet.signature(120, y + 7, person.passport.signature)
    sheet.text(118, y + 16, chinese_date(signed))
    stamp(sheet, 58, y + 9, tilt=-5)
    return sheet


def unit_proof(person: TrainingPerson) -> Sheet:
    """The letter by which the unit sends its agent."""
    record = person.record
    sheet = a4_page()
    y = title(sheet, "单位经办人证明", "Proof of the unit's agent")
    y = clauses(
        sheet,
        y + 4,
        (
            f"兹证明{person.agent_name or '本单位职工'}系我单位经办人，现前往贵窗口办理{record.name}"
            f"（许可号码{record.permit_number}）的外国人来华工作许可现场核验事宜，请予接洽。",
            "This letter certifies that the person named above acts for our unit in the on-site verification.",
        ),
    )
    y = closing(sheet, y + 24, (person.employer.name_zh, "（盖章）", chinese_date(person.told_on)), x=110)
    stamp(sheet, 140, y - 16)
    sheet.text(MARGIN, y + 18, "经办人身份证件：样例（不载明号码）", SMALL)
    return sheet


def power_of_attorney(person: TrainingPerson) -> Sheet:
    """M13: the power of attorney; unsigned where the bundle's proof says so."""
    record = person.record
    sheet = a4_page()
    y = title(sheet, "授权委托书", "Power of attorney")
    y = table(
        sheet,
        y,
        (
            (("委托人 Principal", record.name),),
            (("护照号码 Passport", person.passport.number),),
            (("受托人 Agent", person.agent_name or "—"),),
        ),
    )
    y = clauses(
        sheet,
        y + 8,
        (
            f"本人因故不能亲自到场，现委托{person.agent_name or '受托人'}代为办理外国人来华工作许可"
            f"（许可号码{record.permit_number}）的现场核验，并代为领取准予行政许可决定书。",
            "I authorise the agent named above to attend the verification of my originals and to receive the "
            "decision on my behalf.",
            "委托期限：自签署之日起六十日。",
        ),
    )
    signed = person.bundle.proof.power_of_attorney_signed
    sheet.text(MARGIN, y + 16, "委托人签字 Signature：", Setting(11.5, Face.SONG_BOLD))
    sheet.line(MARGIN + 48, y + 21.5, MARGIN + 110, y + 21.5)
    if signed:
        sheet.signature(MARGIN + 52, y + 15, person.passport.signature)
    sheet.text(
        MARGIN, y + 30, f"日期 Date：{chinese_date(person.entry_date + timedelta(days=2)) if signed else ''}"
    )
    return sheet


def _class(person: TrainingPerson) -> str:
    return person.record.permit_class.value if person.record.permit_class else "—"
