"""A limit (限值): a required value with its tolerance and unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A required value with its tolerance: ``37±1 mm``."""

    value: float
    tolerance: float
    unit: str

    def holds(self, measured: float) -> bool:
        """Tell whether a measured value is within the tolerance."""
        return abs(measured - self.value) <= self.tolerance + 1e-6

    def __str__(self) -> str:
        """Give value, tolerance and unit as a person reads them."""
        spread = f"±{self.tolerance:g}" if self.tolerance else ""
        return f"{self.value:g}{spread} {self.unit}" if self.unit.isascii() else f"{self.value:g}{spread}{self.unit}"

    def shown(self, measured: float) -> str:
        """Give a measured value in the same unit."""
        return f"{measured:.2f}".rstrip("0").rstrip(".") + (f" {self.unit}" if self.unit.isascii() else self.unit)
