"""People read the title of a published text, programs its file's name."""

import tomllib
from pathlib import Path

import pytest

from kiosk.rules import profiles
from kiosk.rules.assessment import Text
from kiosk.rules.findings import kinds
from kiosk.rules.sources import source_title, titles, titles_for


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (
            "003_5bd5da7cb5a6999a.txt, change of the business process",
            Text(
                "融合集成常见问题解答（广州）",
                "Questions and answers on the merge (Guangzhou), change of the business process",
            ),
        ),
        (
            "002_ee758490d4507cfb.txt Q4: not named",
            Text(
                "深圳市外国专家局关于证卡融合集成工作的通知及问答（2024年12月6日）（Q4）",
                "Shenzhen Foreign Experts Bureau, notice and answers of 6 December 2024, Q4: not named",
            ),
        ),
        ("public: P-14 (H)", Text("公开资料 P-14 (H)", "public material, P-14 (H)")),
        ("domain §8", Text("domain §8", "domain §8")),
    ],
)
def test_a_source_is_called_by_its_title(source, title):
    assert source_title(source) == title


def test_every_text_a_rule_or_profile_rests_on_has_a_title():
    folder = Path(profiles.__file__).parent / "data" / "profiles"
    said = [kind.source for kind in kinds().values()]
    for file in folder.glob("*.toml"):
        for section in tomllib.loads(file.read_text()).values():
            values = section.values() if isinstance(section, dict) else ()
            said += [value["source"] for value in values if isinstance(value, dict) and "source" in value]
    files = {source.partition(".txt")[0] + ".txt" for source in said if ".txt" in source}
    assert files
    assert files <= set(titles())


NATION = "000_0608d10f04322889.txt 1(IV)"
SHENZHEN = "002_ee758490d4507cfb.txt Q4, Q18"


@pytest.mark.parametrize(
    ("sources", "codes", "told"),
    [
        ((f"{NATION}; {SHENZHEN}",), ("4403",), ["MOHRSS", "Shenzhen Foreign"]),
        ((f"{NATION}; {SHENZHEN}",), ("440305",), ["MOHRSS", "Shenzhen Foreign"]),
        ((f"{NATION}; {SHENZHEN}", NATION), ("3502",), ["MOHRSS"]),
        (("XM-GUIDE-2, paragraph 3", "public: P-07 (M)"), ("3502",), ["XM-GUIDE-2"]),
        ((SHENZHEN, "001_2657c3e67cba7c43.txt", "public: P-07 (M)"), ("3502",), ["compiled from public"]),
        ((SHENZHEN,), (), ["compiled from public"]),
    ],
)
def test_those_who_come_are_told_the_official_texts_of_their_territory(sources, codes, told):
    titles_told = [title.en for title in titles_for(sources, codes)]
    assert len(titles_told) == len(told)
    assert all(title.startswith(begin) for title, begin in zip(titles_told, told, strict=True))
