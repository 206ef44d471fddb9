"""Why a card's field has no value, field by field, as staff are told it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.assessment import Text


class Missing(StrEnum):
    """What kept a field from being read."""

    NOT_ON_CARD = "not_on_card"
    EMPTY = "empty"
    WRONG_LENGTH = "wrong_length"
    WRONG_CODING = "wrong_coding"
    NEEDS_KEY = "needs_key"
    REFUSED = "refused"


FIELD_WORDS: Mapping[str, Text] = {
    "card_identification": Text("卡识别码", "card identification"),
    "category": Text("卡类别", "category"),
    "specification_version": Text("规范版本", "specification version"),
    "issued_on": Text("发卡日期", "date of issue"),
    "expires_on": Text("卡有效期", "date of expiry"),
    "card_number": Text("卡号", "card number"),
    "social_security_number": Text("社会保障号码", "social security number"),
    "name": Text("姓名", "name"),
    "sex": Text("性别", "sex"),
    "nation": Text("民族", "nation"),
    "birth_date": Text("出生日期", "date of birth"),
}

_WHY = {
    Missing.NOT_ON_CARD: Text("卡上没有", "not on this card"),
    Missing.EMPTY: Text("卡上为空", "left empty on the card"),
    Missing.WRONG_LENGTH: Text("卡内数据长度有误，无法识别", "unreadable, of a wrong length"),
    Missing.WRONG_CODING: Text("卡内数据编码或取值有误，无法识别", "unreadable, no valid value"),
    Missing.NEEDS_KEY: Text("须密钥认证后才能读取", "needs authentication with a key"),
}


@dataclass(frozen=True)
class Gap:
    """One field without a value and why; ``status`` is what the card refused it with (SW1 SW2), 0 for nonsense."""

    field: str
    why: Missing
    status: int | None = None

    @property
    def words(self) -> Text:
        """The reason without the field, in both languages."""
        if self.why is not Missing.REFUSED:
            return _WHY[self.why]
        if not self.status:
            return Text("卡片应答不成形", "the card's answer makes no sense")
        return Text(f"卡片拒绝读取（状态字 {self.status:04X}）", f"the card refused it (SW {self.status:04X})")


def explained(gaps: Iterable[Gap]) -> Text:
    """Every gap in one line, the fields of one reason together."""
    by_reason: dict[Text, list[Text]] = {}
    for gap in gaps:
        by_reason.setdefault(gap.words, []).append(FIELD_WORDS[gap.field])
    return Text(
        "；".join(f"{'、'.join(each.zh for each in names)}：{why.zh}" for why, names in by_reason.items()),
        "; ".join(f"{', '.join(each.en for each in names)}: {why.en}" for why, names in by_reason.items()),
    )
