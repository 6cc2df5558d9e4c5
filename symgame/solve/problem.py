"""The stage problem: Nash equilibria of one stage, for all parameters and histories.

Given are the unknown actions x = (x_1, …, x_m) with owners and domains [l_j, h_j], the continuation as
pieces (C_k, u_k, play from here on), and what is assumed of parameters and history.  A solution is a profile
x* such that no owner gains by changing the own actions:

    u_i(x*) ≥ u_i(y_i, x*_{-i})   for every y_i in i's domain.

One owner with one action is parametric maximisation.  A lower stage's history counts as a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.logic.verdict import Verdict
from symgame.solve.equilibrium import Obligation
from symgame.solve.pieces import Piece, relation_sides


def ends(end: sp.Expr) -> tuple[sp.Expr, ...]:
    """The smooth expressions of which an end of a domain is the largest or the smallest.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> ends(x + 1), len(ends(sp.Max(x, y)))
    ((x + 1,), 2)
    """
    return tuple(end.args) if isinstance(end, sp.Max | sp.Min) else (end,)


@dataclass(frozen=True)
class Unknown:
    """One action to be found.

    Parameters
    ----------
    symbol : Symbol
    owner : Player
        Whoever maximises the payoff filed under this key.
    low, high : Expr
        Ends of the domain, possibly infinite; they may use parameters and history.
    low_open, high_open : bool
    values : tuple of Expr
        The finitely many values of a finite domain; empty for an interval.
    """

    symbol: sp.Symbol
    owner: Any
    low: sp.Expr
    high: sp.Expr
    low_open: bool = False
    high_open: bool = False
    values: tuple[sp.Expr, ...] = ()

    def within(self, value: sp.Expr) -> Boolean:
        """The relation that says that `value` lies in the domain."""
        if self.values:
            return Or(*(sp.Eq(value, v) for v in self.values))
        over, under = (sp.Gt if self.low_open else sp.Ge), (sp.Lt if self.high_open else sp.Le)
        below = [over(value, e) for e in ends(self.low) if e is not -sp.oo]
        above = [under(value, e) for e in ends(self.high) if e is not sp.oo]
        return And(
            Or(*below) if isinstance(self.low, sp.Min) else And(*below),
            Or(*above) if isinstance(self.high, sp.Max) else And(*above),
        )


@dataclass(frozen=True)
class StageProblem:
    """All that a stage needs; see the head of the module.

    Parameters
    ----------
    unknowns : tuple of Unknown
    pieces : tuple of Piece
    parameters : tuple of Symbol
        Parameters of the game, then the history.
    assumptions : tuple of Boolean
        In the parameters, the history's domains among them.
    history : tuple of (Symbol, low, high)
        For drawing samples.
    covering : bool
        Whether the pieces cover every profile; not so where only some profiles are admissible.
    """

    unknowns: tuple[Unknown, ...]
    pieces: tuple[Piece, ...]
    parameters: tuple[sp.Symbol, ...]
    assumptions: tuple[Boolean, ...]
    history: tuple[tuple[sp.Symbol, sp.Expr, sp.Expr], ...] = ()
    covering: bool = True

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """The actions to be found."""
        return tuple(u.symbol for u in self.unknowns)

    @property
    def owners(self) -> tuple[Any, ...]:
        """The players who move, each once."""
        return tuple(dict.fromkeys(u.owner for u in self.unknowns))

    def own(self, player: Any) -> tuple[Unknown, ...]:
        """The actions of one player."""
        return tuple(u for u in self.unknowns if u.owner == player)


@dataclass(frozen=True)
class Candidate:
    """A profile in closed form that may be an equilibrium somewhere.

    Parameters
    ----------
    values : {action: Expr}
    piece : int
        The piece on which it lies.
    pattern : tuple of str
        Per action ``"low"``, ``"high"``, ``"interior"``, ``"boundary"``, ``"value"`` or ``"free"``.
    conditions : tuple of Boolean
        Relations between the parameters without which it makes no sense (a free action needs a flat payoff).
    free : Symbol or None
        The action that may take any value in its domain for which the conditions of the piece hold.
    anchors : tuple of Expr
        Values of the free action of which at least one is admissible if any is.
    span : Set or None
        The values of the free action, where they are known; the other values are then functions of it.
    also : tuple of (Symbol, Set)
        Further free actions; a set may use the free actions before it.
    """

    values: Mapping[sp.Symbol, sp.Expr]
    piece: int
    pattern: tuple[str, ...]
    conditions: tuple[Boolean, ...] = ()
    free: sp.Symbol | None = None
    anchors: tuple[sp.Expr, ...] = ()
    span: sp.Set | None = None
    also: tuple[tuple[sp.Symbol, sp.Set], ...] = ()

    @property
    def sets(self) -> dict[sp.Symbol, sp.Set]:
        """The free actions whose values are given as sets, in an order in which each set uses earlier ones only."""
        return {} if self.free is None or self.span is None else {self.free: self.span, **dict(self.also)}

    @property
    def frees(self) -> tuple[sp.Symbol, ...]:
        """The free actions."""
        return () if self.free is None else (self.free, *(x for x, _ in self.also))


def within_span(candidate: Candidate) -> tuple[Boolean, ...]:
    """That the free actions take values of their sets; nothing where they are not given as sets.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> within_span(Candidate({x: x}, 0, ("free",), free=x, span=sp.Interval(0, sp.Min(a, 1), False, True)))
    (x >= 0, x < 1, x < a)
    """
    return tuple(c for x, place in candidate.sets.items() for c in _inside(x, place))


def _inside(x: sp.Symbol, place: sp.Set) -> list[Boolean]:
    rest = sp.true
    if isinstance(place, sp.ConditionSet):
        place, rest = place.base_set, place.condition
    inside = Unknown(x, None, place.start, place.end, bool(place.left_open), bool(place.right_open)).within(x)
    listed = [c for r in (inside, rest) for c in (r.args if isinstance(r, And) else (r,))]
    return [c for c in sorted(listed, key=_natural) if c is not sp.true]


def _natural(relation: Boolean) -> tuple[bool, str]:
    return isinstance(relation, sp.Le | sp.Lt), str(relation)


def free_set(problem: StageProblem, candidate: Candidate) -> sp.Set:
    """The values of a free action: an interval where the conditions of the piece are linear in it.

    Parameters
    ----------
    problem : StageProblem
    candidate : Candidate
        With a free action.

    Returns
    -------
    Set
        An Interval, or a ConditionSet when a condition is not linear.
    """
    if candidate.span is not None:
        return candidate.span
    u = next(v for v in problem.unknowns if v.symbol == candidate.free)
    low, high = [(u.low, u.low_open)], [(u.high, u.high_open)]
    rest: list[Boolean] = []
    for c in problem.pieces[candidate.piece].conditions:
        if not c.has(u.symbol):
            continue
        side = relation_sides(c)
        slope = sp.diff(side, u.symbol)
        bound = sp.cancel(u.symbol - side / slope) if slope != 0 and not slope.has(u.symbol) else None
        if bound is None or isinstance(c, sp.Eq | sp.Ne) or not (slope.is_positive or slope.is_negative):
            rest.append(c)
        else:
            (low if slope.is_positive else high).append((bound, isinstance(c, sp.Gt | sp.Lt)))
    start, left_open, beyond = _end(low, sp.Max)
    end, right_open, behind = _end(high, sp.Min)
    rest += [sp.Gt(u.symbol, e) for e in beyond] + [sp.Lt(u.symbol, e) for e in behind]
    whole = sp.Interval(start, end, left_open, right_open)
    return sp.ConditionSet(u.symbol, And(*rest), whole) if rest else whole


def _end(ends: list[tuple[sp.Expr, bool]], tightest: Any) -> tuple[sp.Expr, bool, list[sp.Expr]]:
    """The tightest of several ends, whether it is open, and open ends that a closed one does not express."""
    finite = [(e, is_open) for e, is_open in ends if e not in (sp.oo, -sp.oo)] or ends
    opened = [e for e, is_open in finite if is_open]
    closed = [e for e, is_open in finite if not is_open and not any(tightest(e, o) == o for o in opened)]
    opened = [o for o in opened if not any(tightest(e, o) == e for e in closed)]
    return (tightest(*closed), False, opened) if closed else (tightest(*opened), True, [])


@dataclass(frozen=True)
class Solved:
    """A candidate with the region on which it is proved.

    Parameters
    ----------
    candidate : Candidate
    region : Boolean
        In parameters and history.
    evidence : tuple of Obligation
    """

    candidate: Candidate
    region: Boolean
    evidence: tuple[Obligation, ...] = ()


@dataclass(frozen=True)
class StageSolution:
    """What a stage search found: proved regions, proved nonexistence, and what is open.

    Parameters
    ----------
    problem : StageProblem
    solved : tuple of Solved
    nonexistence : tuple of (Boolean, str)
    uncovered : Boolean
    notes : tuple of str
    complete : Verdict or None
        Whether these are all the equilibria of the stage, where that was asked already.
    """

    problem: StageProblem
    solved: tuple[Solved, ...]
    nonexistence: tuple[tuple[Boolean, str], ...] = ()
    uncovered: Boolean = sp.false
    notes: tuple[str, ...] = field(default=())
    complete: Verdict | None = None
