"""Shortcuts to "no other own action gives more": slope and concavity, each with the continuity that it needs.

A payoff that is continuous on an interval, has a derivative ≥ 0 left of y and ≤ 0 right of y off finitely many points,
is largest at y.  A payoff that is concave on a box is largest where the gradient points out of the box.  Neither says
anything across a jump or a pole: that pieces fit together, that roots move continuously and that nothing is undefined on
the whole domain is proved first.  Several own actions that are complements in a quadratic payoff are concave in squares of
distances from a corner: see `symgame.solve.verify_corner`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.verify_cases import Case
from symgame.solve.verify_corner import largest_by_squares
from symgame.solve.verify_powers import vanishes
from symgame.solve.verify_prover import Prover


@dataclass(frozen=True)
class Reply:
    """One mover at the histories of one case, and everybody's payoff as a function of the own actions.

    Parameters
    ----------
    name : str
    prover : Prover
        Under the region, the history and the conditions of the case.
    own : tuple of Symbol
    at : tuple of Expr
        What the strategy prescribes for `own`.
    domain : tuple of Boolean
    here, there : tuple of Case
        Continuation values at `at`, and at any `own`.
    mover : int
        Place of the mover in the values.
    earlier : tuple of tuple of int
        Movers of earlier stages, latest first, when the tie rule asks for them.
    convex : bool
        Whether the domain is a product of intervals.
    """

    name: str
    prover: Prover
    own: tuple[sp.Symbol, ...]
    at: tuple[sp.Expr, ...]
    domain: tuple[Boolean, ...]
    here: tuple[Case, ...]
    there: tuple[Case, ...]
    mover: int
    earlier: tuple[tuple[int, ...], ...] = ()
    convex: bool = True

    @property
    def elsewhere(self) -> Boolean:
        """That the own actions differ from the prescribed ones."""
        return sp.Or(*(sp.Ne(x, y) for x, y in zip(self.own, self.at, strict=True)))


def shortcut(reply: Reply, *, strict: bool) -> bool:
    """Whether slope or concavity proves that the prescribed action is (the only) best."""
    if not reply.convex or not all(_half_space(c, reply.own) for c in reply.domain):
        return False  # a slope or a Hessian says nothing about a jump over a gap of the domain
    cases = tuple(c for c in reply.there if reply.prover.possible((*reply.domain, *c.conditions)))
    if any(c.undefined for c in cases) or not cases:
        return False
    if any(_depends_on_a_choice(reply, c) for c in cases):
        return False
    extra = _where_defined(reply, cases)
    if extra is None:
        return False
    reply = replace(reply, domain=(*reply.domain, *extra))
    if not _regular(reply, cases):
        return False
    if len(reply.own) == 1:
        bent = len(cases) == 1 and _bent(reply, cases[0], strict=strict)
        return bent or all(_slope(reply, c, strict=strict) for c in cases)
    return len(cases) == 1 and _one_formula(reply, cases[0]) and _several(reply, cases[0], strict=strict)


def _several(reply: Reply, case: Case, *, strict: bool) -> bool:
    value = case.values[reply.mover]
    return _concave(reply, value, strict=strict) or largest_by_squares(
        reply.prover, value, reply.own, reply.at, reply.domain, strict=strict
    )


def _depends_on_a_choice(reply: Reply, case: Case) -> bool:
    """Whether later play is an element of a set, and the payoff or where the case applies depends on which one."""
    free = {u for u, p in case.roots if p == 0}
    moving = _depends(case.roots, reply.own)
    mixed = (c.free_symbols for c in case.conditions)
    return bool(free & case.values[reply.mover].free_symbols) or any(free & f and moving & f for f in mixed)


def _where_defined(reply: Reply, cases: tuple[Case, ...]) -> tuple[Boolean, ...] | None:
    """Conditions for the payoff to have a value that leave the domain convex, none when it has one everywhere.

    A payoff such as a logarithm of an affine function has a value on a convex part; elsewhere is no deviation.
    """
    extra: list[Boolean] = []
    for c in cases:
        for when, claims in c.claims:
            if reply.prover.any(claims, (*reply.domain, *when), thorough=False).proved:
                continue
            moving = _depends(c.roots, reply.own)
            if any(w.free_symbols & moving for w in when) or not _affine(claims[-1], reply.own):
                return None
            extra.append(claims[-1])
    return tuple(extra)


def _affine(condition: Boolean, own: tuple[sp.Symbol, ...]) -> bool:
    """Whether a condition cuts out a half-space (or nothing, or all) of the own actions."""
    if isinstance(condition, sp.Or) and len(condition.args) == 2:  # base > 0, or base ≥ 0 and exponent > 0
        strict = [a for a in condition.args if isinstance(a, sp.StrictGreaterThan)]
        return len(strict) == 1 and _affine(strict[0], own)
    return isinstance(condition, sp.Gt | sp.Ge | sp.Lt | sp.Le) and _half_space(condition, own)


def _half_space(condition: Boolean, own: tuple[sp.Symbol, ...]) -> bool:
    """Whether a condition cuts out half-spaces of the own actions or does not speak of them."""
    if not condition.free_symbols & set(own):
        return True
    if isinstance(condition, sp.And):
        return all(_half_space(c, own) for c in condition.args)
    if not isinstance(condition, sp.Gt | sp.Ge | sp.Lt | sp.Le):
        return False
    gap = condition.lhs - condition.rhs
    return all(sp.diff(gap, x, y) == 0 for x in own for y in own)


def _bent(reply: Reply, case: Case, *, strict: bool) -> bool:
    """A concave payoff of one action, for powers: y solves the first-order condition, or is an end to which the payoff rises."""
    x, y = reply.own[0], reply.at[0]
    value = case.values[reply.mover]
    if value.is_rational_function() or _depends(case.roots, (x,)) - {x} or _derivative(case, value, x) is None:
        return False
    if any(x in c.free_symbols for c in case.conditions):
        return False
    at = sp.diff(value, x).xreplace({x: y})
    if not vanishes(at) and not any(vanishes(at - p) for u, p in case.roots if u == y):  # else the slope points out of the domain
        if not reply.prover.proves(sp.Le(at * (x - y), 0), reply.domain):
            return False
    second = (sp.Lt if strict else sp.Le)(sp.diff(value, x, 2), 0)
    return reply.prover.proves(second, _interior(reply.domain, x))


def _regular(reply: Reply, cases: tuple[Case, ...]) -> bool:
    """Whether the mover's payoff is defined and continuous in the own actions on the whole domain."""
    for c in cases:
        given = (*reply.domain, *c.conditions)
        if not all(reply.prover.proves(sp.Ne(d, 0), given) for d in c.nonzero):
            return False
        if not _closed_conditions(reply, c) or not _continuous_roots(reply, c):
            return False
    for one, other in combinations(cases, 2):
        moving = _depends((*one.roots, *other.roots), reply.own)
        given = (*reply.domain, *_closure(one, moving), *_closure(other, moving))
        if not reply.prover.proves(sp.Eq(one.values[reply.mover] - other.values[reply.mover], 0), given):
            return False
    return True


