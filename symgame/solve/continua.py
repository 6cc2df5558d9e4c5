"""Profiles with a free action: where the conditions of a stage are dependent, or players share a kink.

At a profile x* let E be the conditions that pin the actions down there: vanishing marginal payoffs, ends of domains,
boundaries of pieces, one for each action.  Where fewer than m of the m conditions are different, or one of them
follows from the others, the system has no isolated solution: one action stays free and the others are functions of
it.  Nothing is claimed of such a profile here; `continuum_search` finds the values of the free action for which it is
an equilibrium.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Meter
from symgame.solve.candidates import _options
from symgame.solve.fractions import is_rational
from symgame.solve.jumps import jump_equations
from symgame.solve.numeric import Number, value_at
from symgame.solve.pieces import Piece, relation_sides, substitute
from symgame.solve.problem import Candidate, StageProblem
from symgame.solve.refusals import REFUSALS, inside_sympy
from symgame.solve.systems import solve_system
from symgame.solve.univariate import numerator, tidy

NEAR = 1e-7
MANY = 64
"""So many combinations of conditions are tried at one profile."""


def continua_at(problem: StageProblem, profile: Mapping[sp.Symbol, Number], meter: Meter) -> Iterator[Candidate]:
    """Candidates that pass through a profile, with as many free actions as the conditions that hold there leave.

    Parameters
    ----------
    problem : StageProblem
        With several unknowns.
    profile : {Symbol: number}
        Parameters, history and actions.
    meter : Meter

    Yields
    ------
    Candidate
        The other values are in the symbols of the free actions; its conditions are relations between the parameters.
    """
    seen: set[tuple[sp.Expr, ...]] = set()
    for place, piece in enumerate(problem.pieces):
        if not piece.payoffs or not all(_holds_nearly(c, profile) for c in piece.conditions):
            continue
        for equations in _active(problem, piece, profile):
            meter.spend()
            for values, frees, conditions in _dependent(problem, equations, meter):
                key = tuple(values[x] for x in problem.symbols)
                if key not in seen and _passes(values, conditions, profile):
                    seen.add(key)
                    names = tuple("free" if u.symbol in frees else "boundary" for u in problem.unknowns)
                    also = tuple((x, sp.S.Reals) for x in frees[1:])
                    yield Candidate(values, place, names, conditions, frees[0] if frees else None, also=also)


def _holds_nearly(c: Boolean, profile: Mapping[sp.Symbol, Number]) -> bool:
    """Whether a relation holds at a profile or just fails there; a strict one as well."""
    side = value_at(relation_sides(c), profile)
    if side is None:
        return False
    return abs(side) <= NEAR if isinstance(c, sp.Eq) else float(side) >= -NEAR


def _vanishes(e: sp.Expr, profile: Mapping[sp.Symbol, Number]) -> bool:
    value = value_at(e, profile)
    return value is not None and abs(value) <= NEAR


def _passes(values: Mapping[sp.Symbol, sp.Expr], conditions: Sequence[Boolean], profile: Mapping[sp.Symbol, Number]) -> bool:
    on_them = all(_vanishes(relation_sides(c), profile) for c in conditions)
    return on_them and all(_vanishes(x - v, profile) for x, v in values.items())


def _active(problem: StageProblem, piece: Piece, profile: Mapping[sp.Symbol, Number]) -> Iterator[tuple[sp.Expr, ...]]:
    """Sets of conditions, one an action, that hold at the profile; irreducible, each set once, those of few conditions first."""
    listed: list[list[sp.Expr]] = []
    for u in problem.unknowns:
        options = [e for _, e in _options(u, piece, problem.own(u.owner))]
        if not u.values:
            options += jump_equations(u, piece, problem.pieces)
            options += [sp.S.Zero] if numerator(sp.diff(piece.payoffs[u.owner], u.symbol)) == 0 else []
        factors = [f for e in options for f in _factors(e, problem)]
        listed.append(list(dict.fromkeys(f for f in factors if _vanishes(f, profile))))
    chosen = itertools.islice(itertools.product(*listed), MANY)
    different = dict.fromkeys(frozenset(e for e in c if e != 0) for c in chosen)
    yield from sorted((tuple(sorted(d, key=sp.default_sort_key)) for d in different), key=len)


def _factors(e: sp.Expr, problem: StageProblem) -> Iterator[sp.Expr]:
    """The irreducible factors of a condition that use an action, up to sign; without one the condition itself."""
    top = numerator(e)
    if not is_rational(top) or not top.free_symbols:
        yield top
        return
    found = [f for f, _ in sp.factor_list(top)[1] if f.free_symbols & set(problem.symbols)]
    for f in found or [top]:
        yield -f if f.could_extract_minus_sign() else f


Found = tuple[dict[sp.Symbol, sp.Expr], tuple[sp.Symbol, ...], tuple[Boolean, ...]]


def _dependent(problem: StageProblem, equations: tuple[sp.Expr, ...], meter: Meter) -> Iterator[Found]:
    """Solutions with free actions of conditions that are too few, or of which one follows from the others."""
    inner = [e for e in equations if e.free_symbols & set(problem.symbols)]
    special = tuple(sp.Eq(e, 0) for e in equations if e not in inner)
    if len(inner) < len(problem.unknowns):
        yield from ((values, frees, (*special, *more)) for values, frees, more in _solved(problem, inner, None, meter))
        return
    for dropped in sorted(inner, key=sp.count_ops, reverse=True):
        found = list(_solved(problem, [e for e in inner if e is not dropped], dropped, meter))
        if found:
            yield from found
            return
    yield from ((values, frees, (*special, *more)) for values, frees, more in _solved(problem, inner, None, meter))


def _solved(problem: StageProblem, equations: Sequence[sp.Expr], other: sp.Expr | None, meter: Meter) -> Iterator[Found]:
    """The actions as functions of the first ones that can be free; `other` must follow, where parameters are special."""
    box = {u.symbol: (u.low, u.high) for u in problem.unknowns}
    for frees in itertools.combinations(problem.symbols, len(problem.symbols) - len(equations)):
        rest = [x for x in problem.symbols if x not in frees]
        try:
            solutions = solve_system(equations, rest, {x: box[x] for x in rest}, meter)
        except REFUSALS as error:
            if not inside_sympy(error):
                raise
            continue
        usable = [s for s in solutions if all(x in s and not s[x].has(*rest, sp.I, sp.nan, sp.zoo, sp.oo) for x in rest)]
        found = []
        for s in usable:
            conditions = _follows(other, s, frees)
            if conditions is not None:
                values = {x: x if x in frees else tidy(s[x]) for x in problem.symbols}
                found.append((values, frees, conditions))
        if found:
            yield from found
            return


def _follows(other: sp.Expr | None, values: Mapping[sp.Symbol, sp.Expr], frees: Sequence[sp.Symbol]) -> tuple[Boolean, ...] | None:
    """Conditions on parameters under which `other` vanishes for all values of the free actions; None if there are none."""
    left = sp.S.Zero if other is None else sp.expand(numerator(substitute(other, values)))
    if left == 0:
        return ()
    if not left.is_polynomial(*frees) or not is_rational(left):
        return None
    common = sp.gcd_list(sp.Poly(left, *frees).coeffs())
    if not common.free_symbols:
        return None
    special = [f for f, _ in sp.factor_list(common)[1] if not (f.is_positive or f.is_negative)]
    return (sp.Eq(sp.Mul(*special), 0),) if special else None
