"""What to look at again in a profile that can be used: likely slips, and what visitors will not be shown."""

from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.rules.assessment import Text
from kiosk.rules.explain import usual_rules
from kiosk.rules.guidance_doubts import guidance_doubts
from kiosk.rules.guidance_files import NATIONAL
from kiosk.rules.profile import Profile
from kiosk.rules.profile_faults import tables
from kiosk.rules.profile_files import ProfileFile
from kiosk.rules.profiles import bundled_profiles, load_profile, profile_values
from kiosk.rules.rulebook import read_rules
from kiosk.rules.template_leftovers import leftovers
from kiosk.rules.toml_file import line


def warnings(files: Sequence[ProfileFile], today: date) -> Iterator[Text]:
    """Likely slips in the files that did not come with the terminal; ``today`` is the civil day in China."""
    for file in files:
        if not file.is_bundled:
            yield from _territories(file)
            yield from _days_to_come(file, today)
            yield from _other_rules(file)
            yield from leftovers(file.path, file.content)
            if file.guidance is not None:
                yield from guidance_doubts(file.guidance)


def notes(files: Sequence[ProfileFile], profile: Profile) -> Iterator[Text]:
    """What a neighbour does not pass on, the contacts nobody gives, and the files the guidance comes from."""
    for file in files:
        if not file.near:
            zh = f"{file.id} 是另一地区：其联系方式、办公时间、网站和服务不继承"
            en = f"{file.id} is another territory: its contacts, hours, sites and services are not inherited"
            yield Text(zh, en)
    for key, value in profile_values(profile.contacts, "contacts.").items():
        if value.is_unknown:
            yield Text(f"{key}：未提供，不向来访者显示", f"{key}: not given; visitors are shown none")
    used = ", ".join(dict.fromkeys(path.name for path in (*profile.guidance_files, NATIONAL)))
    yield Text(f"办事指引取自：{used}", f"guidance is taken from: {used}")


def _territories(file: ProfileFile) -> Iterator[Text]:
    codes = file.content.get("territory_codes")
    for code in codes if isinstance(codes, list) else ():
        for name in bundled_profiles():
            other = load_profile(name)
            if name != file.id and _division(str(code)) in map(_division, other.territory_codes):
                zh = f"{code} 已是自带配置 {name}（{other.name_zh}）的地区，是否写错？"
                en = f"{code} is the territory of the bundled profile {name} ({other.name_en}); is it a slip?"
                yield line(file.path, "territory_codes", Text(zh, en))


def _division(code: str) -> str:
    """``4401`` and ``440100`` are one division."""
    while code.endswith("00") and len(code) > len("00"):
        code = code.removesuffix("00")
    return code


def _days_to_come(file: ProfileFile, today: date) -> Iterator[Text]:
    for key, table in tables(file.content):
        day = table.get("as_of")
        if type(day) is date and day > today:
            wrong = Text(f"{day} 晚于今天（{today}）", f"{day} is later than today ({today})")
            yield line(file.path, f"{key}.as_of", wrong)


def _other_rules(file: ProfileFile) -> Iterator[Text]:
    usual, known = usual_rules(), read_rules()
    for key, table in tables(file.content):
        rule, expected = table.get("rule"), ", ".join(sorted(usual.get(key, ())))
        if isinstance(rule, str) and rule in known and expected and rule not in usual[key]:
            zh = f"自带配置中此值属于 {expected}，这里写的是 {rule}，是否写错？"
            en = f"the bundled profiles give this value for {expected}, here it says {rule}; is it a slip?"
            yield line(file.path, f"{key}.rule", Text(zh, en))
