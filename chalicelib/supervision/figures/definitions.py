"""What a figure is, and how its value follows. Pure.

Formulas are the usual conventions, for no national text fixes them: whoever changes what a figure means raises its
version, so that values are never compared across it.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

PERCENT = "percent"
Number = int | Fraction


class Definition(NamedTuple):
    """What a figure says, in words. `unit`: `percent` of the ratio, or what is counted for each of the denominator."""

    name: str
    title: str
    meaning: str
    version: int = 1
    unit: str = PERCENT


class Figure(NamedTuple):
    """A definition's outcome; `value` has two decimals, half up, and is None where there is nothing to divide by."""

    definition: Definition
    numerator: Number
    denominator: Number

    @property
    def value(self) -> float | None:
        if not self.denominator:
            return None
        ratio = Fraction(self.numerator) / Fraction(self.denominator)
        return rounded(ratio * 100 if self.definition.unit == PERCENT else ratio)

    def shown(self) -> dict[str, Any]:
        """Its name and numbers."""
        parts = {"numerator": _plain(self.numerator), "denominator": _plain(self.denominator)}
        return {"name": self.definition.name, **parts, "value": self.value}


def rounded(number: Number) -> float:
    """Two decimals, half up, away from zero."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _plain(number: Number) -> float:
    return number.numerator if number.denominator == 1 else rounded(number)


def told(definition: Definition) -> dict[str, Any]:
    """A definition in words."""
    return {
        "name": definition.name,
        "title": definition.title,
        "definition": definition.meaning,
        "definition_version": definition.version,
        "unit": definition.unit,
    }
