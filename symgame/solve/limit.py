"""Limits of an equilibrium as one parameter goes to a value or to infinity.

A branch counts near the limit where its region holds for all parameter values close enough; there the limits of
actions and payoffs are read off exact expansions.  At an inner value the limits from both sides are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Not, Or, to_nnf

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.games.exact import exact
from symgame.games.players import Player
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.root import Root
from symgame.logic.verdict import Status, Verdict
from symgame.printing import Value
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.expansion import Expander, NoExpansion, Unclear, pointwise, ramification
from symgame.solve.pieces import relation_sides
from symgame.solve.sign_regions import anywhere, ask

Cases = list[tuple[Boolean, Any]]
DEPTH = 6


@dataclass(frozen=True)
class Limit(Value):
    """The limit of an equilibrium, by regions of the other parameters.

    Parameters
    ----------
    parameter : Symbol
    value : Expr
        Possibly infinite.
    play : Equilibrium
        Branches with the limits of actions and payoffs (possibly infinite); `nonexistence` where the limits from the
        two sides differ; `uncovered` where the limit is not known.

    Examples
    --------
    See `limit`.
    """

    parameter: sp.Symbol
    value: sp.Expr
    play: Equilibrium

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The branches of the limit."""
        return self.play.branches

    @property
    def uncovered(self) -> Boolean:
        """Where the limit is not known."""
        return self.play.uncovered

    def __getitem__(self, action: Any) -> Any:
        return self.play[action]

    def payoff(self, player: Player) -> sp.Expr:
        """The limit of a payoff."""
        return self.play.payoff(player)

    def at(self, values: Mapping[sp.Symbol, Any]) -> list[dict[Any, Any]]:
        """The limits of the actions at exact values of the other parameters."""
        return self.play.at(values)


def limit(equilibrium: Equilibrium, parameter: sp.Symbol, value: Any, *, budget: Budget | None = None) -> Limit:
    """The limit of all actions and payoffs as a parameter goes to a value.

    Parameters
    ----------
    equilibrium : Equilibrium
    parameter : Symbol
    value : exact number, ``oo`` or ``-oo``
        At the end of the parameter's range the limit is one-sided.
    budget : Budget, optional

    Returns
    -------
    Limit

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If the parameter is none of the equilibrium, or the value is no number or outside its range.

    Examples
    --------
    >>> from symgame.games.sequential import SequentialGame
    >>> from symgame.games.stages import Move
    >>> from symgame.solve.solve import solve
    >>> x, c = sp.Symbol("x", nonnegative=True), sp.Symbol("c", positive=True)
    >>> G = Player("G")
    >>> e = solve(SequentialGame([Move(G, x, domain=sp.Interval(0, sp.oo))], {G: x - c*x**2}))
    >>> limit(e, c, sp.oo)[x], limit(e, c, 0)[x]
    (0, oo)
    """
    if not isinstance(equilibrium, Equilibrium):
        raise ArgumentTypeError(f"limit takes an Equilibrium, got {equilibrium!r}")
    if parameter not in equilibrium.parameters:
        raise ArgumentError(f"{parameter!r} is not a parameter of the equilibrium: {equilibrium.parameters}")
    target = exact(value, f"the value of {parameter}")
    if target.free_symbols:
        raise ArgumentError(f"limit: {parameter} goes to a number or to infinity, got {target}")
    meter = (budget or Budget()).start()
    sides = [s for s in (_Side(equilibrium, parameter, target, d, meter) for d in _directions(target)) if s.feasible]
    if not sides:
        raise ArgumentError(f"limit: {parameter} = {target} is not at or in the range of the parameter")
    return Limit(parameter, target, _joined(equilibrium, parameter, sides))


def _directions(target: sp.Expr) -> tuple[int, ...]:
    return (1,) if target is -sp.oo else (-1,) if target is sp.oo else (1, -1)


