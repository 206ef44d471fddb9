"""`kiosk rules …`: is a profile file right, what does a rule ask, where to go, and what form do facts have."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kiosk.rules.assessment import Text
from kiosk.rules.business import business_name
from kiosk.rules.dates import today
from kiosk.rules.explain import Explanation, RuleUnknown, explain
from kiosk.rules.facts_file import facts_schema
from kiosk.rules.guidance import Guidance
from kiosk.rules.guidance import guidance as guidance_for
from kiosk.rules.profile_notes import notes, warnings
from kiosk.rules.profiles import Looked, Profile, ProfileError, look_at, profile_values
from kiosk.terminal_problems import WrongUse
from ui.cli.localities import business_coded, profile_named, with_file_beside
from ui.cli.output import Exit, reports_problems, say, say_json

_json = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@click.group()
def rules() -> None:
    """The localities' rules."""


@rules.command()
@click.argument("file", type=click.Path(path_type=Path))
@_json
@reports_problems
def check(file: Path, as_json: bool) -> Exit:
    """Check the profile FILE, with what it inherits.

    Exit code 1 where it is wrong; each line names the file and the key, all of them at once. CHECK marks what can
    be used and is likely a slip; notes say what visitors will not be shown.
    """
    try:
        looked = look_at(file)
    except ProfileError as error:
        looked = Looked((), None, error.lines)
    doubts = tuple(warnings(looked.files, today()))
    if looked.profile is None:
        if as_json:
            wrong = [_text(line) for line in looked.wrong]
            say_json(
                {"file": str(file), "right": False, "wrong": wrong, "warnings": [_text(line) for line in doubts]}
            )
        else:
            _say_lines("WRONG", "有误", looked.wrong)
            _say_lines("CHECK", "请核对", doubts)
        return Exit.ANSWER_IS_NO
    _say_right(file, looked, looked.profile, doubts, as_json=as_json)
    return Exit.DONE


def _say_right(file: Path, looked: Looked, profile: Profile, doubts: Sequence[Text], *, as_json: bool) -> None:
    values = profile_values(profile)
    unknown = [key for key, value in values.items() if value.is_unknown]
    noted = tuple(notes(looked.files, profile))
    if as_json:
        told = {"warnings": [_text(line) for line in doubts], "notes": [_text(line) for line in noted]}
        say_json({"file": str(file), "right": True, "profile": profile.id, "unknown": unknown} | told)
        return
    say(f"{file}: right. {profile.name_en}, version {profile.version}, {len(values)} values.")
    say(f"    可用。{profile.name_zh}，版本 {profile.version}，共 {len(values)} 个值。")
    undecided = ", ".join(key for key in unknown if not key.startswith("contacts."))
    say(f"Unknown, so a case that needs them goes to a person: {undecided or 'none'}")
    say("    以上各项未定：需要用到的个案转人工处理。" if undecided else "    没有未定的值。")
    _say_lines("CHECK", "请核对", doubts)
    _say_lines("note", "说明", noted)


def _say_lines(en: str, zh: str, lines: Sequence[Text]) -> None:
    for line in lines:
        say(f"{en} {line.en}")
        say(f"    {zh} {line.zh}")


@rules.command(name="explain")
@click.argument("rule")
@click.option("--profile", "locality", help="Only this one: gz, sz, hb, na, or a profile file ending in .toml.")
@_json
@reports_problems
def explain_rule(rule: str, locality: str | None, as_json: bool) -> Exit:
    """What RULE (such as R-VER-02) asks, where it stands, what it can say, and which profiles set it.

    With --profile every value the rule uses there, and whether it is that profile's own or which one it is from.
    """
    try:
        explained = explain(rule.upper(), locality)
    except RuleUnknown as error:
        raise WrongUse(error.text) from error
    except ProfileError as error:
        raise WrongUse(with_file_beside(locality, error)) from error
    if as_json:
        say_json(_as_json(explained))
    else:
        _say(explained)
    return Exit.DONE


@rules.command()
@click.argument("business")
@click.option("--profile", "locality", required=True, help="gz, sz, hb, na, or a profile file ending in .toml.")
@_json
@reports_problems
def guidance(business: str, locality: str, as_json: bool) -> Exit:
    """Where to go with BUSINESS (such as BT-13), with what, and by which menu path, in one locality."""
    told = guidance_for(business_coded(business), profile_named(locality))
    if as_json:
        say_json(_guidance_as_json(told))
    else:
        _say_guidance(told)
    return Exit.DONE


@rules.command()
def schema() -> None:
    """The JSON schema of the facts `kiosk assess` takes (kept as docs/facts.schema.json)."""
    say(json.dumps(facts_schema(), ensure_ascii=False, indent=2))


def _say(explained: Explanation) -> None:
    say(f"{explained.id}  {explained.rule.en}")
    say(f"    {explained.rule.zh}")
    say(f"    [{explained.rule.source}]")
    can = ("What it can say / 可作出的结论:", "It makes no finding of its own name. / 没有以它为名的结论。")
    say(can[0] if explained.kinds else can[1])
    for name, kind in explained.kinds.items():
        say(f"  {name}: {kind.code}, {kind.severity}. {kind.message.en}")
        say(f"      {kind.message.zh}")
    say("Set by / 由以下配置设定:" if explained.settings else "No profile sets it. / 没有配置设定它。")
    for each in explained.settings:
        since = "" if each.origin == each.profile else f", from / 来自 {each.origin}"
        say(f"  {each.profile}: {each.key} = {each.shown}{since}  [{each.source}; {each.as_of}]")


def _as_json(explained: Explanation) -> dict[str, Any]:
    return {
        "rule": explained.id,
        "asks": {"zh": explained.rule.zh, "en": explained.rule.en},
        "source": explained.rule.source,
        "applied": explained.applied,
        "findings": [
            {"name": name, "code": kind.code, "severity": kind.severity.value}
            for name, kind in explained.kinds.items()
        ],
        "profiles": [
            {
                "profile": each.profile,
                "key": each.key,
                "value": each.shown,
                "from": each.origin,
                "source": each.source,
                "as_of": each.as_of.isoformat(),
            }
            for each in explained.settings
        ],
    }


def _say_guidance(told: Guidance) -> None:
    say(f"{told.business}  {told.name.en}  {told.name.zh}")
    for heading, texts in (
        ("Where", (told.where,)),
        ("Steps", told.steps),
        ("Menu", told.menu),
        ("Bring", told.bring),
    ):
        for place, text in enumerate(texts, 1):
            say(
                f"{heading} {place}: {text.en}\n    {text.zh}"
                if len(texts) > 1
                else f"{heading}: {text.en}\n    {text.zh}"
            )
    for site in told.sites:
        say(f"Site: {site}")
    if told.contact is not None:
        say(f"Contact: {told.contact.en}\n    {told.contact.zh}")
    for successor in told.replaced_by:
        say(f"Instead: {successor} {business_name(successor).en} {business_name(successor).zh}")
    say(f"[{'; '.join(told.sources)}]")


def _guidance_as_json(told: Guidance) -> dict[str, Any]:
    return {
        "business": told.business.value,
        "name": _text(told.name),
        "where": _text(told.where),
        "steps": [_text(text) for text in told.steps],
        "menu": [_text(text) for text in told.menu],
        "bring": [_text(text) for text in told.bring],
        "sites": list(told.sites),
        "contact": None if told.contact is None else _text(told.contact),
        "replaced_by": [successor.value for successor in told.replaced_by],
        "sources": list(told.sources),
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