def _closed_conditions(reply: Reply, case: Case) -> bool:
    """Whether weak inequalities contain the closure: conditions are continuous on the whole domain."""
    moving = _depends(case.roots, reply.own)
    for c in case.conditions:
        if not c.free_symbols & moving:
            continue
        if c.has(sp.Function) or any(p.exp.free_symbols for p in c.atoms(sp.Pow)):
            return False
        below = {p.base for p in c.atoms(sp.Pow) if p.exp.is_negative and p.base.free_symbols & moving}
        if not all(reply.prover.proves(sp.Ne(d, 0), reply.domain) for d in below):
            return False
    return True


def _continuous_roots(reply: Reply, case: Case) -> bool:
    """Whether unknowns move continuously: radicals, quotients, and roots that are simple everywhere."""
    moving = _depends(case.roots, reply.own)
    for u, p in case.roots:
        if u not in moving or sp.diff(p, u, 2) == 0 or not (sp.diff(p, u).free_symbols - {u}):
            continue
        if not reply.prover.proves(sp.Ne(sp.diff(p, u), 0), (*reply.domain, *case.conditions)):
            return False
    return True


def _depends(roots: Iterable[tuple[sp.Symbol, sp.Expr]], own: Iterable[sp.Symbol]) -> set[sp.Symbol]:
    """The own actions and the unknowns that move with them."""
    found = set(own)
    listed = list(roots)
    for _ in listed:
        found |= {u for u, p in listed if p.free_symbols & found}
    return found


