"""Candidates of a stage: on every piece, every pattern of ends, interior solutions and piece boundaries.

For each action one condition is chosen: lower end, upper end, vanishing marginal payoff of its owner, or a
boundary of the piece; the resulting systems are solved.  A payoff that does not depend on the own action
makes the action free.  Nothing is claimed of a candidate here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symgame.budget import Meter
from symgame.logic.root import Root, valueless
from symgame.solve.fractions import derivative
from symgame.solve.jumps import jump_equations
from symgame.solve.pieces import Piece, relation_sides
from symgame.solve.problem import Candidate, StageProblem, Unknown, ends
from symgame.solve.prune import settled
from symgame.solve.refusals import REFUSALS, inside_sympy
from symgame.solve.systems import solve_system
from symgame.solve.univariate import numerator, roots

Option = tuple[str, sp.Expr]


def _options(u: Unknown, piece: Piece, mates: Sequence[Unknown] = ()) -> list[Option]:
    """Conditions that may pin the action down: name and an expression that vanishes."""
    x = u.symbol
    if u.values:
        return [("value", x - v) for v in u.values]
    marginal = derivative(piece.payoffs[u.owner], x)
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
            listed += _tangents(u, side, marginal, piece, mates)
    return listed


def _tangents(u: Unknown, side: sp.Expr, marginal: sp.Expr, piece: Piece, mates: Sequence[Unknown]) -> Iterator[Option]:
    """Optimal movement along a boundary that another own action shares (Lagrange, multiplier eliminated)."""
    for v in mates:
        if v.symbol != u.symbol and side.has(v.symbol):
            other = sp.diff(piece.payoffs[u.owner], v.symbol)
            yield "tangent", sp.expand(marginal * sp.diff(side, v.symbol) - other * sp.diff(side, u.symbol))


def _patterns(problem: StageProblem, piece: Piece) -> Iterator[tuple[Option, ...]]:
    """Choices of one option an action, no expression twice; with several owners also that a jump vanishes."""
    listed = [_options(u, piece, problem.own(u.owner)) for u in problem.unknowns]
    if len(problem.owners) > 1:
        for options, u in zip(listed, problem.unknowns, strict=True):
            if not u.values:
                options += [("jump", e) for e in jump_equations(u, piece, problem.pieces)]
    for chosen in itertools.product(*listed):
        boundaries = [e for name, e in chosen if name == "boundary"]
        if len(set(boundaries)) == len(boundaries):
            yield chosen


def flat_candidates(problem: StageProblem, piece: Piece, place: int) -> Iterator[Candidate]:
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
    """Ends of the domain and boundaries of the piece: a closed set of admissible values contains one of them.

    Of an open one the points half-way between two of them, or one beyond.
    """
    listed = [e for e in (*ends(u.low), *ends(u.high)) if e not in (sp.oo, -sp.oo)]
    if u.low is -sp.oo and u.high is sp.oo:
        listed.append(sp.Integer(0))
    cuts = [c for c in piece.conditions if relation_sides(c).has(u.symbol)]
    for c in cuts:
        listed += [r for r in roots(relation_sides(c), u.symbol, u.low, u.high) if not r.has(Root)]
    yield from listed
    if u.low_open or u.high_open or any(isinstance(c, sp.Gt | sp.Lt | sp.Ne) for c in cuts):
        yield from (e + 1 for e in listed if u.high is sp.oo)
        yield from (e - 1 for e in listed if u.low is -sp.oo)
        yield from ((e + f) / 2 for i, e in enumerate(listed) for f in listed[i + 1 :])


@dataclass(frozen=True)
class Pattern:
    """A choice of one condition an action on one piece, not solved yet.

    Parameters
    ----------
    piece : int
    names : tuple of str
    equations : tuple of Expr
    rows : tuple of (coefficients, constant)
        The equations as linear forms in the actions.
    """

    piece: int
    names: tuple[str, ...]
    equations: tuple[sp.Expr, ...]
    rows: tuple[tuple[tuple[sp.Expr, ...], sp.Expr], ...]


def solved_pattern(problem: StageProblem, pattern: Pattern, meter: Meter) -> list[Candidate]:
    """The candidates of one pattern in closed form.

    Parameters
    ----------
    problem : StageProblem
    pattern : Pattern
    meter : Meter
    """
    box = {u.symbol: (u.low, u.high) for u in problem.unknowns}
    found = []
    try:
        solutions = solve_system(pattern.equations, problem.symbols, box, meter)
    except REFUSALS as error:
        if not inside_sympy(error):
            raise
        return []  # what no listed candidate claims stays uncovered
    for values in solutions:
        values = {x: settled(v, problem.assumptions, meter) for x, v in values.items()}
        if not any(valueless(values[x]) for x in problem.symbols):
            found.append(Candidate(values, pattern.piece, pattern.names))
    return found


def _linear_row(e: sp.Expr, symbols: tuple[sp.Symbol, ...]) -> tuple[tuple[sp.Expr, ...], sp.Expr] | None:
    top = numerator(e)
    if not top.is_polynomial(*symbols):
        return None
    p = sp.Poly(top, *symbols)
    if p.total_degree() > 1:
        return None
    return tuple(p.coeff_monomial(x) for x in symbols), p.coeff_monomial(1)


def patterns(problem: StageProblem) -> list[Pattern]:
    """The linear patterns, to be solved only when a sample asks for them; the first stage of a lazy search.

    Parameters
    ----------
    problem : StageProblem

    Returns
    -------
    list of Pattern
        Those of which every equation is linear in the actions, and there are several actions.
    """
    if len(problem.unknowns) < 2:
        return []
    found = []
    for place, piece in enumerate(problem.pieces):
        rows: dict[sp.Expr, Any] = {}
        for chosen in _patterns(problem, piece) if piece.payoffs else ():
            for _, e in chosen:
                if e not in rows:
                    rows[e] = _linear_row(e, problem.symbols)
            if all(rows[e] is not None for _, e in chosen):
                names, equations = tuple(n for n, _ in chosen), tuple(e for _, e in chosen)
                found.append(Pattern(place, names, equations, tuple(rows[e] for e in equations)))
    return found


def candidates(problem: StageProblem, meter: Meter, skip: Iterable[Pattern] = ()) -> list[Candidate]:
    """The candidates of a stage, each profile of values once a piece.

    Parameters
    ----------
    problem : StageProblem
    meter : Meter
    skip : iterable of Pattern
        Patterns that are solved later.

    Returns
    -------
    list of Candidate
        In the order interior, ends, boundaries of the piece.
    """
    later = {(p.piece, p.equations) for p in skip}
    found: list[Candidate] = []
    for place, piece in enumerate(problem.pieces):
        if not piece.payoffs:
            continue
        seen: set[tuple[sp.Expr, ...]] = set()
        for chosen in _patterns(problem, piece):
            equations = tuple(e for _, e in chosen)
            if (place, equations) in later:
                continue
            for c in solved_pattern(problem, Pattern(place, tuple(n for n, _ in chosen), equations, ()), meter):
                key = tuple(c.values[x] for x in problem.symbols)
                if key not in seen:
                    seen.add(key)
                    found.append(c)
        found.extend(flat_candidates(problem, piece, place))
    return found
