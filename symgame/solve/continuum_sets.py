"""Sets of equilibria from regions: the values of a free action, with true ends, and the parameters for which there are any.

A region in the parameters θ and the free action t is a conjunction of relations.  One that is linear in t bounds it
from one side, and so does one that is monotone in t where the others hold; this equivalence is proved.  With lower
bounds l_i(θ) and upper bounds h_j(θ) the set is [max l_i, min h_j], and it has an element iff every l_i ≤ h_j, strictly
where one of the two is not reached (Fourier 1827; Motzkin 1936).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Meter
from symgame.logic.root import Root
from symgame.solve.pieces import relation_sides
from symgame.solve.prune import always
from symgame.solve.univariate import roots, tidy

Bound = tuple[int, sp.Expr, bool]
"""+1 for a lower bound, -1 for an upper one; its value; whether it is not reached."""


def bound_of(relation: Boolean, t: sp.Symbol, given: Sequence[Boolean], meter: Meter | None = None) -> Bound | None:
    """The bound of t that a relation linear in t gives.

    Parameters
    ----------
    relation : Boolean
    t : Symbol
    given : sequence of Boolean
        About the parameters.
    meter : Meter, optional
        Without one, only signs that sympy knows are used.

    Returns
    -------
    (sign, bound, open) or None
        None when the relation is not linear or the sign of the slope is not known.

    Examples
    --------
    >>> t, c = sp.Symbol("t", real=True), sp.Symbol("c", positive=True)
    >>> bound_of(1 - 2*c*t > 0, t, ())
    (-1, 1/(2*c), True)
    """
    if not isinstance(relation, sp.Ge | sp.Gt | sp.Le | sp.Lt):
        return None
    side = sp.expand(relation_sides(relation))
    if not side.is_polynomial(t) or sp.degree(side, t) != 1:
        return None
    slope = side.coeff(t, 1)
    sign = 1 if slope.is_positive else -1 if slope.is_negative else 0
    if not sign and meter is not None:
        sign = 1 if always(sp.Gt(slope, 0), given, meter) else -1 if always(sp.Lt(slope, 0), given, meter) else 0
    return (sign, tidy(t - side / slope), isinstance(relation, sp.Gt | sp.Lt)) if sign else None


@dataclass(frozen=True)
class Span:
    """The values of a free action and when there are any.

    Parameters
    ----------
    place : Set
        An Interval, or a ConditionSet where a closed end and an open one compete.
    condition : Boolean
        On the parameters: the set has an element.
    """

    place: sp.Set
    condition: Boolean


def spans(relations: Sequence[Boolean], t: sp.Symbol, given: Sequence[Boolean], meter: Meter) -> Iterator[Span]:
    """The sets that a conjunction describes; none where some relation bounds t in no way that is understood.

    Parameters
    ----------
    relations : sequence of Boolean
        In parameters and t.
    t : Symbol
    given : sequence of Boolean
        What is assumed of the parameters.
    meter : Meter
    """
    about = [c for c in relations if not c.has(t)]
    bounds: list[Bound] = []
    moving = [c for c in relations if c.has(t)]
    for c in list(moving):
        rest = [d for d in moving if d is not c]
        if always(c, [*given, *about, *rest], meter):
            moving = rest
    for c in moving:
        rest = [d for d in moving if d is not c]
        bound = bound_of(c, t, [*given, *about], meter) or _monotone(c, t, [*given, *about, *rest], meter)
        if bound is None:
            real = [d for d in _real(c, t) if d not in relations and always(d, [*given, *relations], meter)]
            if real:  # the relations imply that the bound is real: said first
                yield from spans([*relations, *real], t, given, meter)
            else:
                yield from _by_slope(c, relations, t, [*given, *about], meter)
            return
        bounds.append(bound)
    lows = [(e, o) for s, e, o in bounds if s > 0]
    highs = [(e, o) for s, e, o in bounds if s < 0]
    pairs = [(sp.Lt if a or b else sp.Le)(low, high) for low, a in lows for high, b in highs]
    known = [*given, *about]
    condition = And(*about, *(p for p in pairs if not always(p, known, meter)))
    if not always(sp.false, [*given, condition], meter):
        yield Span(_interval(t, lows, highs, [*given, condition], meter), condition)


def _by_slope(c: Boolean, relations: Sequence[Boolean], t: sp.Symbol, known: Sequence[Boolean], meter: Meter) -> Iterator[Span]:
    """A linear relation whose slope changes sign with the parameters: one case for each sign."""
    side = sp.expand(relation_sides(c)) if isinstance(c, Relational) else sp.S.Zero
    if isinstance(c, sp.Eq | sp.Ne) or not side.is_polynomial(t) or sp.degree(side, t) != 1:
        return
    slope = sp.factor(side.coeff(t, 1))
    still = (sp.Gt if isinstance(c, sp.Gt | sp.Lt) else sp.Ge)(side.coeff(t, 0), 0)
    others = [d for d in relations if d is not c]
    for extra in ((sp.Gt(slope, 0), c), (sp.Lt(slope, 0), c), (sp.Eq(slope, 0), still)):
        if sp.false not in extra and not always(sp.false, [*known, *extra], meter):
            yield from spans([*others, *(e for e in extra if e is not sp.true)], t, known, meter)


def _real(c: Boolean, t: sp.Symbol) -> Iterator[Boolean]:
    """That the radicands in the roots of a relation are not negative."""
    for r in roots(sp.expand(relation_sides(c)), t, -sp.oo, sp.oo) if isinstance(c, Relational) else ():
        if not r.has(Root, t, sp.I):
            yield from (sp.Ge(p.base, 0) for p in r.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer and p.free_symbols)


def _monotone(c: Boolean, t: sp.Symbol, given: Sequence[Boolean], meter: Meter) -> Bound | None:
    """The one root that separates where a relation holds from where it fails, the others given; proved both ways."""
    if not isinstance(c, sp.Ge | sp.Gt | sp.Le | sp.Lt):
        return None
    is_open = isinstance(c, sp.Gt | sp.Lt)
    for r in roots(sp.expand(relation_sides(c)), t, -sp.oo, sp.oo):
        if r.has(Root, t, sp.I, sp.nan, sp.zoo):
            continue
        radicands = [sp.Ge(p.base, 0) for p in r.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer]
        if not all(always(d, given, meter) for d in radicands):
            continue
        for sign, kind in ((1, sp.Gt if is_open else sp.Ge), (-1, sp.Lt if is_open else sp.Le)):
            inside = kind(t, r)
            if always(inside, [*given, c], meter) and always(c, [*given, inside], meter):
                return sign, r, is_open
    return None


End = tuple[sp.Expr, bool]


def _interval(t: sp.Symbol, lows: list[End], highs: list[End], given: Sequence[Boolean], meter: Meter) -> sp.Set:
    lows, highs = _tightest(lows, 1, given, meter), _tightest(highs, -1, given, meter)
    rest: list[Boolean] = []
    if len({o for _, o in lows}) == 2:
        rest += [sp.Gt(t, e) for e, o in lows if o]
        lows = [(e, o) for e, o in lows if not o]
    if len({o for _, o in highs}) == 2:
        rest += [sp.Lt(t, e) for e, o in highs if o]
        highs = [(e, o) for e, o in highs if not o]
    start = sp.Max(*(e for e, _ in lows)) if lows else -sp.oo
    end = sp.Min(*(e for e, _ in highs)) if highs else sp.oo
    whole = sp.Interval(start, end, any(o for _, o in lows), any(o for _, o in highs))
    return sp.ConditionSet(t, And(*rest), whole) if rest else whole


def _tightest(ends: list[End], sign: int, given: Sequence[Boolean], meter: Meter) -> list[End]:
    """The ends without those that another one implies."""
    kept = list(dict.fromkeys(ends))
    for one in list(kept):
        for other in kept:
            gap = sign * (other[0] - one[0])
            strict = one[1] and not other[1]
            if other is not one and always(sp.Gt(gap, 0) if strict else sp.Ge(gap, 0), given, meter):
                kept = [e for e in kept if e is not one]
                break
    return kept
