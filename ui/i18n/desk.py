"""The desk's own words."""

from kiosk.rules.assessment import Text

TITLE = Text("原件核验窗口", "Verification of originals")
TRAINING = Text(
    "训练 · 模拟设备 Simulated：以下人员和材料均为虚构，打印件为样张",
    "Training · simulated 模拟: people and papers are fictional, prints are specimens",
)

# The header
NO_VISIT = Text("等待下一位", "Waiting for the next visitor")
PERMIT = Text("许可号", "Permit no.")
EMPLOYER = Text("用人单位", "Employer")
VISITOR = Text("来人", "Visitor")
DEADLINE = Text("最迟来核验", "Come by")
DAYS_LEFT = Text("还有 {days} 天", "{days} days left")
DAY_LEFT_ONE = Text("还有 1 天", "1 day left")
LAST_DAY = Text("今天是最后一天", "Today is the last day")
GRACE = Text("已过提示日，{day} 前不算逾期", "Past the advised day; not late until {day}")
OVERDUE = Text("已逾期 {days} 天", "{days} days late")
OVERDUE_ONE = Text("已逾期 1 天", "1 day late")
NOT_REQUIRED = Text("此类许可无需现场核验", "No verification needed")
NO_DEADLINE = Text("本地未规定期限", "No deadline known here")
ENTRY_UNKNOWN = Text("入境日期待填", "Entry date not known yet")
ENTRY_AFTER_TODAY = Text("入境日期晚于今天，请核对", "Entry date after today: check it")
REVOKED = Text("许可已注销或撤销，请勿核验", "Permit revoked: do not verify")
EXPIRED = Text("许可已过期，请勿核验", "Permit expired: do not verify")

# The checklist
CHECKLIST = Text("本案原件清单", "Originals of this case")
PROGRESS = Text("{done} / {all}", "{done} of {all}")
NO_CHECKLIST = Text("打开办理后，这里列出本案要核的原件。", "Once a visit is open, its originals are listed here.")

NO_ORIGINALS = Text(
    "本地规定未要求此类许可现场核验，没有要核的原件。",
    "The local rules ask no verification of such a permit: there are no originals to check.",
)
TEMPLATE = Text(
    "系统未列出本案材料：以下为通用清单（模板），请与申请时所交材料核对。",
    "The record lists no materials: this is the general list (a template). Compare it with what was filed.",
)

# The stage
LIVE = Text("实时画面", "Live camera")
FROZEN = Text("画面已定格", "Frozen")
PAGE = Text("已拍：{name}", "Captured: {name}")
PAGE_NTH = Text("已拍：{name}（第 {n} 张）", "Captured: {name} (picture {n})")
NO_PICTURE = Text(
    "{trouble}\n可先目视核定（Enter），没带的按 M；也可稍候。",
    "{trouble}\nJudge by eye meanwhile (Enter; M where it is missing), or wait.",
)
NOT_SHOWN = Text(
    "这张画面读不出来，请按空格重拍。", "This picture cannot be shown: press Space to capture it again."
)
WELCOME = Text("请扫描许可通知上的二维码", "Scan the code on the permit notice")
WELCOME_MORE = Text(
    "任何时候扫码都会打开办理。二维码读不出时，按 T 输入许可号。",
    "A scan opens a visit at any time. If the code cannot be read, press T and type the permit number.",
)
WELCOME_TYPE = Text("请按 T 输入许可通知上的许可号", "Press T and type the permit number from the notice")
WELCOME_TYPE_MORE = Text(
    "扫码器现在不能用；恢复后照常，扫码即打开办理。",
    "The scanner does not work now. Once it does again, a scan opens a visit as usual.",
)

# The comparison
COMPARISON = Text("记录与原件对照", "Record against originals")
RECORD = Text("系统记录", "Record")
READING = Text("原件读出", "Reading")
AGREES = Text("一致", "Agrees")
DIFFERS = Text("不符", "Differs")
UNREADABLE = Text("未读出", "Unreadable")
STAFF_AGREES = Text("人工：一致", "Staff: agrees")
STAFF_DIFFERS = Text("人工：不符", "Staff: differs")
NOT_READ = Text("未读", "Not read")
READ_PASSPORT = Text("选中护照，按空格拍摄读取", "Choose the passport and press Space to read it")
READ_CARD = Text("插入社会保障卡，按 C 读卡", "Insert the social security card and press C")
CARD_PARTIAL = Text("芯片有部分内容未给出", "The chip kept some of its content back")
WHY_UNREAD = Text("{fields}未能比对：{why}", "{fields} not compared: {why}")
NO_COMPARISON = Text(
    "打开办理后，这里逐项对照记录。", "Once a visit is open, the record is compared here field by field."
)