def _closure(case: Case, moving: set[sp.Symbol]) -> tuple[Boolean, ...]:
    """Conditions of a case with strict inequalities in moving symbols made weak: a superset of its closure."""
    return tuple(weak(c) if c.free_symbols & moving else c for c in case.conditions)


def weak(condition: Boolean) -> Boolean:
    """The condition with strict inequalities made weak and inequations dropped: it contains the closure."""
    if isinstance(condition, sp.And | sp.Or):
        return condition.func(*(weak(a) for a in condition.args))
    if isinstance(condition, sp.Ne | sp.Not):
        return sp.true
    if isinstance(condition, sp.StrictGreaterThan):
        return sp.Ge(condition.lhs, condition.rhs)
    if isinstance(condition, sp.StrictLessThan):
        return sp.Le(condition.lhs, condition.rhs)
    return condition


def _interior(conditions: Iterable[Boolean], x: sp.Symbol) -> tuple[Boolean, ...]:
    """Weak inequalities with x on a side of its own made strict: this leaves out single points only."""
    found = []
    for c in conditions:
        if isinstance(c, sp.Ge | sp.Le):
            slope = sp.diff(c.lhs - c.rhs, x)
            if slope.is_number and slope.is_nonzero:
                c = (sp.Gt if isinstance(c, sp.Ge) else sp.Lt)(c.lhs, c.rhs)
        found.append(c)
    return tuple(found)


def _slope(reply: Reply, case: Case, *, strict: bool) -> bool:
    x, y = reply.own[0], reply.at[0]
    vanishing = {sp.Eq(p, 0) for _, p in case.roots}
    if any(isinstance(c, sp.Eq) and c not in vanishing and x in c.free_symbols for c in case.conditions):
        return True  # single points, which continuity covers
    given = (*_interior(reply.domain, x), *_interior(case.conditions, x))
    slope = _derivative(case, case.values[reply.mover], x)
    if slope is None or not all(reply.prover.proves(sp.Ne(d, 0), given) for d in slope[1]):
        return False
    up, down = (sp.Gt, sp.Lt) if strict else (sp.Ge, sp.Le)
    left = up(slope[0], 0), (*given, sp.Lt(x, y))
    right = down(slope[0], 0), (*given, sp.Gt(x, y))
    return reply.prover.proves(*left) and reply.prover.proves(*right)


def _derivative(case: Case, value: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, list[sp.Expr]] | None:
    """The total derivative, unknowns by the implicit function theorem, and what may not vanish for it."""
    if value.has(sp.Derivative) or any(not isinstance(f, sp.log | sp.exp) for f in value.atoms(sp.Function)):
        return None
    slopes: dict[sp.Symbol, sp.Expr] = {}
    nonzero = []
    for u, p in case.roots:
        partial = sp.diff(p, x) + sum((sp.diff(p, w) * s for w, s in slopes.items()), sp.S.Zero)
        if partial != 0:
            nonzero.append(sp.diff(p, u))
            slopes[u] = -partial / sp.diff(p, u)
    total = sp.diff(value, x) + sum((sp.diff(value, w) * s for w, s in slopes.items()), sp.S.Zero)
    return total, nonzero


def _one_formula(reply: Reply, case: Case) -> bool:
    """Whether the values hold for all own actions and use no unknown that moves with them."""
    if _depends(case.roots, reply.own) - set(reply.own):
        return False
    return not set(reply.own) & set().union(*(c.free_symbols for c in case.conditions), set())


def _concave(reply: Reply, value: sp.Expr, *, strict: bool) -> bool:
    hessian = -sp.hessian(value, reply.own)
    n = len(reply.own)
    leading = [hessian[:k, :k].det() for k in range(1, n + 1)]
    definite = reply.prover.all_proved((sp.Gt(d, 0) for d in leading), reply.domain)
    if not definite:
        if strict:
            return False
        places = [s for k in range(1, n + 1) for s in combinations(range(n), k)]
        minors = (hessian.extract(list(s), list(s)).det() for s in places)
        if not reply.prover.all_proved((sp.Ge(d, 0) for d in minors), reply.domain):
            return False
    put = dict(zip(reply.own, reply.at, strict=True))
    pairs = zip(reply.own, reply.at, strict=True)
    claims = (sp.Le(sp.diff(value, x).xreplace(put) * (x - y), 0) for x, y in pairs)
    return reply.prover.all_proved(claims, reply.domain)
