"""The Nash bargaining share against its definition.

Where some share gives every party a strict gain, y maximises Π g_i^{w_i} over X⁺.  Along one share the sign of the
derivative of Σ w_i log g_i, which is Σ w_i g_i′ Π_{j≠i} g_j, decides, when X⁺ is an interval.  Where no share does,
y is undominated in X⁺.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.verdict import Status, Verdict
from symgame.solve.verify_cases import Case
from symgame.solve.verify_deal import Deal
from symgame.solve.verify_prover import Finding, Prover


def nash(deal: Deal, weights: tuple[sp.Expr, ...]) -> Iterator[Finding]:
    """The sentences about the weighted Nash share.

    Parameters
    ----------
    deal : Deal
    weights : tuple of Expr
        In the order of the parties.
    """
    here = deal.gains(deal.here)
    everybody = sp.And(*(sp.Gt(g, 0) for g in here))
    if not deal.prover.proves(everybody):
        yield from _without_strict_gain(deal, here)
        if not deal.prover.possible((everybody,)):
            return
    inside = deal.prover.under((everybody,))
    if _by_slope(deal, weights):
        yield Finding(deal.name, Verdict(Status.PROVED, by=("slope of the log",)))
        return
    powers = _integers(weights)
    for case in deal.cases():
        if powers is None:
            yield Finding(deal.name, Verdict(Status.UNDECIDED, reason="symbolic weights and no proof by slope"))
            return
        yield Finding(deal.name, _product_is_largest(deal, inside, case, powers))


def _by_slope(deal: Deal, weights: tuple[sp.Expr, ...]) -> bool:
    case = deal.smooth()
    if case is None or not deal.acceptable_is_an_interval(case):
        return False
    if not deal.prover.all_proved(sp.Gt(w, 0) for w in weights):
        return False
    gains = deal.gains(case)
    x = deal.shares[0]
    slope = sp.Add(
        *(w * sp.diff(g, x) * sp.Mul(*(h for h in gains if h is not g)) for w, g in zip(weights, gains, strict=True))
    )
    strict = tuple(sp.Gt(g, 0) for g in gains)
    return _log_concave(deal, slope, case, strict) or all(deal.sided(slope, case, strict))


def _log_concave(deal: Deal, slope: sp.Expr, case: Case, strict: tuple[Boolean, ...]) -> bool:
    """Whether each log g_i is concave where all gains are positive, and y stationary: then y is best, whatever the weights."""
    x, y = deal.shares[0], deal.at[0]
    given = (*deal.shares_at(case), *strict)
    between = (*deal.shares_at(case), *(sp.Ne(x, end) for end in deal.ends))
    for g in deal.gains(case):  # the shares at which a gain is positive are an interval
        if not deal.prover.proves(sp.Le(sp.diff(g, x, 2), 0), deal.shares_at(case)) and not deal.prover.proves(sp.Gt(g, 0), between):
            return False
    bends = (sp.Le(g * sp.diff(g, x, 2) - sp.diff(g, x) ** 2, 0) for g in deal.gains(case))
    return deal.prover.proves(sp.Eq(sp.factor(slope.xreplace({x: y})), 0)) and deal.prover.all_proved(bends, given)


def _integers(weights: tuple[sp.Expr, ...]) -> tuple[int, ...] | None:
    if not all(w.is_Rational and w.is_positive for w in weights):
        return None
    common = sp.ilcm(*(w.q for w in weights)) if len(weights) > 1 else weights[0].q
    return tuple(int(w * common) for w in weights)


def _product_is_largest(deal: Deal, prover: Prover, case: Case, powers: tuple[int, ...]) -> Verdict:
    best = sp.Mul(*(g**n for g, n in zip(deal.gains(deal.here), powers, strict=True)))
    other = sp.Mul(*(g**n for g, n in zip(deal.gains(case), powers, strict=True)))
    return prover.ask(sp.Ge(best - other, 0), (*deal.shares_at(case), *deal.accepted(case)))


def _without_strict_gain(deal: Deal, here: tuple[sp.Expr, ...]) -> Iterator[Finding]:
    """Where y gives some party nothing: no share does better for all, and none dominates y in X⁺."""
    nobody = sp.Or(*(sp.Le(g, 0) for g in here))
    inside = deal.prover.under((nobody,))
    if not inside.possible(()):
        return
    for case in deal.cases():
        gains = deal.gains(case)
        given = deal.shares_at(case)
        claim = sp.Or(*(sp.Le(g, 0) for g in gains))
        yield Finding(f"{deal.name}: no share gives all a strict gain", inside.ask(claim, given))
        worse = sp.Or(*(sp.Lt(g - h, 0) for g, h in zip(gains, here, strict=True)))
        same = sp.And(*(sp.Le(g - h, 0) for g, h in zip(gains, here, strict=True)))
        yield Finding(f"{deal.name}: undominated", inside.ask(sp.Or(worse, same), (*given, *deal.accepted(case))))
