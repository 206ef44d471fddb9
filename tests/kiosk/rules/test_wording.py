"""The findings' words: complete in both languages, in proper punctuation, and every kind in use."""

import ast
import re
from pathlib import Path

import pytest

from kiosk.rules import registry
from kiosk.rules.assessment import Severity, Text
from kiosk.rules.checklist import papers
from kiosk.rules.findings import DATA, FindingFileError, finding, kinds, read_kinds
from kiosk.rules.names import checklist_key, field_name, paper_name, profile_value_name
from kiosk.rules.phrases import places

RULES = Path(registry.__file__).parent
CJK = r"[一-鿿]"


def kinds_in_code() -> set[str]:
    """Every text in the families that names a kind, and not a value of the profile."""
    texts: set[str] = set()
    for path in [*RULES.glob("families/*.py"), RULES / "case.py"]:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        of_profile = {id(call.args[1]) for call in calls if call.func.id == "undecided"}
        constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in of_profile]
        texts |= {node.value for node in constants if isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"[a-z_]+\.[a-z_]+", text)}


def undecided_in_code() -> set[str]:
    """Every value of the profile some rule can find undecided."""
    text = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("families/*.py"))
    return set(re.findall(r'undecided\([^"()]+, "([a-z_.]+)"\)', text))


def test_every_kind_in_the_files_is_used_and_every_kind_used_is_in_the_files():
    assert kinds_in_code() == set(kinds())


@pytest.mark.parametrize("name", sorted(kinds()))
def test_a_kinds_words_fill_the_same_places_in_both_languages(name):
    kind = kinds()[name]
    for text in (kind.message, kind.remedy):
        assert places(text.zh) == places(text.en)


@pytest.mark.parametrize("name", sorted(kinds()))
def test_chinese_words_are_chinese_and_end_their_sentences(name):
    kind = kinds()[name]
    for text in (kind.message, kind.remedy):
        assert re.search(CJK, text.zh)
        assert not re.search(CJK, text.en)
        assert text.zh.endswith("。")
        assert text.en.endswith(".")
        assert not re.search(rf"{CJK}[,;:!?()\"']|[,;:!?()\"']{CJK}", text.zh), "full-width punctuation in Chinese"


@pytest.mark.parametrize("name", sorted(kinds()))
def test_a_kind_names_a_rule_this_terminal_implements_and_a_source(name):
    kind = kinds()[name]
    assert kind.rule in registry.rule_ids()
    assert kind.source.startswith(("000_", "002_", "003_", "004_", "public: P-", "domain §"))


def test_a_finding_takes_the_profiles_rule_and_source_before_its_kinds_own():
    words = {"issued": "a", "last": "b", "months": "6"}
    made = finding("medical.expired", "D-MED", rule="R-X", source="elsewhere", words=words)
    assert (made.rule, made.source, made.code, made.severity) == ("R-X", "elsewhere", "EXPIRED", Severity.DEFECT)
    assert made.message.en == "The medical report was issued on a; its 6 months ended on b."


def test_what_a_paper_is_called_by_staff_is_never_taken_for_a_place_to_fill():
    made = finding("original.missing", "M10", words={"name": Text("{0}", "{x.y}"), "reason": "", "copy": ""})
    assert made.message == Text("缺少“{0}”原件。", 'The original of "{x.y}" is missing.')


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("M03", "M03"),
        ("M10#2", "M10#2"),
        ("D-COPY(M03)", "M03"),
        ("D-COPY(M10#2).seal", "M10#2"),
        ("M08.pixels", "M08"),
        ("D-MED.issued_on", "M12"),
        ("D-POA.signature", "M13"),
        ("D-VCOPY", "M11"),
        ("passport.passport_number", "M07"),
        ("card.name", None),
        ("visitor", None),
        ("", None),
    ],
)
def test_a_findings_subject_leads_to_its_row_of_the_checklist(subject, key):
    assert checklist_key(subject) == key


def test_papers_and_fields_without_a_name_keep_their_own():
    assert paper_name("passport").zh == "护照"
    assert paper_name("parchment") == Text("parchment", "parchment")
    assert field_name("passport_number").en == "passport number"
    assert field_name("shoe_size").zh == "shoe_size"


def test_every_value_that_can_be_undecided_has_a_name_in_words():
    for key in undecided_in_code():
        assert re.search(CJK, profile_value_name(key).zh), key
    assert profile_value_name("sea.level").en == "sea.level"


def test_the_papers_names_are_in_both_languages():
    assert set(papers()) == {f"M{number:02}" for number in range(1, 14)}
    for paper in papers().values():
        assert re.search(CJK, paper.name_zh)
        assert not re.search(CJK, paper.name_en)


GOOD = """["a.b"]
rule = "R"
code = "C"
severity = "note"
zh = "z"
en = "e"
remedy_zh = "z"
remedy_en = "e"
source = "s"
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('code = "C"\n', ""), "x.toml: a.b.code: missing"),
        (('code = "C"', "code = 1"), "x.toml: a.b.code: not a text"),
        (('severity = "note"', 'severity = "grave"'), "x.toml: a.b.severity: 'grave' is none of error, defect"),
        (('zh = "z"\nen', 'hz = "z"\nen'), "x.toml: a.b.hz: not a key of a finding"),
        (('en = "e"\nremedy', 'en = "{e"\nremedy'), "x.toml: a.b.en: "),
        (('en = "e"\nremedy', 'en = "{0}"\nremedy'), "x.toml: a.b.en: a place must be a name"),
        (('["a.b"]', "a = 1\n[c]"), "x.toml: a: not a table"),
        (("rule =", "rule"), "x.toml: not a TOML file"),
    ],
)
def test_a_wrong_file_of_findings_is_told_by_file_and_key(tmp_path, change, told):
    (tmp_path / "x.toml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(FindingFileError) as error:
        read_kinds(tmp_path)
    assert told in str(error.value)


def test_a_kind_in_two_files_is_told(tmp_path):
    for name in ("x.toml", "y.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(FindingFileError, match=r"y\.toml: a\.b: stands in another file too"):
        read_kinds(tmp_path)


def test_the_bundled_words_lie_in_one_file_a_family():
    assert {path.stem for path in DATA.glob("*.toml")} >= {"verification", "visitor", "dates", "medical", "photo"}


STAFFS_OR_VISITORS = re.compile(
    r"(Staff: |Please wait; |Please |The employer |Verification goes on; |A photo file |The e)"
)


@pytest.mark.parametrize("name", sorted(n for n, k in kinds().items() if k.severity in ("review", "warning")))
def test_whom_an_open_points_remedy_speaks_to_can_be_told_from_its_first_words(name):
    kind = kinds()[name]
    assert STAFFS_OR_VISITORS.match(kind.remedy.en)
    if kind.remedy.en.startswith("Staff: "):
        assert kind.remedy.zh.startswith("请工作人员")
    if kind.remedy.en.startswith("Please wait; "):
        assert kind.remedy.zh.startswith("请稍候")
