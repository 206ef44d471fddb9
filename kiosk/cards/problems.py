"""Why a card could not be read: one named error a reason, each with its code and what to do."""

from drivers.errors import Actor, DeviceErrorCode, OperationRefused
from kiosk.cards.gaps import Gap, explained
from kiosk.problems import Problem
from kiosk.rules.assessment import Text


class CardProblem(Problem, OperationRefused):
    """Base of what reading a card can end in. Nothing that was read before is kept."""


class NotASocialSecurityCard(CardProblem):
    """The card has no social security application, or one without its files (C-101)."""

    def __init__(self) -> None:
        super().__init__(
            "C-101",
            Actor.USER,
            Text(
                zh="这张卡不是社会保障卡。请取出，插入社会保障卡。",
                en="This is not a social security card. Take it out and insert the social security card.",
            ),
        )


class CardLost(CardProblem):
    """The card went, or was disturbed, while it was being read (C-102). ``device_code`` is what the reader said."""

    def __init__(self, device_code: DeviceErrorCode) -> None:
        super().__init__(
            "C-102",
            Actor.USER,
            Text(
                zh="读卡中断，未保留任何内容。请重新插卡，读完再取出。",
                en="The card was lost while it was being read; nothing was kept. Insert it again and leave it in "
                "until it is read.",
            ),
        )
        self.device_code = device_code


class CardSilent(CardProblem):
    """The card gives no answer, or not within the time a reading may take (C-103)."""

    def __init__(self) -> None:
        super().__init__(
            "C-103",
            Actor.USER,
            Text(
                zh="卡片没有应答。请取出，擦净芯片，芯片朝上、朝前重新插入；仍不行请到发卡机构检测。",
                en="The card does not answer. Take it out, wipe the chip and insert it again, chip first and "
                "facing up. If that does not help, have the issuer test it.",
            ),
        )


class CardLocked(CardProblem):
    """The card says its social security application is locked (C-104)."""

    def __init__(self) -> None:
        super().__init__(
            "C-104",
            Actor.USER,
            Text(
                zh="卡片的社会保障应用已锁定，无法读取。请持卡到发卡机构解锁或换卡，并请工作人员人工核对。",
                en="The card's social security application is locked. The issuer can unlock or replace it; staff "
                "compare the card by eye.",
            ),
        )


class CardRefusesReading(CardProblem):
    """The card is a social security card and gives nothing without a key this terminal does not have (C-105)."""

    def __init__(self) -> None:
        super().__init__(
            "C-105",
            Actor.STAFF,
            Text(
                zh="卡片要求安全认证，本机未配置密钥，未读出任何内容。请工作人员按卡面人工核对。",
                en="The card asks for a security key this terminal does not have, and gave nothing. Staff: compare "
                "what is printed on the card by eye.",
            ),
        )


class CardUnreadable(CardProblem):
    """The card answers, and none of it can be made sense of (C-106)."""

    def __init__(self) -> None:
        super().__init__(
            "C-106",
            Actor.STAFF,
            Text(
                zh="卡内数据无法识别。请重试一次；仍不行请工作人员按卡面人工核对，并建议持卡人到发卡机构检测。",
                en="The card's data make no sense. Try once more; else compare what is printed on the card by eye "
                "and advise its holder to have the issuer test it.",
            ),
        )


class HolderUnreadable(CardProblem):
    """A social security card of whose holder nothing could be read, though no key was asked for (C-107).

    ``gaps`` says field by field why; the message tells it.
    """

    def __init__(self, gaps: tuple[Gap, ...] = ()) -> None:
        why = explained(gaps)
        super().__init__(
            "C-107",
            Actor.STAFF,
            Text(
                zh="持卡人信息一项也未读出。请取出卡片重插一次；仍不行请工作人员按卡面人工核对，"
                "并建议持卡人到发卡机构检测。" + (f"原因：{why.zh}。" if gaps else ""),
                en="Nothing of the card's holder could be read. Take the card out and insert it once more; else "
                "compare what is printed on it by eye and advise its holder to have the issuer test it."
                + (f" Why: {why.en}." if gaps else ""),
            ),
        )
        self.gaps = gaps
