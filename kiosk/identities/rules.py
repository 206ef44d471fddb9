"""The rules two values are judged by, in both languages; what they come to is agree, differ or not comparable."""

from enum import Enum, StrEnum

from kiosk.rules.assessment import Text


class Verdict(StrEnum):
    """What comparing two values came to."""

    AGREE = "agree"
    DIFFER = "differ"
    NOT_COMPARABLE = "not_comparable"


class Rule(Enum):
    """Why two values were judged as they were. The text is what a member of staff reads beside them."""

    IDENTICAL = Text("完全相同", "the same")
    SPELLING = Text("仅大小写、空格或标点不同", "only case, spaces or punctuation differ")
    TRANSLITERATION = Text(
        "变音字母按国际民航组织文件9303转写后相同",
        "the same once accented letters are written as ICAO 9303 writes them",
    )
    ORDER = Text("姓与名的次序不同", "the parts of the name stand in another order")
    CUT = Text("姓名栏已满，姓名被截断", "the name field is full and cuts the name off")
    INITIALS = Text("一方只写名字首字母，请看全名", "one side gives initials only: look for the full name")
    FURTHER_PART = Text(
        "一方多出名字的一部分：可能省略了中间名，或婚后加姓，请看证明",
        "one side has a further part: a middle name left out, or a surname added on marriage; ask for proof",
    )
    OTHER_SURNAME = Text(
        "名字相同而姓不同：可能婚后改姓，请看改姓证明",
        "the given names agree and the surname differs, as after a marriage; ask for proof of the change",
    )
    ONE_PART_DIFFERS = Text(
        "姓名中有一部分不同，其余相同：可能改姓，请看证明",
        "one part differs and the others agree: perhaps a changed surname; ask for proof",
    )
    UMLAUT = Text(
        "若原字母为Ä、Ö、Ü、Å或Ø则相同，请看护照上印的姓名",
        "would agree if the letter is Ä, Ö, Ü, Å or Ø in full: look at the name printed in the passport",
    )
    OTHER_NAME = Text("姓名不同", "another name")
    SCRIPTS = Text("文字不同（中文与拉丁字母），无法比较", "written in different scripts: cannot be compared")
    OTHER_VALUE = Text("不同", "another value")
    DAY_AND_MONTH = Text("日与月对调", "day and month are exchanged")
    NUMBER_INSIDE = Text(
        "社会保障号码中含有该证件信息，相同", "the social security number holds it, and it is the same"
    )
    EARLIER_PASSPORT = Text(
        "社会保障号码按旧护照编制，换护照后不变，请看旧护照",
        "the social security number keeps an earlier passport's number: look at the earlier passport",
    )
    NEW_PASSPORT = Text(
        "护照号码不同，姓名、出生日期和国籍说得通：可能已换新护照，请看旧护照或许可变更手续",
        "the passport's number differs while name, birth and nationality fit: perhaps a new passport; look at the "
        "earlier one, or at the application to change the permit",
    )
    NOT_STATED = Text("一方未注明", "one side does not state it")
    NOT_HELD = Text("一方没有此项", "one side does not carry it")
    UNREAD = Text("一方未读出", "one side could not be read")


def told(rules: "tuple[Rule, ...]") -> Text:
    """Some rules as one text."""
    return Text("；".join(rule.value.zh for rule in rules), "; ".join(rule.value.en for rule in rules))