class _Side:
    """One side of the limit."""

    def __init__(
        self, equilibrium: Equilibrium, parameter: sp.Symbol, target: sp.Expr, direction: int, meter: Meter
    ) -> None:
        self.equilibrium, self.meter, self.parameter, self.target = equilibrium, meter, parameter, target
        self.small = sp.Dummy("tau", positive=True)
        values = [v for b in equilibrium.branches for _, v in (*b.outcome_items, *b.payoff_items)]
        step = self.small ** max([1, *(ramification(v) for v in values if isinstance(v, sp.Expr))])
        moved = direction * step + target if target.is_finite else -direction / step
        self.swap = {parameter: moved}
        declared = {"is_positive": sp.Gt, "is_nonnegative": sp.Ge, "is_negative": sp.Lt, "is_nonpositive": sp.Le}
        signs = [relation(moved, 0) for name, relation in declared.items() if getattr(parameter, name)]
        facts = [self.eventually(g) for g in (*signs, *equilibrium.assumptions)]
        self.given = tuple(dict.fromkeys(f for f in facts if f is not sp.true))
        self.feasible = sp.false not in self.given and anywhere(And(*self.given), ())

    def eventually(self, condition: Boolean) -> Boolean:
        """Where a condition holds for all small enough numbers; NoExpansion when that is not expressible."""
        condition = to_nnf(condition, simplify=False)
        if isinstance(condition, And | Or):
            return condition.func(*(self.eventually(a) for a in condition.args))
        if not isinstance(condition, Relational):
            return condition
        side = relation_sides(condition).subs(self.swap)
        if not side.has(self.small):
            return condition
        top, below = sp.fraction(sp.together(side))
        if not (top.is_polynomial(self.small) and below.is_polynomial(self.small)):
            raise NoExpansion(f"{condition} is not rational in the parameter")
        coefficients = [c for c in reversed(sp.Poly(sp.expand(top * below), self.small).all_coeffs()) if c != 0]
        positive = Or(*(And(*(sp.Eq(b, 0) for b in coefficients[:k]), sp.Gt(c, 0)) for k, c in enumerate(coefficients)))
        zero = And(*(sp.Eq(c, 0) for c in coefficients))
        if isinstance(condition, sp.Eq):
            return zero
        if isinstance(condition, sp.Ne):
            return Not(zero)
        return Or(positive, zero) if isinstance(condition, sp.Ge | sp.Le) else positive

    def branches(self) -> Iterator[tuple[Boolean, Branch]]:
        """The branches that count, each on regions on which all limits are known."""
        for b in (b for b in self.equilibrium.branches if pointwise(b.outcome, b.payoffs, self.parameter)):
            try:
                region = self.eventually(b.region.condition)
            except NoExpansion:
                continue
            keys = [("outcome", k, v) for k, v in b.outcome_items] + [("payoff", k, v) for k, v in b.payoff_items]
            facts = (*self.given, region)
            there = b.region.condition.subs({self.parameter: self.target}) if self.target.is_finite else sp.false
            self.inner = there is sp.true or ask(there, facts).proved
            for condition, values in self._cases([v for *_, v in keys], facts, DEPTH):
                outcome = tuple((k, w) for (what, k, _), w in zip(keys, values, strict=True) if what == "outcome")
                payoffs = tuple((k, w) for (what, k, _), w in zip(keys, values, strict=True) if what == "payoff")
                found = Branch(Region(sp.true), (), outcome, payoffs)
                yield And(region, condition), found

    def _cases(self, values: list[Any], facts: tuple[Boolean, ...], depth: int) -> Iterator[tuple[Boolean, list[Any]]]:
        """Regions with the limits there; a coefficient of unclear sign splits a region in three."""
        if not anywhere(And(*facts), ()):
            return
        self.meter.spend()
        try:
            yield sp.true, [self._limit(v, facts) for v in values]
        except Unclear as unclear:
            if depth:
                for relation in (sp.Gt, sp.Eq, sp.Lt):
                    part = relation(unclear.coefficient, 0)
                    for condition, found in self._cases(values, (*facts, part), depth - 1):
                        yield And(part, condition), found
        except NoExpansion:
            return

    def _limit(self, value: Any, facts: tuple[Boolean, ...]) -> Any:
        if not isinstance(value, sp.Expr) or not value.has(*self.swap):
            return value
        direct = self._continuous(value, facts)
        if direct is not None:
            return direct
        expander = Expander(self.small, lambda c: _sign(c, facts))
        series = expander.expand(sp.together(value.subs(self.swap)) if not value.atoms(sp.Pow) else value.subs(self.swap))
        if not series.coefficients:
            if series.exact or series.order > 0:
                return sp.Integer(0)
            raise NoExpansion("the terms cancel")
        if series.order > 0:
            return sp.Integer(0)
        if series.order == 0:
            return series.coefficients[0]
        return sp.oo * expander.known_sign(series.coefficients[0])


    def _continuous(self, value: sp.Expr, facts: tuple[Boolean, ...]) -> sp.Expr | None:
        """The value at the target, where the expression is proved to be continuous there.

        A root of a branch is simple on the branch's region, and so continuous.
        """
        if not self.target.is_finite or value.has(Root) and not self.inner or value.has(sp.Piecewise):
            return None
        at = {self.parameter: self.target}
        powers = [p for p in value.atoms(sp.Pow) if p.has(self.parameter)]
        claims = [sp.Ne(p.base.subs(at), 0) for p in powers if p.exp.is_Integer and p.exp < 0]
        claims += [sp.Gt(p.base.subs(at), 0) for p in powers if not p.exp.is_Integer]
        if all(p.exp.is_Rational for p in powers) and all(c is sp.true or ask(c, facts).proved for c in claims):
            found = value.subs(at)
            return found if not found.is_rational_function(*found.free_symbols) else sp.factor(found)
        return None


