"""The way back from a PDF's glyphs to text, right for characters outside the basic plane such as 𠮷.

reportlab writes such a character as five hex digits, which readers take for two other characters, and all in
one block, which may hold a hundred at most. With this map, searching and copying a name gives the name.
"""

from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

_ENTRIES_A_BLOCK = 100  # limit set by the CMap specification


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """A ToUnicode CMap for one-byte codes 0…n-1, standing for the code points of ``subset``."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [entries[start : start + _ENTRIES_A_BLOCK] for start in range(0, len(entries), _ENTRIES_A_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /{font_name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()


def cure_reportlab() -> None:
    """Have reportlab write the map above in place of its own."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
