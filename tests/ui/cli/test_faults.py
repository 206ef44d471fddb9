"""A fault plan from a file and from the configuration: checked, followed by simulators, refused elsewhere."""

import re
from pathlib import Path

import pytest

from drivers.device import DeviceKind
from drivers.fault_plan import Lasting, PlannedFault
from drivers.fault_signs import faults_of
from drivers.faults import Fault
from kiosk.config import load_config
from kiosk.fault_words import FAULT_NAMES
from tests.helpers.command_line import TERMINAL, kiosk, lines
from tests.helpers.played import wait_for
from ui.context import FaceContext

PLAN = """\
seed = 7
[[fault]]
device = "card_reader"
operation = "transmit"
at = [3, 9]
fault = "torn"
operations = 1
[[fault]]
device = "document_camera"
operation = "open"
fault = "unplugged"
[[fault]]
device = "receipt_printer"
fault = "slow"
at = 4
seconds = 60
measure = 0.5
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "faults.toml"
    file.write_text(PLAN)
    return file


def test_every_fault_of_every_device_is_listed_with_its_words_and_signs() -> None:
    listed = lines(kiosk("faults", "list", "--json"))
    assert [(row["device"], row["fault"]) for row in listed] == [
        (kind.value, fault.value) for kind in DeviceKind for fault in faults_of(kind)
    ]
    assert set(FAULT_NAMES) == set(Fault)
    said = kiosk("faults", "list", "--device", "document_camera").stdout
    assert "black_frame        picture black, 画面全黑: the health check stops with D-302" in said
    assert "paper_out" not in said


def test_a_right_plan_shows_its_course(plan: Path) -> None:
    told = lines(kiosk("faults", "check", plan, "--json"))[0]
    assert (told["right"], told["seed"]) == (True, 7)
    torn, unplugged, slow = told["faults"]
    assert 3 <= torn["occurrence"] <= 9
    assert (unplugged["operation"], unplugged["seconds"], unplugged["operations"]) == ("open", None, None)
    assert (slow["measure"], slow["seconds"]) == (0.5, 60)
    said = kiosk("faults", "check", plan)
    assert f"card_reader, transmit {torn['occurrence']}: torn for 1 of them" in said.stdout
    assert "document_camera, open 1: unplugged until mended" in said.stdout
    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"torn"', '"paper_out"'), "a card_reader cannot be paper_out"),
        (('"transmit"', '"transmitt"'), "has no operation 'transmitt'"),
        (("operations = 1", "operations = 1\nseconds = 2"), "not both"),
        (("operations = 1", "for = 1"), "fault.0.for: no such key"),
        (("at = 4", "at = 0"), "fault.2.at: should be an occurrence from 1"),
        (("at = [3, 9]", "at = [9, 3]"), "fault.0.at: should be an occurrence from 1"),
        (("at = [3, 9]", "at = [1, 2, 3]"), "fault.0.at: should be an occurrence from 1"),
        (("at = [3, 9]", 'at = "third"'), "fault.0.at: should be an occurrence from 1"),
        (("at = 4", "at = true"), "fault.2.at: should be an occurrence from 1"),
        (("operations = 1", "operations = 0"), "fault.0.operations: should be at least 1"),
        (("seconds = 60", "seconds = nan"), "fault.2.seconds: should be a number that can be counted to"),
        (("seconds = 60", "seconds = inf"), "fault.2.seconds: should be a number that can be counted to"),
        (("seconds = 60", "seconds = 0"), "fault.2.seconds: should be greater than 0"),
        (("measure = 0.5", "measure = inf"), "fault.2.measure: should be a number that can be counted to"),
        (("measure = 0.5", "measure = -1"), "fault.2.measure: should be greater than 0"),
        (("operations = 1", "measure = 2"), "torn takes no measure"),
        (('"document_camera"', '"toaster"'), "fault.1.device"),
    ],
)
def test_a_wrong_plan_is_refused_with_the_key(plan: Path, change: tuple[str, str], said: str) -> None:
    plan.write_text(PLAN.replace(*change))
    refused = kiosk("faults", "check", plan)
    assert refused.exit_code == 1
    assert "K-101" in refused.stdout
    assert said in refused.stdout
    error = lines(kiosk("faults", "check", plan, "--json"))[0]["error"]
    assert error["code"] == "K-101"
    assert not re.search("[Vv]alue error|tuple|值无效| should | cannot | no ", error["zh"])


def test_a_health_check_under_a_plan_stops_where_the_fault_is(plan: Path) -> None:
    checked = kiosk("check-health", "document_camera", "--simulated", "--faults", plan, "--json")
    assert checked.exit_code == 1
    rungs = {rung["rung"]: rung for rung in lines(checked)[0]["rungs"]}
    assert (rungs["attached"]["result"], rungs["attached"]["code"]) == ("failed", "D-102")


def test_the_devices_are_shown_under_a_plan(plan: Path) -> None:
    shown = {row["device"]: row for row in lines(kiosk("devices", "--simulated", "--faults", plan, "--json"))}
    assert shown["document_camera"]["error"]["code"] == "D-102"
    assert shown["card_reader"]["error"] is None


def test_a_terminals_own_plan_is_read_with_its_configuration(tmp_path: Path) -> None:
    file = tmp_path / "terminal.toml"
    file.write_text(TERMINAL + "[faults]\nseed = 3\n" + PLAN.replace("seed = 7\n", "").replace("[[", "[[faults."))
    plan = load_config(file).faults.plan
    assert plan.seed == 3
    assert plan.faults[0] == PlannedFault(
        DeviceKind.CARD_READER, Fault.TORN, "transmit", (3, 9), Lasting(operations=1)
    )


@pytest.mark.parametrize("command", ["devices", "check-health", "desk"])
def test_a_plan_for_a_device_that_is_no_simulator_is_refused(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    file = tmp_path / "terminal.toml"
    real = '[devices.code_scanner]\ndriver = "serial"\noptions = { port = "nowhere" }\n'
    fault = '[[faults.fault]]\ndevice = "code_scanner"\nfault = "mute"\n'
    file.write_text(TERMINAL + real + fault)
    refused = kiosk(command, "--config", file)
    assert refused.exit_code == 3
    assert "K-104" in refused.stderr
    assert "Code scanner is no simulator" in refused.stderr


def test_a_face_opens_with_the_plan(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stations = []

    def run(context: FaceContext) -> int:
        stations.append(context.station)
        context.station.start()
        camera = DeviceKind.DOCUMENT_CAMERA
        wait_for(lambda: next(view for view in context.station.devices() if view.kind is camera).last_error)
        context.station.stop()
        return 0

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("ui.desk.app.run_desk", run)
    opened = kiosk("desk", "--simulated", "--faults", plan)
    assert opened.exit_code == 0, opened.output
    assert stations[0].happened(DeviceKind.DOCUMENT_CAMERA)[0].fault is Fault.UNPLUGGED


def test_a_planned_fault_that_never_came_is_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(
        '[[fault]]\ndevice = "receipt_printer"\noperation = "print_bands"\nat = 2\nfault = "paper_out"\n'
        '[[fault]]\ndevice = "document_camera"\noperation = "capture"\nfault = "slow"\nmeasure = 0.01\n'
        '[[fault]]\ndevice = "card_reader"\noperation = "status"\nfault = "mute"\n'
    )
    missed = [
        "planned, never came: document_camera, capture 1: slow",
        "planned, never came: receipt_printer, print_bands 2: paper_out",
    ]
    for command in (("check-health", "--level", "external"), ("devices", "--json")):
        assert kiosk(*command, "--simulated", "--faults", file).stderr.splitlines() == missed


def test_how_soon_each_fault_is_noticed_and_mended_is_measured() -> None:
    measured = lines(kiosk("bench", "faults", "--rounds", "1", "--device", "card_reader", "--json"))
    seen = {row["fault"]: row for row in measured if "noticed_s" in row}
    assert set(seen) == {"unplugged", "claimed_elsewhere", "service_down", "flapping", "hung", "mute"}
    assert all(row["noticed_s"] >= 0 and row["back_s"] >= 0 for row in seen.values())
    assert (seen["hung"]["code"], seen["mute"]["shows"]) == ("D-106", "card bad")
    assert measured[-1] == {
        "device": "card_reader",
        "shown_only_at_work": ["slow", "garbage", "short", "oversize", "torn"],
    }


def test_what_a_printers_sensors_show_is_measured_with_the_rest() -> None:
    measured = lines(kiosk("bench", "faults", "--rounds", "1", "--device", "receipt_printer", "--json"))
    seen = {row["fault"]: row for row in measured if "noticed_s" in row}
    for fault in (
        "paper_out",
        "cover_open",
        "near_end",
        "offline",
        "jam",
        "cutter_error",
        "mute",
        "hung",
        "flapping",
    ):
        assert fault in seen, f"{fault} is not measured"
    assert (seen["paper_out"]["code"], seen["paper_out"]["shows"]) == ("D-401", "paper bad")
    assert (seen["near_end"]["code"], seen["near_end"]["shows"]) == (None, "paper low")
    assert "paper_ends" in measured[-1]["shown_only_at_work"]


def test_a_device_that_does_not_say_how_it_is_has_not_passed(tmp_path: Path) -> None:
    silent = tmp_path / "silent.toml"
    silent.write_text('[[fault]]\ndevice = "receipt_printer"\nfault = "unknown_status"\n')
    asked = ("check-health", "receipt_printer", "--simulated", "--faults", silent)
    told = kiosk(*asked, "--json")
    assert told.exit_code == 1
    assert (lines(told)[0]["verdict"], lines(told)[0]["passed"]) == ("unknown", False)
    said = kiosk(*asked)
    assert said.exit_code == 1
    assert "Receipt printer: NOT KNOWN" in said.stdout
    assert "passed\n" not in said.stdout.split("\n")[0]


def test_a_health_check_speaks_chinese_where_it_is_asked_to(tmp_path: Path) -> None:
    said = kiosk("check-health", "card_reader", "--simulated", "--language", "zh").stdout.splitlines()
    assert said == ["读卡器：通过", "  打开：通过 已启用", "  占用：通过 已启用", "  应答：通过 模拟读卡器"]
    told = lines(kiosk("check-health", "card_reader", "--simulated", "--json"))[0]
    answers = next(rung for rung in told["rungs"] if rung["rung"] == "answers")
    assert (answers["observed"], answers["zh"], answers["en"]) == (
        "simulated_reader", "模拟读卡器", "simulated reader",
    )  # fmt: skip
    empty = tmp_path / "empty.toml"
    empty.write_text('[[fault]]\ndevice = "receipt_printer"\nfault = "paper_out"\n')
    stopped = kiosk("check-health", "receipt_printer", "--simulated", "--faults", empty, "--language", "zh")
    assert stopped.exit_code == 1
    assert "传感器：未通过 D-401：凭条打印机：线路异常，纸异常" in stopped.stdout
    assert "D-401：凭条打印机缺纸" in stopped.stdout


def test_a_list_of_devices_says_of_one_that_is_unknown_what_to_do(tmp_path: Path) -> None:
    silent = tmp_path / "silent.toml"
    silent.write_text('[[fault]]\ndevice = "receipt_printer"\nfault = "unknown_status"\n')
    said = kiosk("devices", "--simulated", "--faults", silent)
    assert said.exit_code == 1
    assert "run check-health" in said.stdout


def test_a_plan_may_hold_faults_that_overlap(tmp_path: Path) -> None:
    several = tmp_path / "several.toml"
    several.write_text(
        '[[fault]]\ndevice = "document_printer"\nfault = "near_end"\noperation = "open"\n'
        '[[fault]]\ndevice = "document_printer"\nfault = "cover_open"\noperation = "open"\nseconds = 600\n'
        '[[fault]]\ndevice = "document_printer"\nfault = "toner_empty"\noperation = "open"\n'
    )
    shown = {row["device"]: row for row in lines(kiosk("devices", "--simulated", "--faults", several, "--json"))}
    sensors = shown["document_printer"]["sensors"]
    assert (sensors["paper"], sensors["cover"], sensors["toner"]) == ("low", "bad", "bad")
    checked = kiosk("check-health", "document_printer", "--simulated", "--faults", several, "--language", "zh")
    assert "盖异常，墨粉异常" in checked.stdout