def _sign(c: sp.Expr, facts: tuple[Boolean, ...]) -> int | None:
    if c.is_zero:
        return 0
    for sign, relation in ((1, sp.Gt), (-1, sp.Lt), (0, sp.Eq)):
        if ask(relation(c, 0), facts).proved:
            return sign
    return None


def _joined(equilibrium: Equilibrium, parameter: sp.Symbol, sides: list[_Side]) -> Equilibrium:
    """One limit from one or two sides."""
    given = tuple(dict.fromkeys(g for s in sides for g in s.given))
    parameters = tuple(p for p in equilibrium.parameters if p != parameter)
    found: list[tuple[Boolean, Branch]] = []
    torn: list[Boolean] = []
    try:
        lists = [list(s.branches()) for s in sides]
        found = lists[0]
        for other in lists[1:]:
            found, torn = _both(found, other, given)
    except BudgetSpent:
        pass
    regions = [r for r, _ in found]
    branches = [replace(b, region=Region(r, given)) for r, b in _merged(found, given)]
    rest = And(*(Not(r) for r in (*regions, *torn)))
    settled = ask(Not(rest), given)
    uncovered = sp.false if settled.proved or settled.vacuous else reduce_condition(rest, given)
    absent = tuple((Region(reduce_condition(r, given), given), "the limits from the two sides differ") for r in torn)
    unknown = Verdict(Status.UNDECIDED, reason="completeness is a matter of games, not of limits")
    return Equilibrium(None, tuple(branches), absent, uncovered, unknown, parameters=parameters)


def _merged(found: list[tuple[Boolean, Branch]], given: tuple[Boolean, ...]) -> Iterator[tuple[Boolean, Branch]]:
    """Branches with the same limits become one."""
    grouped: dict[Any, tuple[list[Boolean], Branch]] = {}
    for r, b in found:
        grouped.setdefault((b.outcome_items, b.payoff_items), ([], b))[0].append(r)
    for regions, b in grouped.values():
        region = reduce_condition(Or(*regions), given)
        if region is not sp.false:
            yield region, b


def _both(left: list[tuple[Boolean, Branch]], right: list[tuple[Boolean, Branch]], given: tuple[Boolean, ...]) -> Any:
    """Where both sides have the same limit, and where they differ."""
    found, torn = [], []
    for r, b in left:
        for s, c in right:
            both = And(r, s)
            if not anywhere(both, given):
                continue
            pairs = [(v, dict(c.outcome_items).get(k)) for k, v in b.outcome_items]
            pairs += [(v, dict(c.payoff_items).get(k)) for k, v in b.payoff_items]
            if all(v == w or _equal(v, w, (*given, both)) for v, w in pairs):
                found.append((both, b))
            else:
                torn.append(both)
    return found, torn


def _equal(v: Any, w: Any, facts: tuple[Boolean, ...]) -> bool:
    if not (isinstance(v, sp.Expr) and isinstance(w, sp.Expr)) or v.is_finite is False or w.is_finite is False:
        return False
    return ask(sp.Eq(v, w), facts).proved
