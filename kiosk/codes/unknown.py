"""Why a scanned code is not one of ours: a failure code, who must act, and the words that say what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drivers.errors import Actor
from kiosk.rules.assessment import Text


class UnknownReason(StrEnum):
    """Failure codes shown on every face, one number a reason."""

    EMPTY = "Q-101"
    OVERSIZED = "Q-102"
    BINARY = "Q-103"
    WEB_ADDRESS = "Q-104"
    DAMAGED = "Q-105"
    FOREIGN = "Q-106"
    PART = "Q-107"


@dataclass(frozen=True)
class Advice:
    """Who must act on an unknown code, and what to tell them."""

    actor: Actor
    message: Text


ADVICE: Mapping[UnknownReason, Advice] = {
    UnknownReason.EMPTY: Advice(
        Actor.USER,
        Text(
            zh="没有读到内容。请把二维码放平、对准扫描口，再扫一次。",
            en="Nothing was read. Hold the code flat before the scanner and scan it again.",
        ),
    ),
    UnknownReason.OVERSIZED: Advice(
        Actor.STAFF,
        Text(
            zh="二维码内容过长，不是工作许可通知的二维码。请工作人员核对是否扫错，改扫通知上的二维码，或手工输入许可编号。",
            en="The code holds too much to be a permit notice's. Staff: check what was scanned, scan the code on "
            "the notice, or type the permit number.",
        ),
    ),
    UnknownReason.BINARY: Advice(
        Actor.STAFF,
        Text(
            zh="二维码内容不是文字。请工作人员改扫工作许可通知上的二维码；若扫通知仍出现此提示，请技术人员检查扫描枪的字符设置。",
            en="The code holds no text. Staff: scan the code on the permit notice. If the notice itself gives "
            "this message, have the technician check the scanner's character set.",
        ),
    ),
    UnknownReason.WEB_ADDRESS: Advice(
        Actor.STAFF,
        Text(
            zh="这是网址二维码，本机不会打开网址。请工作人员改扫工作许可通知上的二维码，或手工输入许可编号。",
            en="This code is a web address; this terminal opens none. Staff: scan the code on the permit notice, "
            "or type the permit number.",
        ),
    ),
    UnknownReason.DAMAGED: Advice(
        Actor.STAFF,
        Text(
            zh="二维码像是我们的，但内容不完整或有改变。请工作人员再扫一次，或手工输入许可编号；若每张都如此，请技术人员检查扫描枪的键盘布局设置。",
            en="The code looks like one of ours, but it is incomplete or changed. Staff: scan it again, or type "
            "the permit number. If every notice gives this, call the technician to check the scanner's layout.",
        ),
    ),
    UnknownReason.FOREIGN: Advice(
        Actor.USER,
        Text(
            zh="这不是工作许可通知或电子社保卡的二维码。请出示工作许可通知上的二维码；没有通知的，请找工作人员。",
            en="This is not the code of a permit notice or an electronic social security card. Show the code on "
            "the permit notice; without a notice, ask a member of staff.",
        ),
    ),
    UnknownReason.PART: Advice(
        Actor.STAFF,
        Text(
            zh="这个二维码只是一份内容的一部分（内容分印在几个二维码里），不能单独使用。"
            "请工作人员改扫工作许可通知上的单个二维码，或手工输入许可编号。",
            en="This code is only a part: its message is split over several codes, and a part is no use alone. "
            "Staff: scan the single code on the permit notice, or type the permit number.",
        ),
    ),
}
"""Every reason's advice, for the screen and the visit's log. Nothing of the code's content stands in it."""