FILED_CONTRACT = Text("合同：申请所填，与原件对照", "Contract: as filed, to compare")
FILED_PHOTO = Text("照片：上传文件，与照片对照", "Photo: the file uploaded, to compare")
NOT_FILED = Text("申请未填", "not filled in")
SUBMITTED_ON = Text("申请提交日", "Application submitted on")
CONTRACT_KIND = Text("种类", "Kind")
CONTRACT_EMPLOYER = Text("甲方（用人单位）", "Employer")
CONTRACT_EMPLOYEE = Text("乙方（受聘人）", "Employee")
CONTRACT_POSITION = Text("职位", "Position")
CONTRACT_SALARY = Text("薪酬", "Salary")
CONTRACT_FROM = Text("生效日", "Takes effect on")
CONTRACT_TO = Text("终止日", "Ends on")
CONTRACT_PLACE = Text("工作地点", "Place of work")
CONTRACT_WORK = Text("工作内容", "Work content")
CONTRACT_SIGNED = Text("申请人签名", "Applicant's signature")
CONTRACT_SEALED = Text("单位公章", "Employer's seal")
PHOTO_FILE = Text("照片文件", "Photo file")
PHOTO_TAKEN_ON = Text("拍摄日期", "Taken on")
DISPATCH_LETTER = Text("派遣函", "Dispatch letter")
YES = Text("有", "yes")
NO = Text("无", "no")

# The assessment
ASSESSMENT = Text("核验结论", "Assessment")
NO_FINDINGS = Text("没有发现问题。", "Nothing to correct was found.")
TOLD_LATE = Text(
    "有 {count} 项上次来访时即可告知而未告知：请报窗口负责人",
    "Could have been told at the last visit and was not: {count}. Report it to the supervisor",
)
GROUP = Text("{name} · {count} 项", "{name} · {count}")
REMEDY = Text("怎么办：{remedy}", "What to do: {remedy}")
EXPECTED_SEEN = Text("要求：{expected} · 实际：{seen}", "Expected: {expected} · Seen: {seen}")
RULE_SOURCE = Text("规则 {rule} · 依据 {source}", "Rule {rule} · Source {source}")
DEADLINES = Text("期限", "Deadlines")
DEADLINE_LINE = Text("请于 {come_by} 前来；{overdue} 之后为逾期", "Come by {come_by}; late after {overdue}")
DEADLINE_UNKNOWN = Text("该年节假日未装入，请核定", "That year's holidays are not installed")
ASSESSED_BY = Text("按 {profile} 规则，{day} 评定", "Assessed under {profile} on {day}")
STAFF_STANDS = Text("窗口人员已确认", "Confirmed by staff")
DECISION = Text("决定书 {number} 已由机关签发", "Decision {number} as issued by the authority")
DECISION_PENDING = Text("决定书尚未签发", "The decision has not been issued yet")
REPORTED = Text("核验结果已报送系统", "Reported to the Work-in-China system")
PAPERS = Text("打印件", "Papers")
PAPER_LINE = Text("{paper} · {outcome}", "{paper} · {outcome}")
PAPER_COPY = Text("{paper}（副本 {copy}）· {outcome}", "{paper} (copy {copy}) · {outcome}")

