"""Every way a signed code can be wrong: a failure code, who must act, and the words that say what to do."""

from collections.abc import Mapping
from enum import StrEnum

from drivers.errors import Actor
from kiosk.codes.unknown import Advice
from kiosk.problems import Problem
from kiosk.rules.assessment import Text


class TokenFault(StrEnum):
    """Failure codes shown on every face, one number a fault."""

    NOT_BASE45 = "T-101"
    NOT_PACKED = "T-102"
    TOO_LARGE = "T-103"
    NOT_COSE = "T-104"
    NOT_CANONICAL = "T-105"
    ALGORITHM = "T-106"
    HEADER = "T-107"
    CLAIMS = "T-108"
    LIFETIME = "T-109"
    KEY_UNKNOWN = "T-110"
    KEY_NOT_YET = "T-111"
    KEY_RETIRED = "T-112"
    KEY_OVER = "T-113"
    KEY_REVOKED = "T-114"
    SIGNATURE = "T-115"
    ISSUER = "T-116"
    EXPIRED = "T-117"
    NOT_YET = "T-118"
    FROM_THE_FUTURE = "T-119"
    USED = "T-120"
    REVOKED = "T-121"
    MEMORY_FULL = "T-122"
    TRAINING_ONLY = "T-123"
    OTHER_PERMIT = "T-124"


class TokenRefused(Problem):
    """A signed code that was not accepted (T-1xx). Carries nothing of the code's content."""

    def __init__(self, fault: TokenFault) -> None:
        advice = FAULT_ADVICE[fault]
        super().__init__(fault.value, advice.actor, advice.message)
        self.fault = fault


_NUMBER = Text("或手工输入许可编号", "or type the permit number")
_BY_HAND = Text(f"请工作人员再扫一次，{_NUMBER.zh}。", f"Staff: scan it again, {_NUMBER.en}.")
_SUPERVISOR = Text(
    "请勿据此办理，请转主管人员核实该码来源。",
    "Do not act on it; have a supervisor find out where this code came from.",
)


def _advice(actor: Actor, zh: str, en: str, then: Text | None = None) -> Advice:
    if then is None:
        return Advice(actor, Text(zh, en))
    return Advice(actor, Text(f"{zh}{then.zh}", f"{en} {then.en}"))


