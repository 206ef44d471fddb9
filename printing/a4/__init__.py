"""Papers of A4 size as PDF: a page builder with Chinese typesetting, and the papers this terminal prints."""

from printing.a4.builder import Content, Overlay, PaperBuilder
from printing.a4.correction import CorrectionNotice, Defect, OpenPoint, correction_notice
from printing.a4.decision import DecisionPaper, decision
from printing.a4.delivery import DeliveryReceipt, delivery_receipt
from printing.a4.figures import Picture, QrCode, Rule, SealPlace, SideBySide, Spacer, WritingLine
from printing.a4.pen import BLACK, GREY, MM, RED, Colour, Pen
from printing.a4.pieces import Block, PageBreak, Piece
from printing.a4.reading import page_count
from printing.a4.sheets import Furniture, Margins
from printing.a4.tables import Cell, Table
from printing.a4.text import (
    BODY,
    LABEL,
    SECTION,
    SMALL,
    SUBTITLE,
    TITLE,
    VALUE,
    Align,
    Pair,
    Paragraph,
    TextStyle,
)

__all__ = [
    "BLACK", "BODY", "GREY", "LABEL", "MM", "RED", "SECTION", "SMALL", "SUBTITLE", "TITLE", "VALUE", "Align",
    "Block", "Cell", "Colour", "Content", "CorrectionNotice", "DecisionPaper", "Defect", "DeliveryReceipt",
    "Furniture", "Margins", "OpenPoint", "Overlay", "PageBreak", "Pair", "PaperBuilder", "Paragraph", "Pen",
    "Picture", "Piece", "QrCode", "Rule", "SealPlace", "SideBySide", "Spacer", "Table", "TextStyle", "WritingLine",
    "correction_notice", "decision", "delivery_receipt", "page_count",
]  # fmt: skip
