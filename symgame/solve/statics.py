"""Comparative statics: how the equilibrium moves with its parameters.

For a quantity q with value q_k(θ) on branch k with region R_k, the sign of ∂q_k/∂θ_j is stated on the part of R_k
that is open along θ_j; at the ends of the parameter space derivatives are one-sided.  Where two branches meet,
the quantity jumps, has a kink, or is smooth, and the one-sided signs are given.  An implicit root is
differentiated by the implicit function theorem.

References
----------
P. A. Samuelson (1947), Foundations of Economic Analysis, chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Not

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.printing import Value
from symgame.solve.boundaries import above, interior, shared_boundary
from symgame.solve.equilibrium import Equilibrium
from symgame.solve.quantities import actions_of, default_quantities, pieces_on, quantity_of
from symgame.solve.sign_regions import anywhere, ask, sign_regions, tidy_sign
from symgame.solve.signs import Kink as Kink
from symgame.solve.signs import Sign as Sign
from symgame.solve.signs import SignCase as SignCase
from symgame.solve.signs import Signs as Signs
from symgame.solve.table import Table


@dataclass(frozen=True)
class Statics(Value):
    """The comparative statics of an equilibrium.

    Parameters
    ----------
    equilibrium : Equilibrium
    entries : tuple of Signs

    Examples
    --------
    See `comparative_statics`.
    """

    equilibrium: Equilibrium
    entries: tuple[Signs, ...]

    def sign(self, quantity: Any, parameter: sp.Symbol) -> Signs:
        """The sign of a derivative, by region.

        Parameters
        ----------
        quantity : Player or Expr
            An action, a player (for the payoff), or any expression in actions and parameters.
        parameter : Symbol

        Returns
        -------
        Signs

        Raises
        ------
        ArgumentError, ArgumentTypeError
            If the quantity or the parameter is none of the equilibrium.
        """
        for e in self.entries:
            if e.quantity == quantity and e.parameter == parameter:
                return e
        checked = quantity_of(self.equilibrium, quantity)
        return _signs(self.equilibrium, checked, _parameter(self.equilibrium, parameter), Budget().start())

    @property
    def table(self) -> Table:
        """Rows for quantities, columns for parameters; an entry is the tuple of its cases."""
        parameters = tuple(dict.fromkeys(e.parameter for e in self.entries))
        quantities = tuple(dict.fromkeys(e.quantity for e in self.entries))
        cells = {(e.quantity, e.parameter): e for e in self.entries}
        return Table(("quantity", *parameters), tuple((q, *(cells[q, p] for p in parameters)) for q in quantities))


def comparative_statics(
    equilibrium: Equilibrium,
    quantities: Iterable[Any] | None = None,
    parameters: Iterable[sp.Symbol] | None = None,
    *,
    budget: Budget | None = None,
) -> Statics:
    """The sign of every derivative on every branch, with the exact region where it changes.

    Parameters
    ----------
    equilibrium : Equilibrium
    quantities : iterable of Player or Expr, optional
        By default every action and every player's payoff.
    parameters : iterable of Symbol, optional
        By default all of them.
    budget : Budget, optional

    Returns
    -------
    Statics

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If a quantity or a parameter is none of the equilibrium.

    Examples
    --------
    >>> from symgame.games.sequential import SequentialGame
    >>> from symgame.games.stages import Move
    >>> from symgame.games.players import Player
    >>> from symgame.solve.solve import solve
    >>> x, c = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True)
    >>> G = Player("G")
    >>> game = SequentialGame([Move(G, x, domain=sp.Interval(0, sp.oo))], {G: x - c*x**2})
    >>> comparative_statics(solve(game)).sign(x, c).everywhere
    <Sign.MINUS: '-'>
    """
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"comparative_statics takes an Equilibrium, got {equilibrium!r}")
    listed = default_quantities(equilibrium)
    if quantities is not None:
        listed = tuple(quantity_of(equilibrium, q) for q in quantities)
    symbols = equilibrium.parameters if parameters is None else tuple(_parameter(equilibrium, p) for p in parameters)
    meter = (budget or Budget()).start()
    return Statics(equilibrium, tuple(_signs(equilibrium, q, p, meter) for q in listed for p in symbols))


def _parameter(equilibrium: Equilibrium, parameter: Any) -> sp.Symbol:
    if parameter not in equilibrium.parameters:
        known = ", ".join(map(str, equilibrium.parameters))
        raise ArgumentError(f"{parameter!r} is not a parameter of the equilibrium; its parameters are {known}")
    return parameter  # type: ignore[no-any-return]


def _signs(equilibrium: Equilibrium, quantity: Any, parameter: sp.Symbol, meter: Meter) -> Signs:
    given = equilibrium.assumptions
    pieces = [
        (k, And(b.region.condition, condition), value)
        for k, b in enumerate(equilibrium.branches)
        for condition, value in pieces_on(b, quantity, actions_of(equilibrium))
    ]
    cases: list[SignCase] = []
    try:
        for k, region, value in pieces:
            meter.spend()
            cases += _cases(k, region, value, parameter, given)
        kinks = tuple(_kinks(pieces, parameter, given, meter))
    except BudgetSpent:
        return Signs(quantity, parameter, tuple(cases), (), sp.true)
    rest = And(*(Not(c.region.condition) for c in cases), *(Not(k.region.condition) for k in kinks))
    settled = ask(Not(rest), given)
    uncovered = sp.false if settled.proved or settled.vacuous else reduce_condition(rest, given)
    return Signs(quantity, parameter, tuple(cases), kinks, uncovered)


def _cases(k: int, region: Boolean, value: sp.Expr, parameter: sp.Symbol, given: tuple[Boolean, ...]) -> list[SignCase]:
    """The signs of one derivative on one smooth piece."""
    inside = interior(region, parameter)
    if not anywhere(inside, given):
        return []
    derivative = tidy_sign(sp.diff(value, parameter))
    found = []
    for c in sign_regions(derivative, (*given, inside)).cases:
        condition = reduce_condition(And(inside, c.condition), given)
        if condition is not sp.false:
            found.append(SignCase(Region(condition, given), Sign.of(c.sign), derivative, k, c.verdict))
    return found


def _kinks(
    pieces: list[tuple[int, Boolean, sp.Expr]], parameter: sp.Symbol, given: tuple[Boolean, ...], meter: Meter
) -> Iterable[Kink]:
    for i, (k, first, v) in enumerate(pieces):
        for m, second, w in pieces[i + 1 :]:
            meter.spend()
            boundary = shared_boundary(first, second, parameter, given)
            if boundary is sp.false:
                continue
            place = reduce_condition(boundary, given)
            equations = [r for r in And.make_args(place) if isinstance(r, sp.Eq)]
            if len(equations) != 1 or not equations[0].has(parameter):
                continue
            inner = And(*equations, *(interior(r) for r in And.make_args(place) if r not in equations))
            facts = (*given, inner if anywhere(inner, given) else place)
            here, there, dv, dw = (
                _on(equations[0], parameter, e) for e in (v, w, sp.diff(v, parameter), sp.diff(w, parameter))
            )
            signs = [_one_sign(d, facts) for d in (dv, dw)]
            upper = above(first, place, parameter, given)
            if upper is None:
                upper = above(second, place, parameter, given)
                upper = None if upper is None else not upper
            low, high = (None, None) if upper is None else (signs[1], signs[0]) if upper else (signs[0], signs[1])
            yield Kink(Region(place, given), _kind(here, there, dv, dw, facts), low, high, (k, m))


def _on(place: Boolean, parameter: sp.Symbol, e: sp.Expr) -> sp.Expr:
    """The expression on a boundary ``parameter = f(other parameters)``, where that is one and gives a value."""
    if not isinstance(place, sp.Eq) or not place.lhs.has(parameter) and not place.rhs.has(parameter):
        return e
    side = place.lhs - place.rhs
    if not side.is_polynomial(parameter) or sp.degree(side, parameter) != 1:
        return e
    slope = sp.diff(side, parameter)
    if slope.free_symbols:
        return e
    found = e.subs(parameter, sp.expand(parameter - side / slope))
    return e if found.has(sp.nan, sp.zoo) else tidy_sign(found)


def _kind(v: sp.Expr, w: sp.Expr, dv: sp.Expr, dw: sp.Expr, facts: tuple[Boolean, ...]) -> str:
    if not ask(sp.Eq(v, w), facts).proved:
        return "jump" if ask(sp.Ne(v, w), facts).proved else "undecided"
    if ask(sp.Eq(dv, dw), facts).proved:
        return "smooth"
    return "kink" if ask(sp.Ne(dv, dw), facts).proved else "undecided"


def _one_sign(derivative: sp.Expr, facts: tuple[Boolean, ...]) -> Sign | None:
    for sign, relation in ((Sign.PLUS, sp.Gt), (Sign.MINUS, sp.Lt), (Sign.ZERO, sp.Eq)):
        if ask(relation(derivative, 0), facts).proved:
            return sign
    return None
