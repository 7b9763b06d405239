"""Promises of speed, and whether a run kept them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure, mostly a ratio, that must stay on one side of a bound.

    `stretch` is our goal beyond the promise; `note` is a remark on the figure.
    """

    words: str
    figure: float
    bound: float
    at_least: bool = True
    stretch: float | None = None
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the bound held."""
        return self._within(self.bound)

    @property
    def stretched(self) -> bool:
        """Whether the goal was reached; True if there is none."""
        return self.stretch is None or self._within(self.stretch)

    @property
    def sign(self) -> str:
        """On which side of the bound the figure has to be."""
        return "≥" if self.at_least else "≤"

    def __str__(self) -> str:
        said = "kept" if self.kept else "BROKEN"
        return (
            f"  {self.words:<56} {self.figure:8.2f}   promised {self.sign} {self.bound:g}   {said}"
        )

    def _within(self, bound: float) -> bool:
        return self.figure >= bound if self.at_least else self.figure <= bound


def markdown(promises: Sequence[Promise]) -> str:
    """The table of docs/performance.md."""
    lines = ["| | promised | wanted | measured | |", "|---|---|---|---|---|"]
    for each in promises:
        wanted = "" if each.stretch is None else f"{each.sign} {each.stretch:g}"
        said = "kept" if each.kept else "**broken**"
        if each.kept and each.stretch is not None and not each.stretched:
            said = "kept; not yet what we want"
        note = f" ({each.note})" if each.note else ""
        lines.append(
            f"| {each.words} | {each.sign} {each.bound:g} | {wanted} | {_said(each.figure)} "
            f"| {said}{note} |"
        )
    return "\n".join(lines) + "\n"


def _said(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
