"""The words of the guidance views, at the desk and in self-service."""

from kiosk.rules.assessment import Text

OTHER_MATTERS = Text("其他业务", "Other matters")
WHAT_ABOUT = Text("您要办什么？", "What have you come for?")
WHAT_ABOUT_MORE = Text(
    "这些业务不在本机办理，这里告诉您到哪里办。", "These are not handled here; this tells you where to go."
)
WHERE = Text("到哪里办", "Where")
NUMBER = Text("{number}.", "{number}.")
BRING = Text("带什么", "Bring")
BRING_UNKNOWN = Text("现行规定没有列明材料。", "The rules in force list no papers for this.")
MENU = Text("系统菜单：{menu}", "Menu: {menu}")
SITES = Text("网址：{sites}", "Address: {sites}")
ITEM = Text("•", "•")
INSTEAD = Text("改为办理", "Instead")
ASK = Text("咨询", "Ask")
SOURCES = Text("依据：{sources}", "Source: {sources}")
AND = Text("{one}；{other}", "{one}; {other}")
REMOVED = Text("{name} · 已取消", "{name} · ended")
START_OVER = Text("重新开始", "Start over")
PRINT = Text("打印指引单", "Print this")
PRINTING = Text("正在打印指引单……", "Printing the slip…")
SLIP_PRINTED = Text("请取走指引单", "Take your slip")
SLIP_PRINTED_MORE = Text("上面写着到哪里办、带什么。", "It says where to go and what to bring.")
SLIP_UNKNOWN = Text("指引单可能没有打印完整", "The slip may not have come out whole")

# The desk
TITLE = Text("办事指引 · {locality}", "Guidance · {locality}")
TYPE_HINT = Text("输入汉字、拼音首字母或英文", "Type Chinese, pinyin initials or English")
NOTHING_FOUND = Text("没有找到，请换个说法。", "Nothing was found; try another word.")
FOUND = Text("{count} 项", "{count} found")
OPEN = Text("打开", "Open")
PRINT_SLIP = Text("打印指引单", "Print the slip")
BACK_TO_LIST = Text("返回列表", "Back to the list")
LEAVE = Text("返回办理", "Leave guidance")
