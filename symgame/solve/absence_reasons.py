"""The reasons for nonexistence that are looked at for a stage: what each claims, piece by piece.

- *Empty domain*: the lower end of a domain exceeds the upper one.
- *Unbounded*: the leading behaviour of a ratio of polynomials towards an infinite end.
- *Open end*: a payoff that rises strictly towards an end which is not attained.
- *Jump*: a supremum at a boundary that belongs to a piece with a lower payoff.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.logic.root import valueless
from symgame.solve.absence import Absence, Claim
from symgame.solve.fractions import coefficients, derivative
from symgame.solve.pieces import beside, relation_sides, substitute
from symgame.solve.problem import StageProblem, Unknown


def _empty(problem: StageProblem) -> Iterator[Absence]:
    for u in problem.unknowns:
        if not u.values and u.low is not -sp.oo and u.high is not sp.oo and u.high != u.low and (u.high - u.low).free_symbols:
            claim = sp.Lt(u.high, u.low)
            if claim is not sp.false:
                yield Absence("empty domain", f"the domain of {u.symbol} is empty", problem, u, 1, (("empty domain", claim, ()),))


def _unbounded(problem: StageProblem, u: Unknown, end: int) -> Iterator[Absence]:
    """Leading behaviour of the payoff on each piece that reaches the infinite end."""
    x, inside = u.symbol, tuple(v.within(v.symbol) for v in problem.unknowns if v.symbol != u.symbol)
    for p in problem.pieces:
        payoff = p.payoffs[u.owner]
        top, below = (payoff, sp.S.One) if payoff.is_polynomial(x) else sp.fraction(sp.together(payoff))
        if not (top.is_polynomial(x) and below.is_polynomial(x)):
            continue
        numerators, divisors = coefficients(top, x), coefficients(below, x)
        degree, under = len(numerators) - 1, len(divisors) - 1
        reach = _reaching(p.conditions, x, end)
        if reach is None:
            continue
        for k, c in enumerate(numerators):
            power = degree - k - under
            if power <= 0:
                break
            vanish = tuple(sp.Eq(e, 0) for e in numerators[:k])
            growth = c * divisors[0] * end ** (degree - k + under)
            if growth.is_nonpositive:
                if growth.is_negative:
                    break
                continue
            claims: list[Claim] = [("unbounded payoff", And(sp.Gt(growth, 0), *vanish), inside)]
            claims += [("the piece reaches infinity", r, inside) for r in reach]
            reason = f"the payoff of {u.owner} is unbounded in {x}"
            yield Absence("unbounded", reason, problem, u, end, tuple(claims))


def _reaching(conditions: Sequence[Boolean], x: sp.Symbol, end: int) -> list[Boolean] | None:
    """Sentences that make the conditions hold near the infinite end; None when that is not expressible."""
    found: list[Boolean] = []
    for c in conditions:
        side = numerator_signed(relation_sides(c))
        if not c.has(x):
            found.append(c)
            continue
        if side is None or not side.is_polynomial(x) or isinstance(c, sp.Eq):
            return None
        p = sp.Poly(side, x)
        found.append(sp.Gt(p.LC() * end ** p.degree(), 0))
    return found


def numerator_signed(side: sp.Expr) -> sp.Expr | None:
    """Numerator times denominator: same sign as the fraction.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> numerator_signed(1/x)
    x
    """
    top, below = sp.fraction(sp.together(side))
    return sp.expand(top * below)


def _turns_back(problem: StageProblem, u: Unknown, end: int) -> bool:
    """Whether the payoff on some piece of the whole line is known to fall towards the infinite end."""
    for p in problem.pieces:
        marginal = derivative(p.payoffs[u.owner], u.symbol)
        if any(c.has(u.symbol) for c in p.conditions) or not marginal.is_polynomial(u.symbol):
            continue
        leading = coefficients(marginal, u.symbol)
        if (leading[0] * end ** len(leading)).is_negative:
            return True
    return False


def _rising(problem: StageProblem, u: Unknown, end: int) -> Absence:
    """The payoff is strictly monotone towards an end that does not belong to the domain."""
    inside = tuple(v.within(v.symbol) for v in problem.unknowns)
    claims: list[Claim] = []
    for p in problem.pieces:
        marginal = derivative(p.payoffs[u.owner], u.symbol)
        claims.append(("the payoff rises towards the end", sp.Gt(end * marginal, 0), (*inside, *p.conditions)))
    where = "upper" if end > 0 else "lower"
    reason = f"the payoff of {u.owner} rises towards the {where} end of {u.symbol}, which is not attained"
    return Absence("open end", reason, problem, u, end, tuple(claims))


def _jumps(problem: StageProblem, u: Unknown) -> Iterator[Absence]:
    """The supremum lies at a boundary that belongs to a piece with a lower payoff (a jump up just beside it)."""
    x = u.symbol
    for p in problem.pieces:
        for c in p.conditions:
            side = relation_sides(c)
            if not isinstance(c, sp.Gt | sp.Lt) or not side.is_polynomial(x) or sp.degree(side, x) != 1:
                continue
            slope = sp.expand(side).coeff(x, 1)
            if not (slope.is_positive or slope.is_negative):
                continue
            edge = sp.cancel(x - side / slope)
            limit = substitute(p.payoffs[u.owner], {x: edge})
            inward = And(sp.Ge(edge, u.low), sp.Lt(edge, u.high)) if slope.is_positive else And(sp.Gt(edge, u.low), sp.Le(edge, u.high))
            if valueless(limit):
                continue
            near = [substitute(beside(d, x), {x: edge}) for d in p.conditions if d is not c]
            claims: list[Claim] = [("the piece reaches its edge", And(inward, *near), ())]
            for q in problem.pieces:
                claims.append(("every action earns less", sp.Lt(q.payoffs[u.owner], limit), (u.within(x), *q.conditions)))
            reason = f"the supremum of the payoff of {u.owner} in {x} is approached at a jump and not attained"
            yield Absence("jump", reason, problem, u, 1, tuple(claims), edge, limit)


def absences(problem: StageProblem) -> list[Absence]:
    """The reasons to look at for a stage problem.

    Parameters
    ----------
    problem : StageProblem

    Returns
    -------
    list of Absence
    """
    found = list(_empty(problem))
    if any(not p.payoffs for p in problem.pieces):
        return found
    for u in problem.unknowns:
        if u.values:
            continue
        if len(problem.unknowns) == 1:
            found += list(_jumps(problem, u))
        for end, limit, is_open in ((1, u.high, u.high_open), (-1, u.low, u.low_open)):
            if limit in (sp.oo, -sp.oo):
                found += list(_unbounded(problem, u, end))
            infinite = limit in (sp.oo, -sp.oo)
            if infinite and not _turns_back(problem, u, end) or is_open and not infinite:
                found.append(_rising(problem, u, end))
    return found