# The next step
STEP_SCAN = Text("下一步：扫描许可通知上的二维码", "Next: scan the code on the permit notice")
STEP_TYPE = Text(
    "下一步：扫码器不可用，按 T 输入许可号", "Next: the scanner is down; press T and type the permit number"
)
STEP_VISITOR = Text("下一步：问清来人是谁", "Next: ask who has come")
STEP_CAPTURE = Text("下一步：放上「{name}」，按空格拍摄", 'Next: lay down "{name}" and press Space')
STEP_CAPTURE_AGAIN = Text(
    "画面上没有东西：放好「{name}」，按空格重拍", 'Nothing is to be seen: lay "{name}" down, press Space again'
)
STEP_BY_EYE = Text(
    "下一步：高拍仪不可用，目视核对「{name}」，按 Enter",
    'Next: the camera is down; compare "{name}" by eye, press Enter',
)
STEP_JUDGE = Text("下一步：核对「{name}」，按键判定", 'Next: compare "{name}", then judge it')
STEP_JUDGE_SEALED = Text(
    "下一步：核对「{name}」并收下盖章复印件", 'Next: compare "{name}" and take its sealed copy'
)
STEP_SETTLE = Text(
    "下一步：{count} 个字段请看原件，按 K 判定",
    "Next: look at the original and settle what was not read alike ({count}); press K",
)
STEP_SETTLE_PASSPORT = Text(
    "下一步：护照有 {count} 个字段与记录不一致，看原件，按 K 逐项判定",
    "Next: the passport does not agree (fields: {count}); look, then press K",
)
STEP_DIFFERS_PASSPORT = Text(
    "下一步：护照有字段确实不符，按 D 判为不符", "Next: the passport does differ; press D and say how"
)
STEP_ASSESS = Text("下一步：原件已全部过目，按 A 评定", "Next: every original is judged; press A to assess")
STEP_ASSESS_NONE = Text(
    "下一步：此类许可无需现场核验，按 A 评定", "Next: no originals to check here; press A to assess"
)
STEP_CONFIRM = Text("下一步：材料齐全，由您确认核验通过", "Next: all in order; confirm the verification")
STEP_CONFIRM_LATE = Text(
    "已逾期：请先报负责人，再由您确认", "Late: report it to the supervisor first, then confirm"
)
STEP_REVIEW = Text(
    "下一步：须人工核定，请报负责人；再打印{paper}",
    "Next: report to the supervisor, who decides; then print the {paper}",
)
STEP_PRINT = Text("下一步：打印{paper}", "Next: print the {paper}")
STEP_CLOSE = Text("下一步：把打印件交给来人，按 N 接待下一位", "Next: hand over the papers, then press N")
STEP_LEAVE_HELP = Text("看完按 Esc 回到办理", "Press Esc to go back to the visit")
STEP_LEAVE_IDENTITIES = Text("看完按 J 回到画面再判定", "Press J for the picture; judge there")
STEP_GUIDANCE = Text("办事指引：输入几个字，按 Enter 打开", "Guidance: type a few letters, press Enter to open")
STEP_TOPIC = Text("办事指引：按 P 打印给来人，Esc 返回列表", "Guidance: P prints it, Esc goes back to the list")
STEP_TRAY = Text("请先看出纸口", "Look at the tray first")

# Keys
GUIDANCE = Text("办事指引", "Guidance")
IDENTITIES_SHORT = Text("身份对照", "One person?")
IDENTITIES = Text("身份对照 / 看画面", "One person? / picture")
CAPTURE = Text("拍摄", "Capture")
RECAPTURE = Text("重拍", "Capture again")
CONFIRM = Text("原件已核", "Seen")
CONFIRM_SEALED = Text("原件已核、收盖章复印件", "Seen, sealed copy taken")
KEY_DIFFERS = Text("不符", "Differs")
KEY_MISSING = Text("缺件", "Missing")
UNDO = Text("撤销判定", "Undo")
KEY_VISITOR = Text("来人身份", "Visitor")
READ_CARD_KEY = Text("读卡", "Read card")
ENTRY_DATE = Text("入境日期", "Entry date")
MEDICAL = Text("体检信息", "Medical report")
SETTLE = Text("逐项判定", "Settle fields")
ASSESS = Text("评定", "Assess")
STAFF_CONFIRM = Text("确认核验通过", "Confirm as verified")
CONFIRM_LATE = Text("已报负责人，确认核验", "Reported: confirm")
ASK_AGAIN = Text("再报送 / 取决定书", "Report again / fetch decision")
PRINT = Text("打印", "Print")
PRINT_PAPER = Text("打印{paper}", "Print {paper}")
PRINT_COPY = Text("补打", "Print a copy")
NEXT = Text("下一位", "Next visitor")
TYPE_NUMBER = Text("输入许可号", "Type the number")
LANGUAGE = Text("English", "中文")
HELP = Text("全部按键", "All keys")
TRAY = Text("训练托盘", "Training tray")
BACK = Text("返回", "Back")
BACK_TO_VISIT = Text("返回办理", "Back to the visit")
BACK_TO_PICTURE = Text("回到画面", "Back to the picture")
PREVIOUS = Text("上一件", "Previous paper")
FOLLOWING = Text("下一件", "Next paper")
CHOOSE = Text("选件", "Choose paper")
FREEZE = Text("定格", "Freeze")
UNFREEZE = Text("继续", "Go on")
ZOOM_IN = Text("放大", "Zoom in")
ZOOM_OUT = Text("缩小", "Zoom out")
ROTATE = Text("旋转", "Rotate")
LIVE_KEY = Text("实时", "Live")
VIEW_ASSESSMENT = Text("看结论 / 看画面", "Assessment / picture")
PAGE_UP = Text("结论上翻", "Assessment up")
PAGE_DOWN = Text("结论下翻", "Assessment down")
MOVE_LEFT = Text("放大后左移", "Zoomed: look left")
MOVE_RIGHT = Text("放大后右移", "Zoomed: look right")
HELP_TITLE = Text("全部按键", "All keys")
HELP_VISIT = Text("办理", "The visit")
HELP_LOOK = Text("看画面", "Looking")
HELP_TERMINAL = Text("终端", "The terminal")
HELP_SCAN = Text(
    "扫码枪随时可用：扫到许可码即打开办理。", "The scanner works at any time: a permit code opens a visit."
)

