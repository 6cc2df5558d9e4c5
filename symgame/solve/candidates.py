"""Candidates of a stage: on every piece, every pattern of ends, interior solutions and piece boundaries.

For each action one condition is chosen: lower end, upper end, vanishing marginal payoff of its owner, or a
boundary of the piece; the resulting systems are solved.  A payoff that does not depend on the own action
makes the action free.  Nothing is claimed of a candidate here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import sympy as sp

from symgame.budget import Meter
from symgame.logic.root import Root
from symgame.solve.pieces import Piece, relation_sides
from symgame.solve.problem import Candidate, StageProblem, Unknown, ends
from symgame.solve.systems import solve_system
from symgame.solve.univariate import numerator, roots

Option = tuple[str, sp.Expr]


def _options(u: Unknown, piece: Piece) -> list[Option]:
    """Conditions that may pin the action down: name and an expression that vanishes."""
    x = u.symbol
    if u.values:
        return [("value", x - v) for v in u.values]
    marginal = sp.diff(piece.payoffs[u.owner], x)
    listed: list[Option] = []
    if marginal != 0 and numerator(marginal) != 0:
        listed.append(("interior", marginal))
    if not u.low_open:
        listed += [("low", x - e) for e in ends(u.low) if e is not -sp.oo]
    if not u.high_open:
        listed += [("high", x - e) for e in ends(u.high) if e is not sp.oo]
    for c in piece.conditions:
        side = relation_sides(c)
        if side.has(x) and not isinstance(c, sp.Gt | sp.Lt | sp.Ne):
            if isinstance(c, sp.Eq):
                return [("boundary", side)]
            listed.append(("boundary", side))
    return listed


def _patterns(problem: StageProblem, piece: Piece) -> Iterator[tuple[Option, ...]]:
    """Choices of one option an action, no expression twice."""
    for chosen in itertools.product(*(_options(u, piece) for u in problem.unknowns)):
        boundaries = [e for name, e in chosen if name == "boundary"]
        if len(set(boundaries)) == len(boundaries):
            yield chosen


def _free(problem: StageProblem, piece: Piece, place: int) -> Iterator[Candidate]:
    """A single action whose payoff is flat in it on the whole piece, identically or for some parameters."""
    if len(problem.unknowns) != 1 or problem.unknowns[0].values:
        return
    u = problem.unknowns[0]
    marginal = numerator(sp.diff(piece.payoffs[u.owner], u.symbol))
    if not marginal.is_polynomial(u.symbol):
        return
    coefficients = [c for c in sp.Poly(marginal, u.symbol).all_coeffs() if c != 0]
    if any(not c.free_symbols for c in coefficients) or len(coefficients) > 2:
        return
    conditions = tuple(sp.Eq(c, 0) for c in coefficients)
    if any(c is sp.false for c in conditions):
        return
    kept = tuple(c for c in conditions if c is not sp.true)
    yield Candidate({u.symbol: u.symbol}, place, ("free",), kept, u.symbol, tuple(_anchors(u, piece)))


def _anchors(u: Unknown, piece: Piece) -> Iterator[sp.Expr]:
    """Ends of the domain and boundaries of the piece: a closed set of admissible values contains one of them."""
    yield from (e for e in (*ends(u.low), *ends(u.high)) if e not in (sp.oo, -sp.oo))
    if u.low is -sp.oo and u.high is sp.oo:
        yield sp.Integer(0)
    for c in piece.conditions:
        side = relation_sides(c)
        if side.has(u.symbol):
            yield from (r for r in roots(side, u.symbol, u.low, u.high) if not r.has(Root))


def candidates(problem: StageProblem, meter: Meter) -> list[Candidate]:
    """All candidates of a stage, each profile of values once a piece.

    Parameters
    ----------
    problem : StageProblem
    meter : Meter

    Returns
    -------
    list of Candidate
        In the order interior, ends, boundaries of the piece.
    """
    box = {u.symbol: (u.low, u.high) for u in problem.unknowns}
    found: list[Candidate] = []
    for place, piece in enumerate(problem.pieces):
        if not piece.payoffs:
            continue
        seen: set[tuple[sp.Expr, ...]] = set()
        for chosen in _patterns(problem, piece):
            for values in solve_system([e for _, e in chosen], problem.symbols, box, meter):
                key = tuple(values[x] for x in problem.symbols)
                if key in seen or any(v.has(sp.I, sp.nan, sp.zoo, sp.oo) for v in key):
                    continue
                seen.add(key)
                found.append(Candidate(values, place, tuple(name for name, _ in chosen)))
        found.extend(_free(problem, piece, place))
    return found
