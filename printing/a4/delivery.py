"""送达回证: the sheet a recipient signs when a document is handed over; it stays with the authority."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.a4.builder import PaperBuilder
from printing.a4.correction import reprint_banner
from printing.a4.pen import MM
from printing.a4.pieces import Block, Piece
from printing.a4.sheets import Furniture
from printing.a4.tables import Cell, Table
from printing.a4.text import LABEL, SMALL, VALUE, Align, Pair, Paragraph
from printing.bilingual import Bilingual


@dataclass(frozen=True)
class DeliveryReceipt:
    """What is known before the hand-over; place, time and signatures are written by hand."""

    authority: str
    document_title: str
    document_number: str
    recipient: str
    server: str = ""
    place: str = ""
    specimen: bool = False
    reprint: int = 0


def delivery_receipt(receipt: DeliveryReceipt) -> bytes:
    """The sheet alone, as PDF."""
    furniture = Furniture(receipt.document_number, receipt.specimen, reprint_banner(receipt.reprint))
    paper = PaperBuilder(title=f"送达回证 {receipt.document_number}", author=receipt.authority, furniture=furniture)
    return add_delivery_receipt(paper, receipt).build()


def add_delivery_receipt(paper: PaperBuilder, receipt: DeliveryReceipt) -> PaperBuilder:
    """Put the sheet on the current page of ``paper``."""
    paper.heading("送达回证", "Proof of Delivery")
    paper.paragraph(receipt.authority, VALUE.but(align=Align.CENTRE, space_after=8))
    served = Bilingual("当面送达（窗口领取）", "Handed over in person at the window")
    rows = (
        _row(Bilingual("送达文书", "Document"), Paragraph(f"《{receipt.document_title}》", VALUE)),
        _row(Bilingual("文书编号", "Number"), Paragraph(receipt.document_number, VALUE)),
        _row(Bilingual("受送达人", "Addressee"), Paragraph(receipt.recipient, VALUE)),
        _row(Bilingual("送达方式", "Manner"), Pair(served, VALUE)),
        _row(Bilingual("送达地点", "Place"), Paragraph(receipt.place, VALUE)),
        _row(Bilingual("送达时间", "Time of delivery"), _WRITTEN_TIME),
        _row(Bilingual("收件人签名", "Recipient's signature"), _Room(20)),
        _row(Bilingual("代收人与受送达人关系", "If received for another: relation"), _Room(12)),
        _row(Bilingual("送达人", "Served by"), Paragraph(receipt.server, VALUE), _Room(8)),
        _row(Bilingual("备注", "Remarks"), _Room(20)),
    )
    paper.add(Table((0.3, 0.7), rows))
    note = Bilingual(
        "本回证由受送达人或者代收人签名并注明时间后，由送达机关存档。",
        "Signed and dated by the recipient, this sheet is kept by the authority.",
    )
    return paper.paragraph(note, SMALL)


@dataclass(frozen=True)
class _Room:
    """Room to write by hand, in millimetres."""

    millimetres: float

    def pieces(self, width: float) -> Sequence[Piece]:
        return (Piece(self.millimetres * MM, lambda pen, x, y: None),)


_WRITTEN_TIME = Paragraph("　　　　　年　　　月　　　日　　　时　　　分", VALUE.but(leading=2.4))


def _row(label: Bilingual, *blocks: Block) -> tuple[Cell, Cell]:
    return Cell((Pair(label, LABEL),), shaded=True), Cell(blocks)
