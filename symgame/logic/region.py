"""Regions of the parameter space: conditions with the assumptions under which they are read.

A region is { p : given(p) and condition(p) }.  Two regions are combined under the assumptions of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.errors import UndecidedError
from symgame.logic.decide import QUICK, decide, satisfiable
from symgame.logic.exact import exact, holds
from symgame.logic.numbers import Undecidable
from symgame.logic.problem import sentence, sentences
from symgame.logic.quantifiers import Quantifier
from symgame.logic.reduce import reduce_condition as reduce_condition
from symgame.logic.verdict import Verdict
from symgame.printing import Value


@dataclass(frozen=True)
class Region(Value):
    """Where a condition on the parameters holds.

    Parameters
    ----------
    condition : Boolean
    given : tuple of Boolean
        Assumptions under which the condition is stated; part of the region.

    Raises
    ------
    StatementError
        If the condition is not a sentence.

    Examples
    --------
    >>> a, b = sp.symbols("a b", positive=True)
    >>> (Region(a < b) & Region(b < 2*a)).holds_at({a: 2, b: 3})
    True
    """

    condition: Boolean
    given: tuple[Boolean, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "condition", sentence(self.condition, "the condition of a Region"))
        object.__setattr__(self, "given", sentences(self.given))

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """The parameters that occur, ordered by name."""
        found = self.condition.free_symbols.union(*(g.free_symbols for g in self.given))
        return tuple(sorted(found, key=lambda s: (s.name, sp.srepr(s))))

    def __and__(self, other: Any) -> Region:
        return self._join(other, sp.And)

    def __or__(self, other: Any) -> Region:
        return self._join(other, sp.Or)

    def __invert__(self) -> Region:
        return Region(sp.Not(self.condition), self.given)

    def _join(self, other: Any, kind: Any) -> Region:
        if not isinstance(other, Region):
            other = Region(sentence(other, "the other operand"))
        return Region(kind(self.condition, other.condition), tuple(dict.fromkeys((*self.given, *other.given))))

    def implies(self, other: Region | Boolean, *, budget: Budget | None = None) -> Verdict:
        """Whether every point of this region lies in the other one.

        Parameters
        ----------
        other : Region or Boolean
        budget : Budget, optional

        Returns
        -------
        Verdict
            Refuted with a point of this region outside the other.

        Examples
        --------
        >>> a = sp.Symbol("a", real=True)
        >>> Region(a > 1).implies(Region(a > 0)).proved
        True
        """
        goal = sp.And(other.condition, *other.given) if isinstance(other, Region) else other
        return decide(goal, (*self.given, self.condition), deciders=QUICK, budget=budget)

    @property
    def is_empty(self) -> bool:
        """Whether the region has no point.

        Raises
        ------
        UndecidedError
            If that could not be decided.

        Examples
        --------
        >>> a = sp.Symbol("a", positive=True)
        >>> Region(a < 0).is_empty
        True
        """
        found = satisfiable(sp.And(self.condition, *self.given))
        if found.undecided:
            raise UndecidedError(f"whether {self.condition} is empty: {found.reason}")
        return found.refuted

    def holds_at(self, values: Mapping[sp.Symbol, Any]) -> bool:
        """The exact truth of the condition at exact values of its symbols; the assumptions are not looked at.

        Parameters
        ----------
        values : {Symbol: exact number}
            Integers, rationals, radicals, `CRootOf`; symbols that do not occur may be there too.

        Raises
        ------
        ArgumentTypeError
            For a float, or a symbol without a value.
        UndecidedError
            For a transcendental number too close to a boundary.

        Examples
        --------
        >>> a = sp.Symbol("a", real=True)
        >>> Region(a**2 >= 2).holds_at({a: sp.sqrt(2)})
        True
        """
        point = {s: exact(v) for s, v in values.items()}
        if self.condition.has(Quantifier):
            found = decide(self.condition.xreplace(_sympy_values(values)))
            if found.undecided:
                raise UndecidedError(f"{self.condition} at {dict(values)}: {found.reason}")
            return found.proved
        try:
            return holds(self.condition, point)
        except Undecidable as error:
            raise UndecidedError(f"{self.condition} at {dict(values)}: {error}") from None

    def sample(self, *, budget: Budget | None = None) -> dict[sp.Symbol, sp.Expr]:
        """An exact point of the region (a dict, to be used as values).

        Raises
        ------
        UndecidedError
            If the region is empty or no point was found.

        Examples
        --------
        >>> a = sp.Symbol("a", real=True)
        >>> Region(sp.Eq(2*a, 3)).sample()
        {a: 3/2}
        """
        found = satisfiable(sp.And(self.condition, *self.given), budget=budget, deciders=QUICK)
        if not found.proved:
            raise UndecidedError(f"no point of {self.condition} was found: {found.reason or 'it is empty'}")
        return {s: found.witness.get(s, sp.S.One) for s in self.symbols}

    @property
    def boundary(self) -> tuple[sp.Expr, ...]:
        """The expressions whose zeros hold the boundary: left minus right of every relation in the condition.

        Examples
        --------
        >>> a, b = sp.symbols("a b", real=True)
        >>> Region(a < b).boundary
        (a - b,)
        """
        found = sorted(self.condition.atoms(sp.core.relational.Relational), key=sp.default_sort_key)
        return tuple(dict.fromkeys(r.lhs - r.rhs for r in found))

    def __str__(self) -> str:
        return str(self.condition)


def _sympy_values(values: Mapping[sp.Symbol, Any]) -> dict[Any, Any]:
    """The values as sympy numbers."""
    return {s: v if isinstance(v, sp.Basic) else sp.Rational(v.numerator, v.denominator) for s, v in values.items()}
