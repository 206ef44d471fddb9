"""A fault plan as it is written down: a TOML file of its own, or a table of the terminal's configuration."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from drivers.device import DeviceKind
from drivers.fault_plan import ANY_OPERATION, FaultPlan, Lasting, PlannedFault, operations_of
from drivers.fault_signs import faults_of
from drivers.faults import USUAL_MEASURE, Fault
from kiosk.device_problems import DEVICE_NAMES
from kiosk.rules.assessment import Text
from kiosk.wrong_words import WrongFile

_AT = Text(
    "应为第几次（从 1 起的整数），或先后两次，如 [3, 9]",
    "should be an occurrence from 1, or the first and the last of several, such as [3, 9]",
)
_BOTH = Text("operations 与 seconds 只能给一个", "give operations or seconds, not both")


def _occurrence(at: Any) -> Any:
    """Raises WrongFile for what counts nothing: said here, where a union of types says it once for each."""
    counted = [at] if isinstance(at, int) else at if isinstance(at, list | tuple) and len(at) == 2 else []
    if not counted or any(type(each) is not int for each in counted) or not 1 <= counted[0] <= counted[-1]:
        raise WrongFile(_AT)
    return at


Quantity = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedFaultConfig(_Strict):
    """One fault; with neither ``operations`` nor ``seconds`` it lasts until it is mended."""

    device: DeviceKind
    fault: Fault
    operation: Annotated[str, Field(description="The operation's name; * is any that is asked for")] = ANY_OPERATION
    at: Annotated[
        int | tuple[int, int],
        BeforeValidator(_occurrence),
        Field(description="Which occurrence, from 1; of two numbers the seed chooses between"),
    ] = 1
    operations: Annotated[int, Field(ge=1)] | None = None
    seconds: Quantity | None = None
    measure: Annotated[Quantity | None, Field(description="The number that goes with some faults")] = None

    @model_validator(mode="after")
    def _can_be(self) -> "PlannedFaultConfig":
        """Raises WrongFile, which pydantic tells with the key."""
        wrong = tuple(self._wrong())
        if wrong:
            raise WrongFile(*wrong)
        return self

    def _wrong(self) -> Iterator[Text]:
        """What does not go together, in both languages; ``drivers.fault_plan`` refuses the same in one."""
        name, faults, operations = DEVICE_NAMES[self.device].zh, faults_of(self.device), operations_of(self.device)
        if self.fault not in faults:
            yield Text(
                f"{name}没有故障 {self.fault}，只有 {', '.join(faults)}",
                f"a {self.device} cannot be {self.fault}; it can be {', '.join(faults)}",
            )
        if self.operation not in operations:
            yield Text(
                f"{name}没有操作 {self.operation}，只有 {', '.join(operations)}",
                f"a {self.device} has no operation {self.operation!r}, only {', '.join(operations)}",
            )
        if self.operations is not None and self.seconds is not None:
            yield _BOTH
        if self.measure is not None and self.fault not in USUAL_MEASURE:
            yield Text(f"故障 {self.fault} 没有 measure", f"{self.fault} takes no measure")

    def planned(self) -> PlannedFault:
        """The entry as the drivers take it."""
        lasting = Lasting(self.operations, self.seconds)
        return PlannedFault(self.device, self.fault, self.operation, self.at, lasting, self.measure)


class FaultPlanConfig(_Strict):
    """A whole plan."""

    seed: int = 0
    fault: tuple[PlannedFaultConfig, ...] = ()

    @property
    def plan(self) -> FaultPlan:
        """The plan as the drivers take it."""
        return FaultPlan(tuple(entry.planned() for entry in self.fault), self.seed)
