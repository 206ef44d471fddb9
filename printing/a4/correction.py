"""补正材料一次性告知书: the one notice that lists everything a visitor must correct."""

from dataclasses import dataclass
from datetime import date

from printing.a4.builder import Content, PaperBuilder
from printing.a4.figures import QrCode, SealPlace, SideBySide, Spacer, WritingLine
from printing.a4.pen import RED
from printing.a4.pieces import Block
from printing.a4.sheets import Furniture
from printing.a4.tables import Cell, Table
from printing.a4.text import BODY, LABEL, SMALL, VALUE, Align, Pair, Paragraph
from printing.bilingual import Bilingual
from printing.dates import chinese_date, english_date
from printing.faces import Face

_TITLE = Bilingual("补正材料一次性告知书", "Notice of All Corrections Required")
_COLUMNS = (0.17, 0.33, 0.17, 0.33)
_ALSO_COLUMNS = (
    (Bilingual("事项", "Item"), 0.43),
    (Bilingual("请您", "What to do"), 0.43),
    (Bilingual("规则", "Rule"), 0.14),
)
_MARK = VALUE.but(face=Face.HEI, colour=RED)
_NOTHING = Bilingual("—")
_ITEM_TITLE = VALUE.but(face=Face.SONG_BOLD, size=11)


@dataclass(frozen=True)
class Defect:
    """One thing to correct. ``source`` is the published text the rule rests on.

    ``expected`` and ``seen`` are None where the rule speaks of neither; their row is left out where both are.

    ``mark`` stands out under what is wrong: for instance that it could have been told on an earlier day.
    """

    what: Bilingual
    expected: Bilingual | None
    seen: Bilingual | None
    remedy: Bilingual
    rule: str
    source: str
    mark: Bilingual | None = None


@dataclass(frozen=True)
class OpenPoint:
    """One thing that is no defect and still to be settled at the window."""

    what: Bilingual
    to_do: Bilingual
    rule: str


@dataclass(frozen=True)
class CorrectionNotice:
    """What the notice says. Document numbers come already masked; ``query_code`` is ASCII, for the QR code.

    ``place`` is where to go and when; ``documents`` are (label, masked number) pairs, ``deadlines`` (label, text)
    pairs; ``also`` stands apart from the defects; ``reprint`` counts copies made after the first, said in red.
    """

    number: str
    authority: Bilingual
    window: Bilingual
    addressee: str
    visitor: Bilingual
    matter: Bilingual
    permit_class: str
    documents: tuple[tuple[Bilingual, str], ...]
    received_on: date
    issued_on: date
    handler: str
    contact: str
    legal_basis: Bilingual
    defects: tuple[Defect, ...]
    also: tuple[OpenPoint, ...] = ()
    deadlines: tuple[tuple[Bilingual, Bilingual], ...] = ()
    place: Bilingual | None = None
    remarks: tuple[Bilingual, ...] = ()
    query_code: str = ""
    specimen: bool = False
    reprint: int = 0


def correction_notice(notice: CorrectionNotice) -> bytes:
    """The notice as PDF: as many pages as the defects need, every defect whole. Raises PrintingError."""
    paper = PaperBuilder(
        title=f"{_TITLE.zh} {notice.number}",
        author=notice.authority.zh,
        furniture=Furniture(notice.number, notice.specimen, reprint_banner(notice.reprint)),
    )
    paper.heading(_TITLE.zh, _TITLE.en)
    paper.paragraph(f"编号 No.：{notice.number}", VALUE.but(align=Align.RIGHT, space_after=5))
    paper.fields(_particulars(notice), label_share=0.34)
    paper.paragraph(_introduction(len(notice.defects)), BODY.but(indent_em=2, space_after=6))
    for number, defect in enumerate(notice.defects, 1):
        paper.add(_defect_card(number, defect))
    if notice.also:
        rows = [(point.what, point.to_do, point.rule) for point in notice.also]
        paper.section("另需在窗口核定的事项", "Also to be settled at the window").table(_ALSO_COLUMNS, rows)
    if notice.deadlines:
        paper.section("期限", "Time limits").fields([[pair] for pair in notice.deadlines], label_share=0.25)
    paper.section("法律依据", "Legal basis").paragraph(notice.legal_basis, BODY.but(indent_em=2, space_after=6))
    for remark in notice.remarks:
        paper.paragraph(remark, SMALL.but(space_after=2))
    return paper.add(_signatures(notice)).build()


