"""Where a quadratic payoff can be largest on a piece: at the ends of an interval, or at the peak.

Let f(x) = A x² + B x + C on I, an interval cut out by conditions that are linear in x.  Then sup f over I is f at an end of I,
or -B/(2A) is in I, A < 0 and sup f = f(-B/(2A)); where I is not bounded, A < 0 is asked for.  That no x does better than a
value v is therefore a conjunction of sentences in which x does not occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.pieces import relation_sides, substitute
from symgame.solve.problem import Unknown, ends
from symgame.solve.relations import plain

Peak = tuple[Boolean, sp.Expr, tuple[Boolean, ...]]


def quadratic_peaks(
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
    >>> [place for _, place, _ in quadratic_peaks(Unknown(x, "A", sp.Integer(0), sp.Integer(1)), a*x - x**2, {}, ())]
    [a/2, 0, 1]
    """
    x = u.symbol
    if isinstance(u.low, sp.Min) or isinstance(u.high, sp.Max) or not payoff.is_polynomial(x) or sp.degree(payoff, x) > 2:
        return None
    bend, slope = (sp.Poly(payoff, x).coeff_monomial(x**k) for k in (2, 1))
    sides = [substitute(relation_sides(c), fixed) for c in conditions]
    sides += [x - substitute(low, fixed) for low in ends(u.low) if low is not -sp.oo]
    sides += [substitute(high, fixed) - x for high in ends(u.high) if high is not sp.oo]
    found: list[Peak] = []
    if u.low is -sp.oo or u.high is sp.oo:
        found.append((sp.Lt(bend, 0), x, ()))
    if bend != 0:
        peak = sp.cancel(-slope / (2 * bend))
        found.append((sp.true, peak, (sp.Lt(bend, 0), *_at(sides, x, peak))))
    for side in sides:
        if side.has(x):
            a, b = (sp.Poly(side, x).coeff_monomial(x**k) for k in (1, 0))
            edge = sp.cancel(-b / a)
            kept = [s for s in sides if s is not side]
            found.append((sp.true, edge, (*((sp.Ne(a, 0),) if a.free_symbols else ()), *_at(kept, x, edge))))
    return found


def _at(sides: Iterable[sp.Expr], x: sp.Symbol, value: sp.Expr) -> tuple[Boolean, ...]:
    """The closed conditions at a place."""
    return tuple(c for c in (plain(sp.Ge, substitute(s, {x: value})) for s in sides) if c is not sp.true)
