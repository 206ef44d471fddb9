"""`kiosk failure-codes`: every code a face can show, with cause and cure, as Markdown or JSON."""

import click

from kiosk.failure_causes import Again
from kiosk.failure_codes import FailureCode, failure_codes
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from ui.cli.output import Exit, reports_problems, say, say_json

_ACTORS = {
    "user": Text("来访人", "the visitor"),
    "staff": Text("窗口人员", "window staff"),
    "technician": Text("技术人员", "a technician"),
    "developer": Text("开发人员", "the developers"),
}
_AGAIN = {
    Again.YES: Text("可重试", "may be tried again"),
    Again.NO: Text("重试无用或有害", "not to be tried again"),
    Again.DEPENDS: Text("是否可重试见当时提示", "the message says whether to try again"),
}
_HEAD = """# Failure codes 故障代码

Every code a screen, a receipt or the command line can show: who must act, what is said, why it comes about, what
mends it. D: a device, told here for one kind of device though others can have it too; C: the social security card;
Q: a scanned code; T: a signed code; G: the Work-in-China system; V: the visit; S: the record; P: a paper;
K: the configuration. Written by `kiosk failure-codes`; `kiosk failure-codes D-401` tells one of them."""


@click.command(name="failure-codes")
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a code.")
@reports_problems
def list_failure_codes(code: str | None, as_json: bool) -> Exit:
    """List every failure code, or CODE, with who must act, its cause and its cure."""
    known = failure_codes()
    if code is not None:
        known = tuple(one for one in known if one.code == code.upper())
        if not known:
            raise WrongUse(Text(f"没有代码 {code}", f"there is no code {code}"))
    elif not as_json:
        say(_HEAD)
    for one in known:
        if as_json:
            say_json(_plain(one))
        else:
            _say(one)
    return Exit.DONE


def _plain(one: FailureCode) -> dict[str, str]:
    told = {"code": one.code, "actor": one.actor.value, "zh": one.message.zh, "en": one.message.en}
    why = one.explained
    if why is None:
        return told
    return told | {
        "again": why.again.value,
        "cause_zh": why.cause.zh,
        "cause_en": why.cause.en,
        "cure_zh": why.cure.zh,
        "cure_en": why.cure.en,
    }


def _say(one: FailureCode) -> None:
    who, why = _ACTORS[one.actor.value], one.explained
    say(f"\n## {one.code}\n")
    again = _AGAIN[why.again] if why is not None else Text("", "")
    say(f"For {who.en}; {again.en}. 由{who.zh}处理；{again.zh}。\n")
    say(f"> {_line(one.message.en)}\\\n> {_line(one.message.zh)}")
    if why is not None:
        say(f"\n- Cause: {why.cause.en}\n- Cure: {why.cure.en}\n- 原因：{why.cause.zh}\n- 处理：{why.cure.zh}")


def _line(text: str) -> str:
    return text.replace("\n", " ")
