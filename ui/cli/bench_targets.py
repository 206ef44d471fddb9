"""What a bench is held to: each target with its figure, and whether it is met."""

from dataclasses import dataclass

from ui.cli.output import say, say_json


@dataclass(frozen=True)
class Target:
    """A figure and its bound: the most it may be, or with ``at_least`` the least.

    ``too_few`` says of what there was too little for a verdict; "" where there was enough.
    """

    what: str
    figure: float
    bound: float
    at_least: bool = False
    too_few: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the figure keeps to the bound, unrounded; None where the sample is too small to say."""
        return None if self.too_few else self._keeps(self.figure)

    @property
    def shown(self) -> str:
        """The figure with as many digits as it takes to see on which side of the bound it lies, four at least."""
        verdict = self._keeps(self.figure)
        rounded = (f"{self.figure:.{digits}g}" for digits in range(4, 17))
        return next((text for text in rounded if self._keeps(float(text)) == verdict), repr(self.figure))

    def _keeps(self, figure: float) -> bool:
        return figure >= self.bound if self.at_least else figure <= self.bound


def say_targets(targets: list[Target], as_json: bool) -> None:
    """One line a target; in JSON ``{"targets": [{"what", "figure", "bound", "at_least", "too_few", "met"}]}``.

    ``met`` is null, and ``too_few`` says why, where the sample is too small for a verdict.
    """
    if as_json:
        say_json({"targets": [vars(target) | {"met": target.met} for target in targets]})
        return
    for target in targets:
        sign = "≥" if target.at_least else "≤"
        say(f"{target.what}: {target.shown} (target {sign} {target.bound:g}): {_verdict(target)}")


def _verdict(target: Target) -> str:
    if target.too_few:
        return f"no verdict, {target.too_few}"
    return "on target" if target.met else "NOT ON TARGET"
