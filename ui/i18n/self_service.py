"""The self-service face's own words: short, plain, and large."""

from kiosk.rules.assessment import Text

TITLE = Text("自助预检", "Self-service pre-check")
CHOOSE = Text("请选择语言", "Choose your language")
CHOOSE_OTHER = Text("Choose your language", "请选择语言")
CHINESE = Text("中文", "中文")
ENGLISH = Text("English", "English")
OTHER_LANGUAGE = Text("English", "中文")
PRIVACY = Text(
    "本机只在您使用期间显示您的信息，结束后立即清除。",
    "Your details are shown only while you are here and are cleared at once when you finish.",
)
PRIVACY_OTHER = Text(PRIVACY.en, PRIVACY.zh)
SCAN = Text("请出示许可通知上的二维码", "Present the code on your permit notice")
SCAN_HOW = Text("把二维码对准扫码口，听到一声即可。", "Hold the code before the scanner until it beeps.")
NO_SCAN = Text("请到窗口办理", "Please go to the window")
NO_SCAN_HOW = Text(
    "现在不能扫码；窗口人员可以照常为您核验。",
    "Codes cannot be scanned here now; the staff can verify you as usual.",
)
MY_PERMIT = Text("我的许可", "My permit")
NAME = Text("姓名", "Name")
PERMIT = Text("许可号", "Permit number")
CLASS = Text("类别", "Class")
STATUS = Text("状态", "Status")
VALID = Text("许可有效期", "Permit valid")
VALID_DAYS = Text("{since} 至 {until}", "{since} to {until}")
MASKED_NOTE = Text(
    "为保护您的隐私，姓名和号码已部分遮盖。", "Name and numbers are partly covered for your privacy."
)
BRING = Text("需要带来的原件", "Bring these originals")
ALL_COPIES = Text("每件另带一份加盖单位公章的复印件", "and of each a copy with your employer's official seal")
MARKED_COPIES = Text("* 另带一份加盖单位公章的复印件", "* and a copy with your employer's official seal")
GENERAL_LIST = Text(
    "系统未列出您的材料：这是通用清单，以申请时所交为准。",
    "The record lists no papers: this is the general list. What you filed decides.",
)
NEED_NOT_COME = Text("您无需来窗口核验", "You need not come for verification")
COME_BY = Text("请最迟于此日到窗口", "Come to the window by")
WHERE = Text("地点：{place}", "Where: {place}")
WINDOW_CHECKS = Text("原件由窗口人员核验。", "The originals are verified by staff at the window.")
PRINTED = Text("请取走预检凭条", "Take your pre-check receipt")
PRINTED_MORE = Text("带着它和原件到窗口。", "Bring it to the window with your originals.")
PRINTED_NOT_REQUIRED = Text("无需携带材料原件到窗口核验。", "No originals need to be brought to the window.")
PRINT_UNKNOWN = Text("凭条可能没有打印完整", "The receipt may not have come out whole")
PRINT_UNKNOWN_MORE = Text(
    "请看出纸口；没有拿到请找工作人员。", "Look at the slot; if there is none, ask the staff."
)
STILL_THERE = Text("您还在吗？", "Are you still there?")
SECONDS = Text("{seconds} 秒后清除您的信息", "Your details are cleared in {seconds} seconds")
NEXT = Text("下一步", "Next")
BACK = Text("返回", "Back")
PRINT = Text("打印凭条", "Print receipt")
FINISH = Text("结束并清除", "Finish and clear")
CONTINUE = Text("继续使用", "Continue")
CALL_PLAIN = Text("{message} 如需帮助，请找工作人员。", "{message} If you need help, ask the staff.")
CALL_WITH_CODE = Text(
    "{message} 如需帮助，请告诉工作人员代码 {code}。",
    "{message} If you need help, tell the staff this code: {code}.",
)
CALL_STAFF = Text(
    "现在无法办理这一步。请找工作人员，并告诉他们代码 {code}。",
    "This cannot be done right now. Please call the staff and tell them this code: {code}.",
)
NO_SCANNER = Text(
    "现在不能扫码，请到窗口办理（告诉工作人员代码 {code}）。",
    "Codes cannot be scanned now: please go to the window (tell the staff {code}).",
)
GUIDANCE_GOES_ON = Text("“其他业务”的指引照常可用。", "“Other matters” still works here.")
NO_PRINTER = Text(
    "现在不能打印，请看屏幕或拍照，其余照常（告诉工作人员代码 {code}）。",
    "Nothing can be printed now: read or photograph the screen. All else works (tell the staff {code}).",
)
NO_REGISTRY = Text(
    "现在查不到许可记录，这不是您的问题。请稍后再试，或到窗口办理（代码 {code}）。",
    "Permits cannot be looked up now; it is not your fault. Try again later, or go to the window (code {code}).",
)
TRAINING = Text("{training} · F8 {tray}", "{training} · F8 {tray}")
