"""Papers about fictional people, as the terminal would have them printed."""

from datetime import date
from typing import Any

from printing.a4 import CorrectionNotice, DecisionPaper, Defect, DeliveryReceipt
from printing.bilingual import Bilingual
from printing.receipt import (
    ChecklistRow,
    Code,
    Divider,
    KeyValue,
    Mark,
    Passage,
    ReceiptDocument,
    SealBox,
    SmallPrint,
    Title,
)

RARE_NAME = "𠮷田喆·䶮"
LATIN_NAME = "Nguyễn Thị Łukasz Škvořený"


def defect(number: int = 1) -> Defect:
    return Defect(
        what=Bilingual(f"第{number}份材料：最高学历证书及认证", f"Material {number}: highest degree, legalised"),
        expected=Bilingual("原件，与系统上传件一致", "The original, the same as uploaded"),
        seen=Bilingual("未出示", "Not shown"),
        remedy=Bilingual(
            "请携带学历证书原件及领事认证或者附加证明书原件到窗口。",
            "Bring the original certificate with its consular authentication or apostille.",
        ),
        rule="R-VER-03",
        source="深圳市外国专家局通知（2024年12月6日）",
    )


def notice(defects: int = 3, **changes: Any) -> CorrectionNotice:
    fields: dict[str, Any] = {
        "number": "GZ-2026-000123",
        "authority": Bilingual("广州市外国人工作窗口", "Guangzhou Foreigners' Work Window"),
        "window": Bilingual("移民事务服务中心 4 楼 12 号窗口", "Window 12, 4F"),
        "addressee": f"{RARE_NAME} {LATIN_NAME}",
        "visitor": Bilingual("用人单位经办人", "Unit agent"),
        "matter": Bilingual("外国人来华工作许可现场核验", "On-site verification of originals"),
        "permit_class": "B",
        "documents": (
            (Bilingual("工作许可编号", "Permit no."), "44************78"),
            (Bilingual("护照号码", "Passport no."), "TZ1****78"),
        ),
        "received_on": date(2026, 3, 5),
        "issued_on": date(2026, 3, 5),
        "handler": "王小明（工号 0012）",
        "contact": "020-12345",
        "legal_basis": Bilingual(
            "《中华人民共和国行政许可法》第三十二条第一款第（四）项。", "Administrative License Law, 32(1)(4)."
        ),
        "defects": tuple(defect(number) for number in range(1, defects + 1)),
        "deadlines": ((Bilingual("补正后到场核验", "Come again by"), Bilingual("2026年3月27日", "27 March 2026")),),
        "remarks": (Bilingual("本告知书一式两份。", "In two copies."),),
        "query_code": "GZ-2026-000123",
    }
    return CorrectionNotice(**(fields | changes))


def decision_paper(**changes: Any) -> DecisionPaper:
    fields: dict[str, Any] = {
        "number": "穗外专许决〔2026〕18号",
        "title": "准予行政许可决定书",
        "addressee": RARE_NAME,
        "paragraphs": (
            "你（单位）于2026年2月10日提出的外国人来华工作许可申请，我局于2026年2月12日受理。经审查，该申请符合法定条件、"
            "标准。根据《中华人民共和国行政许可法》第三十八条第一款的规定，决定准予许可。",
            f"外国人姓名：{RARE_NAME}（{LATIN_NAME}）；工作许可编号：440100202600012345；类别：B类。",
            "被许可人应当在许可范围内从事工作，并依法接受监督检查。",
        ),
        "authority": "广州市外国专家局",
        "issued_on": date(2026, 3, 5),
        "verification_code": "A7K2-9QXM-41TD-8RZC",
    }
    return DecisionPaper(**(fields | changes))


def delivery() -> DeliveryReceipt:
    return DeliveryReceipt("广州市外国专家局", "准予行政许可决定书", "穗外专许决〔2026〕18号", RARE_NAME, "王小明")


def receipt(**changes: Any) -> ReceiptDocument:
    blocks = (
        Title(Bilingual("现场核验回执", "Receipt of On-site Verification")),
        Passage("编号 No. GZ-2026-000123", centred=True),
        Divider(),
        KeyValue(Bilingual("申请人", "Applicant"), f"{RARE_NAME} {LATIN_NAME}"),
        KeyValue(Bilingual("护照", "Passport"), "TZ1****78"),
        Divider(dashed=True),
        ChecklistRow(Mark.YES, Bilingual("护照原件", "Passport")),
        ChecklistRow(Mark.NO, Bilingual("学历证书", "Degree"), (Bilingual("未出示", "Not shown"), "R-VER-03")),
        ChecklistRow(Mark.DIFFERS, Bilingual("中文合同", "Contract"), ("复印件未盖章",)),
        ChecklistRow(Mark.OPEN, Bilingual("体检证明", "Medical report")),
        Passage(Bilingual("结果：需补正", "Outcome: corrections required"), strong=True),
        Code("GZ-2026-000123", Bilingual("扫码查询", "Scan to query")),
        SealBox(Bilingual("广州市外国人工作窗口"), "2026年3月5日"),
        SmallPrint(Bilingual("热敏纸字迹会褪色，请另行留存。", "Thermal paper fades: keep a copy.")),
    )
    return ReceiptDocument(**({"blocks": blocks} | changes))