def reprint_banner(reprint: int) -> Bilingual | None:
    """What a copy says of itself: 补打 with its count; None on the first print."""
    return Bilingual(f"补打 第 {reprint} 次", f"REPRINT {reprint}") if reprint else None


def _particulars(notice: CorrectionNotice) -> list[list[tuple[Content, Content]]]:
    received = Bilingual(chinese_date(notice.received_on), english_date(notice.received_on))
    rows: list[list[tuple[Content, Content]]] = [
        [
            (Bilingual("申请人", "Applicant"), notice.addressee),
            (Bilingual("到场人", "Visitor"), notice.visitor),
        ],
        [
            (Bilingual("办理事项", "Matter"), notice.matter),
            (Bilingual("许可类别", "Class"), notice.permit_class),
        ],
    ]
    documents: list[tuple[Content, Content]] = [(label, number) for label, number in notice.documents]
    rows += [documents[start : start + 2] for start in range(0, len(documents), 2)]
    rows += [
        [
            (Bilingual("收件日期", "Received on"), received),
            (Bilingual("经办人", "Handled by"), notice.handler),
        ],
        [
            (Bilingual("办理窗口", "Window"), notice.window),
            (Bilingual("联系电话", "Telephone"), notice.contact or "—"),
        ],
    ]
    if notice.place is not None:
        rows.append([(Bilingual("办理地点", "Where to go"), notice.place)])
    return rows


def _introduction(defects: int) -> Bilingual:
    return Bilingual(
        f"经现场核验，上述事项提交的材料不齐全或者不符合要求。现将需要补正的全部内容（共{defects}项）一次性告知如下：",
        f"The materials brought for this matter are incomplete or do not meet the requirements. Everything that "
        f"must be corrected ({defects} in all) is listed here, once.",
    )


def _defect_card(number: int, defect: Defect) -> Table:
    rule = f"{defect.rule}　{defect.source}" if defect.source else defect.rule
    heading = Bilingual(f"{number}．{defect.what.zh}", defect.what.en)
    marked = (Pair(defect.mark, _MARK),) if defect.mark else ()
    fact = (
        *_labelled(Bilingual("要求", "Expected"), Pair(defect.expected or _NOTHING, VALUE)),
        *_labelled(Bilingual("所见", "Seen"), Pair(defect.seen or _NOTHING, VALUE)),
    )
    rows = (
        (Cell((Pair(heading, _ITEM_TITLE), *marked), span=4, shaded=True),),
        *([fact] if defect.expected or defect.seen else []),
        _labelled(Bilingual("补正办法", "What to do"), Pair(defect.remedy, VALUE), span=3),
        _labelled(Bilingual("规则与出处", "Rule and source"), Paragraph(rule, SMALL), span=3),
    )
    return Table(_COLUMNS, rows, keep_rows_together=True, space_after=7)


def _labelled(label: Bilingual, block: Block, span: int = 1) -> tuple[Cell, Cell]:
    return Cell((Pair(label, LABEL),), shaded=True), Cell((block,), span)


def _signatures(notice: CorrectionNotice) -> SideBySide:
    left: list[Block] = [
        WritingLine(Bilingual("签收人", "Received by")),
        WritingLine(Bilingual("签收时间", "Date and time")),
    ]
    if notice.query_code:
        left += [Spacer(3), QrCode(notice.query_code, 26), Paragraph(notice.query_code, SMALL)]
    day = f"{chinese_date(notice.issued_on)}"
    return SideBySide((1.1, 1), (tuple(left), (Spacer(3), SealPlace(notice.authority, day))))
