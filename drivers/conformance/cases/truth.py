"""What it says of itself: unknown stays unknown, sensors are those it declared, readings are stamped."""

from typing import Any

from drivers.code_scanner import Scan
from drivers.conformance.case import PRINTERS, case, require
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.work import act, do_work, next_event
from drivers.conformance.workplace import Workplace, complete
from drivers.device import DeviceKind, Provenance, Source
from drivers.document_camera import Frame
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome
from drivers.simulation import Simulated
from drivers.status import DeviceStatus, Readiness, Sensor

SAID = (Sensor.GOOD, Sensor.LOW, Sensor.BAD)


@case()
def sensors_are_declared(on: Workplace) -> None:
    """Its status names only sensors it declared, each once, with a reading of its own."""
    device = on.brought_up()
    status = device.status()
    require(isinstance(status, DeviceStatus) and isinstance(status.readiness, Readiness), "no status at all")
    names = [name for name, _ in status.sensors]
    undeclared = sorted(set(names) - device.capabilities.sensors)
    require(not undeclared, f"not among its capabilities: {', '.join(undeclared)}")
    require(len(names) == len(set(names)), f"a sensor twice: {', '.join(names)}")
    require(all(isinstance(reading, Sensor) for _, reading in status.sensors), "a reading that is none")


@case()
def well_is_not_bad(on: Workplace) -> None:
    """Well and at rest, no sensor of it is BAD."""
    bad = [name for name, reading in on.brought_up().status().sensors if reading is Sensor.BAD]
    require(not bad, f"BAD on a device that is well: {', '.join(bad)}")


@case(kinds=PRINTERS, stimuli=[Stimulus.STATUS_UNSAID])
def unsaid_is_unknown(on: Workplace) -> None:
    """What it does not say is UNKNOWN: never GOOD, LOW or BAD."""
    device = on.brought_up()
    on.begin(Stimulus.STATUS_UNSAID)
    try:
        status = device.status()
    except DeviceError as error:
        complete(error)
        return
    said = [f"{name} {reading}" for name, reading in status.sensors if reading in SAID]
    require(not said, f"the device said nothing, its status says {', '.join(said)}")
    require(status.readiness is Readiness.UNKNOWN, f"the device said nothing, it is {status.readiness}")


@case(
    kinds=PRINTERS,
    stimuli=[Stimulus.PAPER_OUT],
)
def paper_out_is_said(on: Workplace) -> None:
    """Without paper it says PAPER_OUT and prints nothing; with paper it prints again."""
    device = on.brought_up()
    with on.having(Stimulus.PAPER_OUT):
        result = act(on, device)
        require(result.outcome is not PrintOutcome.PRINTED, "printed on no paper")
        code = result.error.code if result.error is not None else None
        require(code is DeviceErrorCode.PAPER_OUT, f"no paper, it says {result.error}")
        if "paper" in device.capabilities.sensors:
            on.eventually(lambda: ("paper", Sensor.BAD) in device.status().sensors, "no paper, and not said")
    on.eventually(lambda: ("paper", Sensor.BAD) not in device.status().sensors, "paper, and not said")
    do_work(on, device)


@case()
def stamp_is_whole(on: Workplace) -> None:
    """Its stamp says the driver, its version, and the source it really is."""
    device = on.brought_up()
    stamp = device.provenance
    require(isinstance(stamp, Provenance) and isinstance(stamp.source, Source), "no stamp at all")
    require(bool(stamp.driver) and bool(stamp.driver_version), "a stamp without driver or version")
    simulated = isinstance(device, Simulated)
    require(simulated == (on.bench.source is Source.SIMULATOR), f"{'a' if simulated else 'no'} simulator was made")
    require(stamp.source is on.bench.source, f"stamped {stamp.source}, it is {on.bench.source}")


@case(
    kinds={DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA},
    works=True,
)
def readings_are_stamped(on: Workplace) -> None:
    """Every reading bears the device's stamp."""
    device = on.brought_up()
    readings = [do_work(on, device)]
    if on.kind is DeviceKind.DOCUMENT_CAMERA:
        readings.append(next_event(on, device, Frame))
        require(readings[-1] is not None, "no preview comes")
    for reading in readings:
        require(isinstance(reading, Scan | Frame), f"{type(reading).__name__} is no reading")
        require(reading.provenance == device.provenance, f"stamped {reading.provenance}, is {device.provenance}")


@case(
    kinds={DeviceKind.DOCUMENT_CAMERA},
)
def pictures_are_fresh(on: Workplace) -> None:
    """Pictures are numbered upwards, and a still is taken after it was asked for."""
    device: Any = on.brought_up()
    numbers = []
    for _ in range(3):
        frame = next_event(on, device, Frame)
        require(frame is not None, "no preview comes")
        numbers.append(frame.number)
    asked = on.now()
    still = device.capture()
    require(asked <= still.taken_at <= on.now(), "a still from before it was asked for, or from the future")
    require(numbers == sorted(set(numbers)), f"pictures numbered {numbers}")


@case(
    kinds={DeviceKind.DOCUMENT_CAMERA},
    stimuli=[Stimulus.SILENT],
)
def old_pictures_are_not_delivered(on: Workplace) -> None:
    """A device that gives no pictures is not ONLINE with old ones."""
    device = on.brought_up()
    next_event(on, device, Frame)
    on.begin(Stimulus.SILENT)

    def stale() -> bool:
        try:
            device.poll(0.1)
        except DeviceError as error:
            complete(error)
            return True
        return False

    on.figures["noticed after s"] = round(on.eventually(stale, "no picture comes, and not said", 10.0), 3)
