"""What this terminal does for people, which devices each thing needs, and what is done by hand without them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from drivers.device import DeviceKind
from drivers.status import Readiness
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text


class Service(StrEnum):
    """The terminal's services, in the order a visit meets them."""

    LOOK_UP_BY_CODE = "look_up_by_code"
    LOOK_UP_BY_NUMBER = "look_up_by_number"
    GUIDANCE = "guidance"
    CARD = "card"
    CAPTURE = "capture"
    PASSPORT = "passport"
    JUDGEMENT = "judgement"
    ASSESSMENT = "assessment"
    RECEIPT = "receipt"
    GUIDANCE_SLIP = "guidance_slip"
    CORRECTION_NOTICE = "correction_notice"
    DECISION = "decision"
    LOOPBACK = "loopback"


class ServiceState(StrEnum):
    """How a service stands. UNKNOWN: one of its devices has not said yet, and may well do."""

    WORKS = "works"
    UNKNOWN = "unknown"
    BY_HAND = "by_hand"
    NOT_POSSIBLE = "not_possible"


Alternatives = frozenset[DeviceKind]
"""Devices of which any one will do."""


@dataclass(frozen=True)
class Declared:
    """What a service says of itself. ``needs``: each must be met. ``instead``: by hand, where that can be.

    ``registry``: it asks the Work-in-China system, for whose answer nothing done by hand stands in.
    """

    name: Text
    needs: tuple[Alternatives, ...] = ()
    instead: Text | None = None
    registry: bool = False

    @property
    def devices(self) -> frozenset[DeviceKind]:
        """Every device that takes part."""
        return frozenset().union(*self.needs)


@dataclass(frozen=True)
class ServiceView:
    """How a service stands now. ``missing``: the devices whose failure it is. ``instead``: what to do meanwhile."""

    service: Service
    state: ServiceState
    missing: tuple[DeviceKind, ...] = ()
    instead: Text | None = None


def _one(kind: DeviceKind) -> Alternatives:
    return frozenset({kind})


_SCANNER, _READER, _CAMERA, _RECEIPTS, _PAGES = map(_one, DeviceKind)

SERVICES: Mapping[Service, Declared] = {
    Service.LOOK_UP_BY_CODE: Declared(
        Text("扫码查询", "Look-up by code"),
        (_SCANNER,),
        Text("手工输入通知上的许可编号", "type the permit number from the notice"),
        registry=True,
    ),
    Service.LOOK_UP_BY_NUMBER: Declared(Text("编号查询", "Look-up by number"), registry=True),
    Service.GUIDANCE: Declared(Text("办事指引", "Guidance")),
    Service.CARD: Declared(
        Text("读社保卡", "Reading the card"),
        (_READER,),
        Text("按卡面人工核对，在系统中确认", "compare the printed card by eye and confirm it"),
    ),
    Service.CAPTURE: Declared(
        Text("拍摄原件", "Picture of the original"),
        (_CAMERA,),
        Text("人工查看原件并判断，不留影像", "look at the original itself; no picture is kept"),
    ),
    Service.PASSPORT: Declared(
        Text("读护照", "Reading the passport"),
        (_CAMERA,),
        Text("对照屏幕人工核对护照各项", "compare the passport with the record by eye"),
    ),
    Service.JUDGEMENT: Declared(Text("判断与确认", "Judging and confirming")),
    Service.ASSESSMENT: Declared(Text("规则评估与期限", "Assessment and deadlines")),
    Service.RECEIPT: Declared(
        Text("打印回执", "Receipt"),
        (_RECEIPTS,),
        Text("手写期限交来访者，恢复后补打", "write the deadline down; print when it is mended"),
    ),
    Service.GUIDANCE_SLIP: Declared(
        Text("指引单", "Guidance slip"),
        (_RECEIPTS,),
        Text("请来访者拍下屏幕或抄写", "let the visitor photograph the screen"),
    ),
    Service.CORRECTION_NOTICE: Declared(
        Text("打印补正通知", "Correction notice"),
        (_PAGES,),
        Text("用纸质空白表填写补正事项", "fill in the paper form of the notice"),
    ),
    Service.DECISION: Declared(Text("打印决定书", "Decision"), (_PAGES,), registry=True),
    Service.LOOPBACK: Declared(
        Text("打印回读自检", "Print-and-read-back check"), (_RECEIPTS | _PAGES, _SCANNER | _CAMERA)
    ),
}

_DOWN = (Readiness.OFFLINE, Readiness.NEEDS_ATTENTION)


def services(devices: Iterable[DeviceView], *, registry: bool = True) -> tuple[ServiceView, ...]:
    """How every service stands, by how the devices stand; a device that is not configured is missing.

    ``registry``: whether the Work-in-China system answers, as far as is known.
    """
    standing = {view.kind: view.readiness for view in devices}
    return tuple(
        _view(service, declared, standing)
        if registry or not declared.registry
        else ServiceView(service, ServiceState.NOT_POSSIBLE)
        for service, declared in SERVICES.items()
    )


def impaired(devices: Iterable[DeviceView], *, registry: bool = True) -> tuple[ServiceView, ...]:
    """The services of staff that do not work now; the technician's own check is not among them."""
    hindered = (ServiceState.BY_HAND, ServiceState.NOT_POSSIBLE)
    return tuple(
        view
        for view in services(devices, registry=registry)
        if view.state in hindered and view.service is not Service.LOOPBACK
    )


def _view(service: Service, declared: Declared, standing: Mapping[DeviceKind, Readiness]) -> ServiceView:
    unmet = [need for need in declared.needs if all(_is_down(kind, standing) for kind in need)]
    if unmet:
        missing = tuple(kind for kind in DeviceKind if any(kind in need for need in unmet))
        state = ServiceState.NOT_POSSIBLE if declared.instead is None else ServiceState.BY_HAND
        return ServiceView(service, state, missing, declared.instead)
    proven = all(any(standing.get(kind) is Readiness.ONLINE for kind in need) for need in declared.needs)
    return ServiceView(service, ServiceState.WORKS if proven else ServiceState.UNKNOWN)


def _is_down(kind: DeviceKind, standing: Mapping[DeviceKind, Readiness]) -> bool:
    return kind not in standing or standing[kind] in _DOWN