FAULT_ADVICE: Mapping[TokenFault, Advice] = {
    TokenFault.NOT_BASE45: _advice(
        Actor.STAFF,
        "签名码中有不该出现的字符或缺字。每个码都如此时，请技术人员检查扫描枪的键盘布局。",
        "The signed code is cut short or has characters it cannot have. If every code gives this, have the "
        "technician check the scanner's keyboard layout.",
        _BY_HAND,
    ),
    TokenFault.NOT_PACKED: _advice(
        Actor.STAFF, "签名码不完整，无法解开。", "The signed code is incomplete and does not unpack.", _BY_HAND
    ),
    TokenFault.TOO_LARGE: _advice(
        Actor.STAFF,
        "签名码解开后超出允许的大小，已丢弃。",
        "The signed code unpacks to more than is allowed and was dropped.",
        _SUPERVISOR,
    ),
    TokenFault.NOT_COSE: _advice(
        Actor.STAFF, "签名码的结构不对。", "The signed code is not built as a signed code is.", _BY_HAND
    ),
    TokenFault.NOT_CANONICAL: _advice(
        Actor.STAFF,
        "签名码的写法不唯一（例如字段重复），不予采用。",
        "The signed code is written in a way that can be read twice (a repeated field, say) and is not accepted.",
        _SUPERVISOR,
    ),
    TokenFault.ALGORITHM: _advice(
        Actor.STAFF,
        "签名码没有签名，或所用签名算法不被允许。",
        "The signed code has no signature, or one of a kind that is not allowed.",
        _SUPERVISOR,
    ),
    TokenFault.HEADER: _advice(
        Actor.STAFF,
        "签名码没有指明密钥，或含有本机不认识的要求。",
        "The signed code does not name its key, or asks for something this terminal does not know.",
        _BY_HAND,
    ),
    TokenFault.CLAIMS: _advice(
        Actor.STAFF,
        "签名码缺少必需的内容，或内容格式不对。",
        "The signed code lacks something it must say, or says it in the wrong form.",
        _BY_HAND,
    ),
    TokenFault.LIFETIME: _advice(
        Actor.STAFF,
        "签名码的有效期长于规定，不予采用。",
        "The signed code claims to hold longer than such codes may and is not accepted.",
        _SUPERVISOR,
    ),
    TokenFault.KEY_UNKNOWN: _advice(
        Actor.STAFF,
        f"签名码所用的密钥不在系统公布之列。请在手机上刷新后再扫，{_NUMBER.zh}；仍如此时请联系技术人员。",
        f"The code was signed with a key the system does not list. Refresh it on the phone and scan again, "
        f"{_NUMBER.en}; if it stays so, call the technician.",
    ),
    TokenFault.KEY_NOT_YET: _advice(
        Actor.STAFF,
        "签名码的签发时间早于其密钥启用时间。",
        "The code is dated before its key came into use.",
        _SUPERVISOR,
    ),
    TokenFault.KEY_RETIRED: _advice(
        Actor.STAFF,
        "签名码的签发时间晚于其密钥停用时间。",
        "The code is dated after its key went out of use.",
        _SUPERVISOR,
    ),
    TokenFault.KEY_OVER: _advice(
        Actor.USER,
        f"签名码是用早已停用的密钥签发的。请刷新电子码或重新下载通知，{_NUMBER.zh}。",
        f"The code was signed with a key that went out of use long ago. Refresh it, or download the notice "
        f"again, {_NUMBER.en}.",
    ),
    TokenFault.KEY_REVOKED: _advice(
        Actor.STAFF,
        f"签名码的密钥已作废，其签发的码一律无效。请重新出具，{_NUMBER.zh}核对。",
        f"The code's key was revoked; nothing signed with it counts. Have the code issued anew, {_NUMBER.en}.",
    ),
    TokenFault.SIGNATURE: _advice(
        Actor.STAFF,
        "签名不成立：该码被改动过，或不是系统签发的。",
        "The signature does not hold: the code was changed, or the system never issued it.",
        _SUPERVISOR,
    ),
    TokenFault.ISSUER: _advice(
        Actor.STAFF,
        "签名码自称的签发者与其密钥的所有者不符。",
        "The code names another issuer than the one its key belongs to.",
        _SUPERVISOR,
    ),
    TokenFault.EXPIRED: _advice(
        Actor.USER,
        f"签名码已过期。请在手机上刷新后再出示；通知上的码过期时，请重新下载通知，{_NUMBER.zh}。",
        f"The code has expired. Refresh it on the phone; for a notice, download it again, {_NUMBER.en}.",
    ),
    TokenFault.NOT_YET: _advice(
        Actor.USER,
        "签名码尚未生效。请在其生效日之后再来，或请工作人员按许可编号查询。",
        "The code is not valid yet. Come back once it is, or ask staff to look the permit up by its number.",
    ),
    TokenFault.FROM_THE_FUTURE: _advice(
        Actor.TECHNICIAN,
        "签名码的签发时间晚于本机时间。请技术人员核对本机时钟；时钟无误时请主管人员核实该码。",
        "The code was signed later than this terminal's clock says it is now. Check the clock; if it is right, "
        "have a supervisor look into the code.",
    ),
    TokenFault.USED: _advice(
        Actor.USER,
        "此一次性码已使用过。请在手机上刷新后再出示。",
        "This one-time code was already used. Refresh it on the phone and show it again.",
    ),
    TokenFault.REVOKED: _advice(
        Actor.STAFF,
        f"此码已被签发机关作废。请重新下载通知，{_NUMBER.zh}核对。",
        f"The issuer revoked this code. Download the notice again, {_NUMBER.en}.",
    ),
    TokenFault.MEMORY_FULL: _advice(
        Actor.TECHNICIAN,
        "一次性码的使用记录已满，为防重复使用暂不接受新码。请按许可编号查询，并联系技术人员。",
        "The memory of used codes is full; no one-time code is taken, lest one count twice. Look permits up by "
        "number and call the technician.",
    ),
    TokenFault.TRAINING_ONLY: _advice(
        Actor.STAFF,
        "这是培训用的样张码，不能用于正式办理。请扫描正式通知上的二维码。",
        "This is a specimen code for training and counts for nothing here. Scan the code on the real notice.",
    ),
    TokenFault.OTHER_PERMIT: _advice(
        Actor.TECHNICIAN,
        "系统答复的许可与签名码上的许可不是同一份，未采用。请按许可编号查询，并联系技术人员。",
        "The system answered with another permit than the signed code names; the answer was not used. Look the "
        "permit up by number and call the technician.",
    ),
}
"""Every fault's advice, for the screen and the visit's log."""
