"""`kiosk failure-codes`: the list of every code a face can show, as Markdown or JSON."""

import click

from kiosk.failure_codes import failure_codes
from kiosk.rules.assessment import Text
from ui.cli.output import Exit, reports_problems, say, say_json

_ACTORS = {
    "user": Text("来访人", "the visitor"),
    "staff": Text("窗口人员", "window staff"),
    "technician": Text("技术人员", "a technician"),
    "developer": Text("开发人员", "the developers"),
}
_HEAD = """# Failure codes 故障代码

Every code a screen, a receipt or the command line can show. D: a device, told here for one kind of device though
others can have it too; C: the social security card; Q: a scanned code; T: a signed code; G: the Work-in-China
system; V: the visit; S: the record; P: a paper; K: the configuration. Written by `kiosk failure-codes`.

| code | who acts | what to do | 处理办法 |
|---|---|---|---|"""


@click.command(name="failure-codes")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a code.")
@reports_problems
def list_failure_codes(as_json: bool) -> Exit:
    """List every failure code with who must act and what to do."""
    if not as_json:
        say(_HEAD)
    for known in failure_codes():
        message = known.message
        if as_json:
            told = {"code": known.code, "actor": known.actor.value, "zh": message.zh, "en": message.en}
            say_json(told)
        else:
            who = _ACTORS[known.actor.value]
            say(f"| {known.code} | {who.en} {who.zh} | {_cell(message.en)} | {_cell(message.zh)} |")
    return Exit.DONE


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
