"""Words of the page that lays the papers' identities side by side."""

from kiosk.identities.rules import Verdict
from kiosk.rules.assessment import Text

TITLE = Text("各件所载身份对照", "One person on every paper?")
WAITING = Text(
    "读出社会保障卡或护照后，这里逐项对照各件所载的身份。",
    "Once the social security card or the passport was read, the persons they name are compared here.",
)
FIELD = Text("项目", "Field")
PAIRS = Text("两两对照", "Pair by pair")
BY_RULE = Text("其余各项的依据", "The rest, and by which rule")
EXPLAINED = Text("不同，可解释", "Differs, explained")
PAIR = Text("{left} – {right}", "{left} – {right}")
WHY = Text("{field}：{rule}", "{field}: {rule}")

VERDICTS = {
    Verdict.AGREE: Text("一致", "Agree"),
    Verdict.DIFFER: Text("不同", "Differ"),
    Verdict.NOT_COMPARABLE: Text("无法比较", "Not comparable"),
}
