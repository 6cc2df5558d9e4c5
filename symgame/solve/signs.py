"""Signs of derivatives as values: by region, with what happens where branches meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import UncoveredError
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.printing import Value
from symgame.solve.values import exact_values


class Sign(StrEnum):
    """The sign of a derivative; equal to the text that it prints as.

    Examples
    --------
    >>> Sign.PLUS == "+", int(Sign.MINUS)
    (True, -1)
    """

    PLUS = "+"
    ZERO = "0"
    MINUS = "-"

    def __int__(self) -> int:
        return {"+": 1, "0": 0, "-": -1}[self.value]

    @classmethod
    def of(cls, number: int) -> Sign:
        """The sign of an integer."""
        return cls.PLUS if number > 0 else cls.MINUS if number < 0 else cls.ZERO


@dataclass(frozen=True)
class SignCase(Value):
    """One sign of one derivative on one region.

    Parameters
    ----------
    region : Region
    sign : Sign
    derivative : Expr
    branch : int
        Place of the branch in the equilibrium.
    verdict : Verdict

    Examples
    --------
    See `comparative_statics`.
    """

    region: Region
    sign: Sign
    derivative: sp.Expr
    branch: int
    verdict: Verdict


@dataclass(frozen=True)
class Kink(Value):
    """What happens where two branches meet.

    Parameters
    ----------
    region : Region
        The boundary; kind and signs are those on its relative interior.
    kind : str
        ``"jump"``, ``"kink"``, ``"smooth"``, or ``"undecided"``.
    below, above : Sign or None
        Sign of the derivative on the side of smaller and of larger parameter values; None when not proved.
    branches : tuple of int

    Examples
    --------
    See `comparative_statics`.
    """

    region: Region
    kind: str
    below: Sign | None
    above: Sign | None
    branches: tuple[int, int]


@dataclass(frozen=True)
class Signs(Value):
    """The derivative of one quantity in one parameter.

    Parameters
    ----------
    quantity : Player or Expr
    parameter : Symbol
    cases : tuple of SignCase
    kinks : tuple of Kink
    uncovered : Boolean
        Where, outside the kinks, no sign is proved or the quantity has no value.

    Examples
    --------
    See `comparative_statics`.
    """

    quantity: Any
    parameter: sp.Symbol
    cases: tuple[SignCase, ...]
    kinks: tuple[Kink, ...]
    uncovered: Boolean

    @property
    def everywhere(self) -> Sign | None:
        """The sign that holds on every branch, None when there are several or some place is uncovered."""
        signs = {c.sign for c in self.cases}
        return next(iter(signs)) if len(signs) == 1 and self.uncovered is sp.false else None

    def at(self, values: Mapping[sp.Symbol, Any]) -> tuple[Sign, ...]:
        """The signs at exact parameter values, one for each equilibrium there that lies in a stated region.

        Raises
        ------
        UncoveredError
            On a boundary between branches, or where no sign is known.
        """
        given = self.cases[0].region.given if self.cases else ()
        symbols = {s for c in self.cases for s in c.region.symbols} | {self.parameter}
        point = exact_values(values, sorted(symbols, key=str), given)
        found = tuple(dict.fromkeys(c.sign for c in self.cases if c.region.holds_at(point)))
        if not found:
            what = f"the derivative of {self.quantity} in {self.parameter}"
            raise UncoveredError(f"no sign of {what} is stated at {dict(values)}")
        return found
