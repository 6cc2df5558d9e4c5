"""Comparison of two equilibria: for which parameters a quantity is larger in the first than in the second.

On branch j of one equilibrium and branch k of the other, with regions R_j and R'_k, the sign of q_j(θ) − q'_k(θ) is
stated on R_j ∩ R'_k.  Where an equilibrium is not unique, regions of different signs may overlap: each says what
holds for one pair of equilibria.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not, Or

from symgame.budget import Budget, BudgetSpent
from symgame.errors import ArgumentError, ArgumentTypeError, UncoveredError
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Verdict
from symgame.printing import Value
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.quantities import actions_of, pieces_on, quantity_of
from symgame.solve.sign_regions import anywhere, ask, sign_regions, tidy_sign
from symgame.solve.signs import Sign
from symgame.solve.values import exact_values


@dataclass(frozen=True)
class ComparisonCase(Value):
    """The sign of a difference on one region.

    Parameters
    ----------
    region : Region
    sign : Sign
        Of the first quantity minus the second.
    difference : Expr
    branches : tuple of int
        Places of the two branches.
    verdict : Verdict

    Examples
    --------
    See `compare`.
    """

    region: Region
    sign: Sign
    difference: sp.Expr
    branches: tuple[int, int]
    verdict: Verdict


@dataclass(frozen=True)
class Comparison(Value):
    """Where a quantity is greater, equal or less in the first of two equilibria.

    Parameters
    ----------
    quantities : tuple
        The quantity of the first and of the second equilibrium.
    cases : tuple of ComparisonCase
    given : tuple of Boolean
        The assumptions of both.
    parameters : tuple of Symbol
    uncovered : Boolean
        Where nothing is proved, or one of the two has no such value.

    Examples
    --------
    See `compare`.
    """

    quantities: tuple[Any, Any]
    cases: tuple[ComparisonCase, ...]
    given: tuple[Boolean, ...]
    parameters: tuple[sp.Symbol, ...]
    uncovered: Boolean

    @property
    def greater(self) -> Region:
        """Where the first is larger."""
        return self._where(Sign.PLUS)

    @property
    def equal(self) -> Region:
        """Where both are equal."""
        return self._where(Sign.ZERO)

    @property
    def less(self) -> Region:
        """Where the first is smaller."""
        return self._where(Sign.MINUS)

    def _where(self, sign: Sign) -> Region:
        condition: Boolean = Or(*(c.region.condition for c in self.cases if c.sign is sign))
        return Region(reduce_condition(condition, self.given), self.given)

    def at(self, values: Mapping[sp.Symbol, Any]) -> tuple[Sign, ...]:
        """The signs of the difference at exact parameter values, one for each that occurs.

        Raises
        ------
        UncoveredError
            Where nothing is stated.
        """
        point = exact_values(values, self.parameters, self.given)
        found = tuple(dict.fromkeys(c.sign for c in self.cases if c.region.holds_at(point)))
        if not found:
            raise UncoveredError(f"the comparison of {self.quantities[0]} is not decided at {dict(values)}")
        return found


def compare(first: Equilibrium, second: Equilibrium, quantity: Any, *, budget: Budget | None = None) -> Comparison:
    """Compare a quantity between two equilibria, for all parameters.

    Parameters
    ----------
    first, second : Equilibrium
        Of the same game under different rules, or of different games with parameters in common.
    quantity : Player, Expr, or a pair of them
        An action, a player (for the payoff) or an expression in actions and parameters; a pair when it is written
        differently in the two games.
    budget : Budget, optional

    Returns
    -------
    Comparison

    Raises
    ------
    ArgumentError, ArgumentTypeError
        For an unknown quantity, or parameters of one name that are different symbols.

    Examples
    --------
    >>> from symgame.games.sequential import SequentialGame
    >>> from symgame.games.stages import Move
    >>> from symgame.games.players import Player
    >>> from symgame.solve.solve import solve
    >>> x, c, b = sp.Symbol("x", nonnegative=True), *sp.symbols("c b", positive=True)
    >>> G = Player("G")
    >>> move = Move(G, x, domain=sp.Interval(0, sp.oo))
    >>> one, other = (solve(SequentialGame([move], {G: x - k*x**2})) for k in (c, b))
    >>> compare(one, other, x).greater.condition
    c < b
    """
    for e in (first, second):
        if not isinstance(e, Equilibrium):
            raise ArgumentTypeError(f"compare takes two equilibria, got {e!r}")
    _same_names(first, second)
    pair = quantity if isinstance(quantity, tuple) else (quantity, quantity)
    if len(pair) != 2:
        raise ArgumentTypeError(f"compare: a quantity or a pair of quantities, got {quantity!r}")
    quantities = (quantity_of(first, pair[0]), quantity_of(second, pair[1]))
    given = tuple(dict.fromkeys((*first.assumptions, *second.assumptions)))
    meter = (budget or Budget()).start()
    cases: list[ComparisonCase] = []
    try:
        for j, here, v in _pieces(first, quantities[0]):
            for k, there, w in _pieces(second, quantities[1]):
                meter.spend()
                cases += _cases((j, k), And(here, there), v - w, given)
    except BudgetSpent:
        pass
    rest = And(*(Not(c.region.condition) for c in cases))
    settled = ask(Not(rest), given)
    uncovered = sp.false if settled.proved or settled.vacuous else reduce_condition(rest, given)
    parameters = tuple(dict.fromkeys((*first.parameters, *second.parameters)))
    return Comparison(quantities, tuple(cases), given, parameters, uncovered)


def _same_names(first: Equilibrium, second: Equilibrium) -> None:
    named = {p.name: p for p in first.parameters}
    for p in second.parameters:
        if named.get(p.name, p) != p:
            raise ArgumentError(f"both equilibria have a parameter {p.name}, but as different symbols; use the same one")


def _pieces(equilibrium: Equilibrium, quantity: Any) -> list[tuple[int, Boolean, sp.Expr]]:
    actions = actions_of(equilibrium)
    return [
        (k, And(b.region.condition, condition), value)
        for k, b in enumerate(equilibrium.branches)
        for condition, value in pieces_on(b, quantity, actions)
    ]


def _cases(
    places: tuple[int, int], region: Boolean, difference: sp.Expr, given: tuple[Boolean, ...]
) -> list[ComparisonCase]:
    if not anywhere(region, given):
        return []
    difference = tidy_sign(difference)
    found = []
    for c in sign_regions(difference, (*given, region)).cases:
        condition = reduce_condition(And(region, c.condition), given)
        found.append(ComparisonCase(Region(condition, given), Sign.of(c.sign), difference, places, c.verdict))
    return found
