"""A fault plan as it is written down: a TOML file of its own, or a table of the terminal's configuration."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from drivers.device import DeviceKind
from drivers.fault_plan import ANY_OPERATION, FaultPlan, Lasting, PlannedFault
from drivers.faults import Fault


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedFaultConfig(_Strict):
    """One fault; with neither ``operations`` nor ``seconds`` it lasts until it is mended."""

    device: DeviceKind
    fault: Fault
    operation: Annotated[str, Field(description="The operation's name; * is any that is asked for")] = ANY_OPERATION
    at: Annotated[
        int | tuple[int, int],
        Field(description="Which occurrence, from 1; of two numbers the seed chooses between"),
    ] = 1
    operations: int | None = None
    seconds: float | None = None
    measure: Annotated[float | None, Field(description="The number that goes with some faults")] = None

    @model_validator(mode="after")
    def _can_be(self) -> "PlannedFaultConfig":
        """Raises ValueError, which pydantic tells with the key."""
        self.planned()
        return self

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
