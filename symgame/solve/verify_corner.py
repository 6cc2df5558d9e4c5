"""A quadratic payoff of several own actions that pull each other away from a corner: where the slopes rest, it is largest.

Let D ⊆ ℝⁿ be a product of intervals, a a corner that bounds it, s_i = 1 where a_i bounds x_i from below and −1 where from
above, and z_i = s_i (x_i − a_i) ≥ 0.  Let f be quadratic with

    s_i f_i(a) ≥ 0 for all i    and    s_i s_j f_ij ≥ 0 for all i ≠ j,

and let y ∈ D have z_i(y) > 0 and f_i(y) (x_i − y_i) ≤ 0 for all i and all x ∈ D.  Then f(x) ≤ f(y) on D; and f(x) < f(y) for
x ≠ y if s_i f_i(a) > 0 for all i.  Nothing is asked of f_ii.

Proof.  In the squares p_i = z_i² the payoff is

    F(p) = f(a) + Σ_i s_i f_i(a) √p_i + ½ Σ_i f_ii p_i + Σ_{i<j} s_i s_j f_ij √(p_i p_j).

Square roots are strictly concave, geometric means concave, and the rest is affine: F is concave on p ≥ 0, and strictly where all
s_i f_i(a) > 0.  Since z ↦ z² rises on z ≥ 0, D becomes a product of intervals in p, and p_i − p_i(y) has the sign of
z_i − z_i(y).  With ∂F/∂p_i = s_i f_i(y)/(2 z_i(y)) at y, the gradient of F at p(y) rises nowhere into the set, and a concave
function is largest there.

Concavity after a change of each variable is that of S. Boyd and L. Vandenberghe (2004), Convex Optimization, section 4.5; the
change to squares is the one that makes every term of a quadratic with positive mixed terms concave.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.verify_powers import vanishes
from symgame.solve.verify_prover import Prover

MANY = 16
"""How many corners are tried."""

Bounds = dict[sp.Symbol, dict[int, sp.Expr]]


def largest_by_squares(
    prover: Prover,
    value: sp.Expr,
    own: tuple[sp.Symbol, ...],
    at: tuple[sp.Expr, ...],
    domain: tuple[Boolean, ...],
    *,
    strict: bool,
) -> bool:
    """Whether the actions `at` are proved (the only) best on the domain, by squares of distances from a corner.

    Parameters
    ----------
    prover : Prover
        Its hypotheses do not speak of `own`.
    value : Expr
        The payoff, by one formula on the whole domain.
    own : tuple of Symbol
    at : tuple of Expr
        In the domain, which is proved elsewhere.
    domain : tuple of Boolean
    strict : bool

    Returns
    -------
    bool
        False says nothing: the argument does not apply, or one of its claims is not proved.

    Examples
    --------
    >>> from symgame.budget import Budget
    >>> x, y = sp.symbols("x y", real=True)
    >>> box = (x >= 0, x <= 1, y >= 0, y <= 1)
    >>> payoff = x + y + 3*x*y - x**2 - y**2  # not concave
    >>> prover = Prover((), Budget().start())
    >>> largest_by_squares(prover, payoff, (x, y), (sp.S.One, sp.S.One), box, strict=True)
    True
    >>> largest_by_squares(prover, payoff, (x, y), (sp.S.One, sp.Rational(1, 2)), box, strict=True)
    False
    """
    bounds = _bounds(own, domain)
    if bounds is None or value.has(sp.Piecewise) or not value.is_polynomial(*own):
        return False
    if sp.Poly(value, *own).total_degree() > 2:
        return False
    for toward in islice(_orientations(prover, value, own, at, bounds), MANY):
        corner = {x: bounds[x][s] for x, s in zip(own, toward, strict=True)}
        away = (_short(s * (y - corner[x])) for x, y, s in zip(own, at, toward, strict=True))
        inward = (_short(s * sp.diff(value, x).xreplace(corner)) for x, s in zip(own, toward, strict=True))
        weak = sp.Gt if strict else sp.Ge
        if prover.all_proved(weak(e, 0) for e in inward) and prover.all_proved(sp.Gt(e, 0) for e in away):
            return _rests(prover, value, own, at, domain, bounds)
    return False


def _bounds(own: tuple[sp.Symbol, ...], domain: tuple[Boolean, ...]) -> Bounds | None:
    """A lower bound (1) and an upper one (−1) of each action; None when the domain is no product of intervals."""
    found: Bounds = {x: {} for x in own}
    for c in domain:
        mine = c.free_symbols & set(own)
        if not mine:
            continue
        if len(mine) > 1 or not isinstance(c, sp.Ge | sp.Gt | sp.Le | sp.Lt):
            return None
        (x,) = mine
        gap = sp.expand(c.gts - c.lts)
        slope = sp.diff(gap, x)
        if not slope.is_Rational or slope == 0:
            return None
        end = sp.expand(x - gap / slope)
        if not end.has(sp.oo, -sp.oo, sp.nan):
            found[x].setdefault(1 if slope > 0 else -1, end)
    return found


def _orientations(
    prover: Prover, value: sp.Expr, own: tuple[sp.Symbol, ...], at: tuple[sp.Expr, ...], bounds: Bounds
) -> Iterator[tuple[int, ...]]:
    """The corners away from the prescribed actions, seen from which no mixed derivative is negative."""
    signs: dict[tuple[int, int], int | None] = {}

    def extended(taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        i = len(taken)
        if i == len(own):
            yield taken
            return
        for s in (1, -1):
            if s not in bounds[own[i]] or bounds[own[i]][s] == at[i]:
                continue
            for j in range(i):
                if (j, i) not in signs:
                    signs[j, i] = _sign(prover, sp.diff(value, own[j], own[i]))
            if all(signs[j, i] in (0, s * taken[j]) for j in range(i)):
                yield from extended((*taken, s))

    yield from extended(())


def _sign(prover: Prover, e: sp.Expr) -> int | None:
    """0, 1 where nowhere negative, −1 where nowhere positive; None where that is not proved."""
    e = _short(e)
    if e.is_zero:
        return 0
    return next((s for s in (1, -1) if prover.proves(sp.Ge(s * e, 0))), None)


def _rests(
    prover: Prover,
    value: sp.Expr,
    own: tuple[sp.Symbol, ...],
    at: tuple[sp.Expr, ...],
    domain: tuple[Boolean, ...],
    bounds: Bounds,
) -> bool:
    """Whether no slope at the prescribed actions rises into the domain."""
    put = dict(zip(own, at, strict=True))
    for x, y in put.items():
        slope = _short(sp.diff(value, x).xreplace(put))
        if vanishes(slope):
            continue
        low, high = y == bounds[x].get(1), y == bounds[x].get(-1)
        claim = sp.Le(slope, 0) if low else sp.Ge(slope, 0) if high else sp.Le(slope * (x - y), 0)
        if not prover.proves(claim, () if low or high else domain):
            return False
    return True


def _short(e: sp.Expr) -> sp.Expr:
    return sp.factor(e) if e.is_rational_function() else e
