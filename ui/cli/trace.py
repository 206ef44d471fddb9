"""`kiosk trace …`: records what a device does, shows a trace, and holds another driver against it."""

import json
from pathlib import Path
from typing import Any

import click

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.replay_course import told as told_operation
from drivers.trace import Trace, TraceLine, TraceUnreadable, read_trace
from drivers.trace_check import Comparison, Departure, Pace, check
from drivers.trace_schema import json_schema
from drivers.trace_stimuli import simulator_options
from kiosk.config import DeviceConfig, load_config
from kiosk.device_problems import DeviceProblem
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import WrongUse
from ui.cli.options import config_file
from ui.cli.output import Exit, reports_problems, say, say_json
from ui.cli.trace_recording import record_device

_file = click.argument("file", type=click.Path(path_type=Path))
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_LONGEST_TOLD = 60


@click.group()
def trace() -> None:
    """Record what a device does, redacted while it is written, and compare another driver with it."""


@trace.command()
@click.option("--device", required=True, type=click.Choice([kind.value for kind in DeviceKind]))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The trace; one that is there is put away."
)
@click.option("--seconds", type=click.FloatRange(0.1, 86_400), default=10.0, show_default=True)
@click.option("--exercise", is_flag=True, help="Also let it do something that can be seen: a strip, a still.")
@click.option("--simulated", is_flag=True, help="Record the simulated device instead.")
@config_file
@_json
@reports_problems
def record(
    device: str, out: Path, seconds: float, exercise: bool, simulated: bool, file: Path, as_json: bool
) -> Exit:
    """Use one device of this terminal for a while and record it: its events, its status, a card that is put in.

    Nothing personal reaches the file. Exit code 3 when the device cannot be used; the trace then says why.
    """
    kind = DeviceKind(device)
    config = DeviceConfig(driver="simulated") if simulated else load_config(file).devices.get(kind)
    if config is None:
        raise WrongUse(Text(f"本机没有配置 {device}", f"this terminal has no {device}"))
    recorded = record_device(kind, config, out, seconds, exercise=exercise)
    if recorded.failure:
        raise WrongUse(
            Text(f"无法写入 {out}（{recorded.failure}）", f"{out} cannot be written ({recorded.failure})")
        )
    if recorded.error is not None:
        raise DeviceProblem(kind, recorded.error)
    lines = read_trace(out).lines
    if as_json:
        say_json({"trace": str(out), "device": device, "operations": len(lines)})
    else:
        say(f"{out}: {len(lines)} operations of the {device}")
    return Exit.DONE


@trace.command()
@_file
@_json
@reports_problems
def show(file: Path, as_json: bool) -> Exit:
    """Show a trace, an operation a line."""
    found = _read(file)
    header = found.header
    if as_json:
        for line in found.lines:
            say_json(_plain_line(line))
        return Exit.DONE
    stamp = header.provenance
    serial = f", serial {stamp.device_serial}" if stamp.device_serial else ""
    say(f"{header.kind} by {stamp.driver} {stamp.driver_version} ({stamp.source}{serial}), {header.recorded_at}")
    for line in found.lines:
        idle = f"  (after {line.idle_polls} polls without an event)" if line.idle_polls else ""
        asked = told_operation(line.operation, line.arguments, _LONGEST_TOLD)
        say(
            f"{line.line:6} {line.offset_ms / 1000:10.3f} s {line.took_ms:9.1f} ms  {asked} → {_answer(line)}{idle}"
        )
    if found.torn:
        say(f"the line after line {len(found.lines) + 1} broke off; everything before it stands")
    return Exit.DONE


@trace.command(name="check")
@_file
@click.option("--driver", required=True, help="By its name in the catalogue: simulated, replay:FILE, …")
@click.option("--options", default="{}", show_default=True, help="The driver's own options, a JSON object.")
@_json
@reports_problems
def check_trace(file: Path, driver: str, options: str, as_json: bool) -> Exit:
    """Let another driver do what the trace holds, and say where it differs; exit code 1 where it does.

    Compared are faults, status words, sensors, outcomes, shapes and the order of events. Times are told as a
    ratio and never count. A hardware driver really does it: a printer prints blank bands.
    """
    found = _read(file)
    kind = found.header.kind
    own = simulator_options(found) if driver == "simulated" else {}
    try:
        device = create_device(kind, driver, own | _options(options))
    except DeviceError as error:
        if error.code is not DeviceErrorCode.CONFIGURATION:
            raise DeviceProblem(kind, error) from error
        why = f"{error.locus}: {error.vendor_text}"
        wrong = Text(f"--driver 或 --options 有误（{why}）", f"--driver or --options is wrong ({why})")
        raise WrongUse(wrong) from error
    comparison = check(found, device)
    _say_comparison(comparison, as_json)
    return Exit.ANSWER_IS_NO if comparison.departures else Exit.DONE


@trace.command()
@reports_problems
def schema() -> Exit:
    """Print the format of a trace's lines as a JSON Schema."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return Exit.DONE


def _read(file: Path) -> Trace:
    try:
        return read_trace(file)
    except TraceUnreadable as error:
        where = f"第{error.line}行" if error.line else ""
        raise WrongUse(Text(f"不是可用的设备记录：{file.name}{where}（{error.wrong}）", str(error))) from error


def _options(text: str) -> dict[str, Any]:
    try:
        options = json.loads(text)
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise WrongUse(Text("--options 须为JSON对象", "--options takes a JSON object"))
    return options


def _answer(line: TraceLine) -> str:
    if line.error is not None:
        return str(line.error)
    result = line.result
    if not isinstance(result, dict):
        return "nothing" if result is None else str(result).lower()
    text = " ".join(f"{name} {_short(value)}" for name, value in result.items() if name not in ("is", "grid"))
    return f"{result['is']} {text}".rstrip()


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_TOLD else text[: _LONGEST_TOLD - 1] + "…"


def _plain_line(line: TraceLine) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "line": line.line,
        "operation": line.operation,
        "arguments": line.arguments,
        "offset_ms": line.offset_ms,
        "took_ms": line.took_ms,
        "idle_polls": line.idle_polls,
    }
    if line.error is None:
        return plain | {"result": line.result}
    return plain | {"error": {"code": line.error.code.value, "name": line.error.code.name, "text": str(line.error)}}


def _say_comparison(comparison: Comparison, as_json: bool) -> None:
    if as_json:
        for departure in comparison.departures:
            say_json({name: getattr(departure, name) for name in Departure.__dataclass_fields__})
        paces = {pace.operation: _plain_pace(pace) for pace in comparison.paces}
        say_json({"compared": comparison.compared, "differences": len(comparison.departures), "timing": paces})
        return
    for departure in comparison.departures:
        say(str(departure))
    for pace in comparison.paces:
        ratio = "" if pace.ratio is None else f" (× {pace.ratio:.2f})"
        say(f"  {pace.operation:11} {pace.count:5} ×, {pace.recorded_ms:9.1f} ms, {pace.found_ms:9.1f} ms{ratio}")
    say(f"{comparison.compared} operations compared, {len(comparison.departures)} differ")


def _plain_pace(pace: Pace) -> dict[str, Any]:
    ratio = None if pace.ratio is None else round(pace.ratio, 3)
    return {
        "times": pace.count,
        "recorded_ms": pace.recorded_ms,
        "found_ms": round(pace.found_ms, 3),
        "ratio": ratio,
    }
