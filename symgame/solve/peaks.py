"""Where a polynomial payoff can be largest on a piece: at the ends of an interval, or where it is stationary.

Let f be a polynomial on I, an interval cut out by conditions that are linear in x.  Then sup f over I is f at an end of I, or
at a root of f' in I; where I is not bounded, f must fall without bound there.  Where f' is a product of linear and quadratic
factors, that no x does better than a value v is therefore a conjunction of sentences in which x does not occur.  For
f(x) = A x² + B x + C the only root that counts is -B/(2A), and only where A < 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.problem import Unknown, ends
from symgame.solve.relations import plain

Peak = tuple[Boolean, sp.Expr, tuple[Boolean, ...]]


def peaks(
    u: Unknown, payoff: sp.Expr, fixed: Mapping[sp.Symbol, sp.Expr], conditions: Iterable[Boolean]
) -> list[Peak] | None:
    """The places at which the payoff can be largest, each with the conditions under which it is one.

    Parameters
    ----------
    u : Unknown
    payoff : Expr
        In the own action, the others' put in.
    fixed : {Symbol: Expr}
        The others' actions.
    conditions : iterable of Boolean
        Of the piece.

    Returns
    -------
    list of (claim, place, conditions), or None
        `claim` is true, or must be proved so that the payoff is bounded; None for a payoff of another kind.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> [place for _, place, _ in peaks(Unknown(x, "A", sp.Integer(0), sp.Integer(1)), a*x - x**2, {}, ())]
    [a/2, 0, 1]
    >>> [place for _, place, _ in peaks(Unknown(x, "A", sp.Integer(0), sp.Integer(1)), x**3 - x**4, {}, ())]
    [3/4, 0, 0, 1]
    """
    x = u.symbol
    if isinstance(u.low, sp.Min) or isinstance(u.high, sp.Max) or not payoff.is_polynomial(x):
        return None
    sides = [substitute(relation_sides(c), fixed) for c in conditions]
    sides += [x - substitute(low, fixed) for low in ends(u.low) if low is not -sp.oo]
    sides += [substitute(high, fixed) - x for high in ends(u.high) if high is not sp.oo]
    inner = _stationary(payoff, x)
    if inner is None:
        return None
    found = [(bounded, x, ()) for bounded in _bounded(u, payoff)]
    found += [(sp.true, place, (*conditions, *_at(sides, x, place))) for place, conditions in inner]
    for side in sides:
        if side.has(x):
            a, b = (sp.Poly(side, x).coeff_monomial(x**k) for k in (1, 0))
            edge = sp.cancel(-b / a)
            kept = [s for s in sides if s is not side]
            found.append((sp.true, edge, (*((sp.Ne(a, 0),) if a.free_symbols else ()), *_at(kept, x, edge))))
    return found


def _bounded(u: Unknown, payoff: sp.Expr) -> Iterator[Boolean]:
    """That the payoff falls without bound where the domain has no end."""
    p = sp.Poly(payoff, u.symbol)
    lead = p.LC() if p.degree() > 2 else p.coeff_monomial(u.symbol**2)
    if u.high is sp.oo or u.low is -sp.oo and p.degree() <= 2:
        yield sp.Lt(lead, 0)
    if u.low is -sp.oo and p.degree() > 2:
        yield sp.Lt(lead * (-1) ** p.degree(), 0)


def _stationary(payoff: sp.Expr, x: sp.Symbol) -> list[tuple[sp.Expr, tuple[Boolean, ...]]] | None:
    """The roots of the derivative, each with the conditions under which it is one; None where they have no closed form."""
    p = sp.Poly(payoff, x)
    if p.degree() <= 2:
        bend, slope = (p.coeff_monomial(x**k) for k in (2, 1))
        return [(sp.cancel(-slope / (2 * bend)), (sp.Lt(bend, 0),))] if bend != 0 else []
    if not payoff.is_rational_function():
        return None
    found: list[tuple[sp.Expr, tuple[Boolean, ...]]] = []
    for factor, _ in sp.factor_list(p.diff(x).as_expr(), x)[1]:
        coefficients = sp.Poly(factor, x).all_coeffs()
        if len(coefficients) > 3 or any(c.free_symbols for c in coefficients[:-2]):
            return None
        if len(coefficients) == 2:
            a, b = coefficients
            found.append((sp.cancel(-b / a), (sp.Ne(a, 0),) if a.free_symbols else ()))
        elif len(coefficients) == 3:
            a, b, c = coefficients
            inside = sp.expand(b**2 - 4 * a * c)
            found += [((-b + sign * sp.sqrt(inside)) / (2 * a), (plain(sp.Ge, inside),)) for sign in (1, -1)]
    return found


def _at(sides: Iterable[sp.Expr], x: sp.Symbol, value: sp.Expr) -> tuple[Boolean, ...]:
    """The closed conditions at a place."""
    return tuple(c for c in (plain(sp.Ge, substitute(s, {x: value})) for s in sides) if c is not sp.true)