# Why a key does nothing now
ANSWER_FIRST = Text("请先回答上面的问题", "Answer the question first")
STILL_TO_JUDGE = Text(
    "还有 {count} 件未核，核完才能评定", "{count} originals are still to be judged before assessing"
)
VISITOR_FIRST = Text("请先问清来人是谁（按 V）", "Ask first who has come (press V)")
ASSESS_FIRST = Text("请先评定（按 A）", "Assess first (press A)")
CONFIRM_FIRST = Text("请先确认核验（按 F9）", "Confirm the verification first (press F9)")
NOT_TO_CONFIRM = Text(
    "此案现在不能确认核验：请先处理结论列出的事项",
    "This case cannot be confirmed: settle what the assessment lists first",
)
CONFIRMED_ALREADY = Text("您已确认核验，不再更改", "You have confirmed the case; it stands")
NOTHING_TO_SETTLE = Text("没有待判定的字段", "No field is left to settle")

# What staff do, where a finding's own remedy speaks to the visitor
BY_STAFF_FIELDS = Text("请看原件，按 K 逐项判定。", "Look at the original and press K to settle it.")
BY_STAFF_ENTRY = Text(
    "请看护照入境章，按 E 填写入境日期。", "Look at the entry stamp and press E to state the date."
)
BY_STAFF = Text("请您人工核定；拿不准时报窗口负责人。", "Decide it yourself; if in doubt, ask the supervisor.")

