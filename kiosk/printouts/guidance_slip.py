"""The slip with where to go: one matter's steps, papers, menu path, addresses and official contact; no person."""

from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.printouts.wording import bilingual
from kiosk.rules.assessment import Text
from kiosk.rules.business import business_name
from kiosk.rules.guidance import Guidance
from printing.bilingual import Bilingual
from printing.receipt import (
    ChecklistRow,
    Code,
    Divider,
    KeyValue,
    Mark,
    Passage,
    ReceiptBlock,
    ReceiptDocument,
    SmallPrint,
    Title,
)


def guidance_slip(told: Guidance, locality: Text, day: date, *, specimen: bool) -> ReceiptDocument:
    """The slip of one matter as ``locality`` handles it; ``specimen`` where a simulator takes part in it."""
    return ReceiptDocument(tuple(_blocks(told, locality, day)), specimen=specimen)


def _blocks(told: Guidance, locality: Text, day: date) -> Iterator[ReceiptBlock]:
    yield Title(Bilingual("办事指引", "Guidance"))
    yield Passage(bilingual(told.name), strong=True, centred=True)
    yield KeyValue(Bilingual("地区", "Locality"), bilingual(locality))
    yield KeyValue(Bilingual("到哪里办", "Where"), bilingual(told.where))
    yield Divider()
    yield from _numbered(told.steps)
    if told.bring:
        yield Divider(dashed=True)
        yield Passage(Bilingual("请携带", "Please bring"), strong=True)
    for paper in told.bring:
        yield ChecklistRow(Mark.OPEN, bilingual(paper))
    if told.menu:
        yield Divider(dashed=True)
        yield KeyValue(Bilingual("系统菜单", "Menu"), bilingual(told.menu_path))
    for type_ in told.replaced_by:
        yield KeyValue(Bilingual("改为办理", "Instead"), bilingual(business_name(type_)))
    yield Divider()
    if told.contact is not None:
        yield KeyValue(Bilingual("咨询", "Ask"), bilingual(told.contact))
    for site in told.sites:
        yield Code(site, site)
    yield KeyValue(Bilingual("日期", "Date"), day.isoformat())
    for title in told.titles:
        yield SmallPrint(bilingual(title))
    yield SmallPrint(Bilingual("本单不含个人信息。", "This slip holds no personal data."))


def _numbered(steps: Sequence[Text]) -> Iterator[ReceiptBlock]:
    for number, step in enumerate(steps, 1):
        yield Passage(Bilingual(f"{number}. {step.zh}", f"{number}. {step.en}"))
