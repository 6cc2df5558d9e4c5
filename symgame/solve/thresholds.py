"""Thresholds: the value of one parameter at which a property of a symmetric game begins or ends, by region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import UncoveredError
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.printing import Value
from symgame.solve.values import evaluate, exact_values


@dataclass(frozen=True)
class ThresholdCase(Value):
    """A threshold on one region.

    Parameters
    ----------
    region : Region
        In the other parameters.
    value : Expr
        The threshold.
    claim : Boolean
        What is proved of it.
    verdict : Verdict

    Examples
    --------
    See `free_entry` and `collusion`.
    """

    region: Region
    value: sp.Expr
    claim: Boolean
    verdict: Verdict


@dataclass(frozen=True)
class Threshold(Value):
    """A threshold of one symbol, by region.

    Parameters
    ----------
    symbol : Symbol
        Of which the threshold is a value.
    cases : tuple of ThresholdCase
    parameters : tuple of Symbol
        What `at` needs.
    uncovered : Boolean
        Where no threshold is known, or there is none.

    Examples
    --------
    See `free_entry` and `collusion`.
    """

    symbol: sp.Symbol
    cases: tuple[ThresholdCase, ...]
    parameters: tuple[sp.Symbol, ...]
    uncovered: Boolean

    @property
    def value(self) -> sp.Expr:
        """The threshold: an Expr, or a Piecewise over the regions.

        Raises
        ------
        UncoveredError
            If no case was found.
        """
        if not self.cases:
            raise UncoveredError(f"no threshold of {self.symbol} is known")
        distinct = list(dict.fromkeys(c.value for c in self.cases))
        return distinct[0] if len(distinct) == 1 else sp.Piecewise(*((c.value, c.region.condition) for c in self.cases))

    def at(self, values: Mapping[sp.Symbol, Any]) -> sp.Expr:
        """The threshold at exact parameter values.

        Raises
        ------
        UncoveredError
            Where none is known.
        """
        given = self.cases[0].region.given if self.cases else ()
        point = exact_values(values, self.parameters, given)
        for case in self.cases:
            if case.region.holds_at(point):
                return evaluate(case.value, point)
        raise UncoveredError(f"no threshold of {self.symbol} is known at {dict(values)}")
