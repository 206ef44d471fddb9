"""Where a visitor is sent: every business in every locality, official contacts only, errors that name the key."""

import re
from datetime import date

import pytest

from kiosk.rules.business import BusinessType, businesses
from kiosk.rules.guidance import guidance, offered
from kiosk.rules.guidance_files import DATA, GuidanceFileError, read_guidance
from kiosk.rules.profiles import load_profile
from tests.helpers.rules import GZ, HB, NA, PROFILES, SZ

CJK = r"[一-鿿]"
WORK_SYSTEM = NA.sites.work_system.value
EVERYWHERE = [(business, profile) for business in BusinessType for profile in PROFILES.values()]


def ids(case):
    return case.value if isinstance(case, BusinessType) else case.id


@pytest.mark.parametrize(("business", "profile"), EVERYWHERE, ids=ids)
def test_every_business_is_guided_in_every_locality_in_both_languages(business, profile):
    told = guidance(business, profile)
    texts = [told.name, told.where, *told.steps, *told.menu, *told.bring]
    assert told.steps
    assert told.sources
    for text in texts:
        assert re.search(CJK, text.zh)
        assert text.en
        assert not re.search(CJK, text.en)
        quoted = text in told.menu  # as the system itself writes it
        assert quoted or not re.search(rf"{CJK}[,;:!?()\"']|[,;:!?()\"']{CJK}", text.zh), "full-width punctuation"
    for step in told.steps:
        assert step.zh.endswith("。")
        assert step.en.endswith(".")


@pytest.mark.parametrize(("business", "profile"), EVERYWHERE, ids=ids)
def test_a_contact_is_one_the_profile_has_from_an_official_source(business, profile):
    contact = guidance(business, profile).contact
    phone = profile.contacts.phone.value
    known = (profile.window_text, profile.contacts.insurance.value)
    assert contact is None or contact in known or (phone is not None and contact.zh.endswith(phone))


@pytest.mark.parametrize(("business", "profile"), EVERYWHERE, ids=ids)
def test_only_shenzhens_platform_is_shown_and_never_for_an_overseas_application(business, profile):
    sites = guidance(business, profile).sites
    assert set(sites) <= {WORK_SYSTEM, SZ.sites.parallel_platform.value}
    if profile is not SZ or business is BusinessType.OVERSEAS_APPLICATION:
        assert set(sites) <= {WORK_SYSTEM}


def test_a_locality_says_only_what_differs_and_has_the_rest_from_the_nation():
    here, nation = guidance(BusinessType.ELECTRONIC_REISSUE, SZ), guidance(BusinessType.ELECTRONIC_REISSUE, NA)
    assert here.menu == nation.menu
    assert here.steps != nation.steps
    assert len(here.sources) == 2


@pytest.mark.parametrize(
    ("code", "profile", "words"),
    [
        ("BT-01", SZ, ("并联平台办理", "Z字或R字")),
        ("BT-06", GZ, ("受理窗口核验材料", "准予行政许可决定书")),
        ("BT-06", SZ, ("下载新版工作许可通知和《准予行政许可决定书》",)),
        ("BT-08", NA, ("我的在办件",)),
        ("BT-09", SZ, ("加盖单位公章",)),
        ("BT-11", GZ, ("30日内", "6个月内")),
        ("BT-14", NA, ("不作答复",)),
        ("BT-15", GZ, ("相片回执号", "12个工作日")),
        ("BT-17", HB, ("集中办理",)),
        ("BT-18", SZ, ("先到外国专家局窗口", "信息查询页")),
        ("BT-20", NA, ("国家监管总局",)),
        ("BT-07", GZ, ("不受影响", "无需再换发")),
        ("BT-10", SZ, ("恰在2024年12月1日", "规定没有写明")),
        ("BT-13", HB, ("超过参保年龄", "也可以正常领取")),
        ("X-01", NA, ("换发新版工作许可通知",)),
        ("X-02", GZ, ("电子社保卡中查询",)),
    ],
)
def test_the_steps_say_what_the_notices_say(code, profile, words):
    told = guidance(BusinessType(code), profile)
    text = "".join(part.zh for part in (*told.steps, *told.menu, *told.bring))
    for word in words:
        assert word in text