# Prompts
ASK_NOT_CAPTURED = Text("此件尚未拍摄：「{name}」", 'Not captured yet: "{name}"')
CAPTURE_NOW = Text("现在拍摄", "Capture it now")
CONFIRM_BY_EYE = Text("不拍摄，目视已核", "Seen by eye, no picture")
NOT_CAPTURED = Text("未拍摄，人工目视", "Not captured, seen by eye")
ASK_VISITOR = Text("来人是谁？", "Who has come?")
ASK_UNIT_PROOF = Text("经办人出示单位证明了吗？", "Did the agent show the unit's proof?")
ASK_POA = Text("委托书？", "The power of attorney?")
POA_SIGNED = Text("有，已签字", "Shown and signed")
POA_UNSIGNED = Text("有，未签字", "Shown, not signed")
POA_NONE = Text("没有委托书", "None shown")
PROOF_SHOWN = Text("已出示", "Shown")
PROOF_NONE = Text("没有", "Not shown")
ASK_DIFFERS = Text("「{name}」哪里不符？", 'What is wrong with "{name}"?')
WHY_CONTENT = Text("内容不符", "Content differs")
WHY_NO_COPY = Text("缺复印件", "Copy missing")
WHY_NO_SEAL = Text("复印件未盖章", "Copy without seal")
WHY_UNSIGNED = Text("未签字", "Not signed")
WHY_ILLEGIBLE = Text("看不清", "Not legible")
ASK_CONTRACT_POINTS = Text(
    "「{name}」：中文、七项内容、签名和公章都有吗？",
    '"{name}": in Chinese, with its seven contents, signed and sealed?',
)
ASK_CONTRACT_CHANGING = Text(
    "来人要求变更合同。现在的「{name}」：中文、七项内容、签名和公章都有吗？",
    'A change is asked for. "{name}" as it is: in Chinese, seven contents, signed, sealed?',
)
ASK_PHOTO_POINTS = Text("「{name}」：各项都符合要求吗？", '"{name}": is it as asked in every point?')
POINTS_ALL = Text("都有，符合", "All there, as asked")
POINTS_SOME = Text("有不符合的", "Something is not")
CHANGE_WANTED = Text("来人要求变更合同", "A change is asked for")
ASK_POINT = Text("「{name}」哪一项没有或不符合？逐项点出", 'What of "{name}" is missing or not as asked? Name each')
ASK_POINT_MORE = Text("「{name}」已点出：{picked}。还有吗？", '"{name}", not as asked: {picked}. What else?')
POINTS_NEXT = Text("以上没有，看下一组", "None of these: next")
POINTS_DONE = Text("没有别的了", "Nothing else")
POINTS_LACKING = Text("缺少或不符合：{picked}", "lacking or not as asked: {picked}")
WHY_OTHER = Text("其他", "Other")
ASK_OTHER = Text("请写明「{name}」的问题", 'Say what is wrong with "{name}"')
FIELD_REASON = Text("问题", "Problem")
ASK_MEDICAL = Text("体检报告上写的日期和机构？", "Date and issuer printed on the medical report?")
FIELD_ISSUED = Text("签发日期", "Issued on")
FIELD_ISSUER = Text("检疫机构", "Issuer")
ASK_ENTRY = Text("护照入境章上的日期？", "Date of the entry stamp in the passport?")
FIELD_ENTRY = Text("入境日期", "Entry date")
ASK_NUMBER = Text("输入许可通知上的许可号", "Type the permit number from the notice")
FIELD_NUMBER = Text("许可号", "Permit number")
ASK_TRAY = Text("看看出纸口：{paper}出来了吗？", "Look at the tray: did the {paper} come out?")
TRAY_CAME = Text("出来了，完好", "It came out whole")
TRAY_NOT = Text("没有出来", "It did not")
TRAY_REPRINT = Text("没出来或残缺，重打", "Not whole: print again")
ASK_SETTLE = Text(
    "{field}：记录 {expected}，读出 {seen}。看原件，一致吗？",
    "{field}: record {expected}, read {seen}. What does the paper say?",
)
SETTLE_AGREES = Text("原件与记录一致", "It agrees with the record")
SETTLE_DIFFERS = Text("确实不符", "It does differ")
ASK_COPY = Text("补打哪一份？", "Print a copy of which paper?")
ASK_LEAVE = Text("本案还没办完。结束吗？", "This visit is not finished. End it?")
LEAVE_YES = Text("结束，下次再来", "End it; they come again")
LEAVE_NO = Text("继续办理", "Go on with it")
ACCEPT = Text("确定", "OK")
CANCEL = Text("取消", "Cancel")
DATE_HINT = Text("八位数字，如 20260131", "Eight digits, like 20260131")
DATE_WRONG = Text("这不是日期：请输八位数字，如 20260131", "Not a date: type eight digits, like 20260131")
NO_SUCH_DAY = Text("没有这一天：请核对年、月、日", "No such day: check year, month and day")
ENTRY_TOO_LATE = Text("入境日期不能晚于今天", "The entry date cannot be after today")
MEDICAL_TOO_LATE = Text("体检日期不能晚于今天", "The report's date cannot be after today")
FIELD_EMPTY = Text("请先填写", "Please fill this in")

# Devices
DEVICES = Text("设备", "Devices")
DEVICE_STATE = Text("{device}：{state}", "{device}: {state}")
AND_SENSOR = Text("{what}，{sensor}异常", "{what}, {sensor} bad")
AND_MORE = Text("{text}（另有 {n} 台设备需处理）", "{text} ({n} more need attention)")
FAULT = Text("{message}（代码 {code}，由{actor}处理）", "{message} (code {code}; for {actor})")
SIMULATED = Text("模拟", "simulated")

# The training tray
TRAY_TITLE = Text("训练托盘（模拟）", "Training tray (simulated)")
TRAY_PERSON = Text("虚构人员", "Fictional person")