def test_what_guangzhou_says_of_cards_is_not_told_elsewhere():
    for profile in (NA, SZ, HB):
        assert "建设银行" not in guidance(BusinessType.CARD_IN_PERSON, profile).where.zh


def test_what_no_notice_lists_is_not_asked_for():
    for code, profile in (("BT-15", HB), ("BT-16", HB), ("BT-20", NA), ("BT-07", NA)):
        assert guidance(BusinessType(code), profile).bring == ()
    assert [paper.zh for paper in guidance(BusinessType.WORK_VISA, SZ).bring] == ["工作许可通知"]
    assert guidance(BusinessType.NOTICE_IN_TRANSIT, NA).menu == ()


def test_removed_businesses_are_not_offered_and_name_their_replacement():
    for type_ in BusinessType:
        removed = type_.is_removed
        assert bool(businesses()[type_].replaced_by) is removed
        assert not (removed and type_ in offered(NA))
        assert not any(other.is_removed for other in businesses()[type_].replaced_by)
    assert len(offered(NA)) == 22


CITY = """
id = "{0}"
inherits = "{1}"
version = "1"
name_zh = "样例市"
name_en = "Sample City"
territory_codes = ["{2}"]
source_document = "test"
effective_from = 2026-01-01
"""


def test_a_city_that_inherits_through_another_is_guided_like_the_one_that_has_guidance(tmp_path):
    for name, parent in (("parent", "gz"), ("child", "parent")):
        (tmp_path / f"{name}.toml").write_text(CITY.format(name, parent, "440106"), encoding="utf-8")
    city = load_profile(tmp_path / "child.toml")
    assert city.lineage == ("child", "parent", "gz", "na")
    assert city.effective_from == date(2026, 1, 1)
    there, here = (guidance(BusinessType.NOTICE_REISSUE, profile) for profile in (GZ, city))
    assert here == there


def test_a_neighbours_contacts_hours_sites_and_guidance_do_not_pass_to_another_territory(tmp_path):
    (tmp_path / "yunnan.toml").write_text(CITY.format("yunnan", "sz", "53"), encoding="utf-8")
    yunnan = load_profile(tmp_path / "yunnan.toml")
    assert yunnan.lineage == ("yunnan", "na")
    assert yunnan.verification == SZ.verification
    assert (yunnan.contacts, yunnan.sites, yunnan.one_card) == (NA.contacts, NA.sites, NA.one_card)
    assert yunnan.dates.closing_time == NA.dates.closing_time
    for business in BusinessType:
        told = str(guidance(business, yunnan))
        assert "Shenzhen" not in told
        assert "深圳" not in told


def test_guidance_to_verification_follows_the_localitys_own_figures(tmp_path):
    as_gz = CITY.format("city", "gz", "440106")
    (tmp_path / "city.toml").write_text(
        as_gz
        + "[verification]\n"
        + 'deadline_days = { value = 15, source = "own", as_of = 2026-01-01 }\n'
        + 'copies_with_seal = { value = false, source = "own", as_of = 2026-01-01 }\n'
        + '[medical]\nmonths = { value = 3, source = "own", as_of = 2026-01-01 }\n',
        encoding="utf-8",
    )
    told = guidance(BusinessType.ON_SITE_VERIFICATION, load_profile(tmp_path / "city.toml"))
    steps, bring = (" ".join(text.en for text in texts) for texts in (told.steps, told.bring))
    assert "within 15 days" in steps
    assert "last 3 months" in bring
    assert "seal" not in bring
    assert "own" in told.sources
    assert "within 30 days" in " ".join(text.en for text in guidance(BusinessType.ON_SITE_VERIFICATION, GZ).steps)


def test_a_place_that_turns_on_a_value_has_it_filled_in_and_names_its_source(tmp_path):
    authority = (
        '[contacts]\nauthority = { value = { zh = "市局", en = "Bureau" }, source = "own", as_of = 2026-01-01 }\n'
    )
    (tmp_path / "city.toml").write_text(CITY.format("city", "gz", "440106") + authority, encoding="utf-8")
    row = """["BT-11"]
source = "own notice"
where = { zh = "请到{value}", en = "Come to the {value}", if = "contacts.authority" }
"""
    (tmp_path / "city.guidance.toml").write_text(row, encoding="utf-8")
    told = guidance(BusinessType.ON_SITE_VERIFICATION, load_profile(tmp_path / "city.toml"))
    assert (told.where.zh, told.where.en) == ("请到市局", "Come to the Bureau")
    assert "own" in told.sources


def test_a_file_of_which_nothing_is_told_any_more_is_no_source(tmp_path):
    step = '["BT-15"]\nsource = "{0}-GUIDE"\nsteps = [{{ zh = "去。", en = "Go." }}]\n'
    for name, parent, code in (("fujian", "na", "35"), ("xiamen", "fujian", "3502")):
        (tmp_path / f"{name}.toml").write_text(CITY.format(name, parent, code), encoding="utf-8")
        (tmp_path / f"{name}.guidance.toml").write_text(step.format(name), encoding="utf-8")
    told = guidance(BusinessType.CARD_IN_PERSON, load_profile(tmp_path / "xiamen.toml"))
    assert "xiamen-GUIDE" in told.sources
    assert "fujian-GUIDE" not in told.sources


def test_every_file_of_guidance_belongs_to_a_bundled_profile():
    assert {path.stem for path in DATA.glob("*.toml")} <= {profile.id for profile in PROFILES.values()}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('["BT-99"]\nsource = "s"\n', "x.toml: BT-99: no business"),
        ('["BT-01"]\nwhere = { zh = "z", en = "e" }\n', "x.toml: BT-01.source: missing"),
        ('["BT-01"]\nsource = "s"\nstep = []\n', "x.toml: BT-01.step: not a key"),
        ('["BT-01"]\nsource = "s"\ncontact = "agency"\n', "x.toml: BT-01.contact: should be 'window', 'phone'"),
        ('["BT-01"]\nsource = "s"\nsteps = ["go"]\n', "x.toml: BT-01.steps[0]: write { zh"),
        ('["BT-01"]\nsource = "s"\nwhere = "there"\n', "x.toml: BT-01.where: write { zh"),
        ('["BT-01"]\nsource = "s"\nmenu = "m"\n', "x.toml: BT-01.menu: should be a list (it says 'm')"),
        (
            '["BT-01"]\nsource = "s"\nmenu = [{ zh = "z", en = "e", if = "sea.level" }]\n',
            "if: not a value of a profile",
        ),
        (
            '["BT-01"]\nsource = "s"\nmenu = [{ zh = "z", eng = "e" }]\n',
            "menu[0].eng: not a key of guidance; is it en?",
        ),
        ('["BT-01"\n', "x.toml: not a TOML file"),
        (
            '["BT-01"]\nsource = "s"\nsteps = [{ zh = "z", en = "within {days}", if = "medical.months" }]\n',
            "BT-01.steps[0].en: {days} is not filled in and would be printed so; only {value} is",
        ),
        (
            '["BT-01"]\nsource = "s"\nwhere = { zh = "z", en = "ok {" }\n',
            "BT-01.where.en: { is not filled in",
        ),
        (
            '["BT-01"]\nsource = "s"\nmenu = [{ zh = "{value!r}日", en = "e", if = "medical.months" }]\n',
            "BT-01.menu[0].zh: {value!r} is not filled in",
        ),
        (
            '["BT-01"]\nsource = "s"\nbring = [{ zh = "{value}日", en = "within {value} days" }]\n',
            "BT-01.bring[0]: {value} without if: there is no value to fill in; give the if",
        ),
    ],
)
def test_a_wrong_file_of_guidance_is_told_by_file_and_key(tmp_path, content, told):
    path = tmp_path / "x.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GuidanceFileError) as error:
        read_guidance(path)
    assert told in str(error.value)
    assert error.value.text.zh.startswith("x.toml：")


def test_everything_wrong_in_a_file_of_guidance_is_told_at_once(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('["BT-99"]\nsource = "s"\n["BT-01"]\nwhere = 3\ncontact = "agency"\n', encoding="utf-8")
    with pytest.raises(GuidanceFileError) as error:
        read_guidance(path)
    assert [line.zh for line in error.value.lines] == [
        "x.toml：BT-99：没有此业务代码；应为 BT-01 至 BT-90 或 X-01…",
        "x.toml：BT-01.source：缺少此项，请补上",
        "x.toml：BT-01.where：应写成 { zh = …, en = … }（现为 3）",
        "x.toml：BT-01.contact：应为以下之一：'window', 'phone', 'insurance' 或 'none'（现为 'agency'）",
    ]
