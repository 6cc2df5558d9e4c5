"""Symmetric equilibria of smooth games whose marginal payoff may first rise: convex costs are not needed.

With the others at y the marginal payoff of x is a positive multiple of P(x) − N(x), where P and N are sums
of positive monomials in x, its powers and parameters.  Let h = x P'/P − x N'/N.  If h falls through zero at
most once, then P/N rises and then falls, so P − N is negative, positive, negative in this order at most.
The payoff therefore has its maximum at the lower end or at the last zero of P − N, and x* is that last zero
iff P(x*) = N(x*) and h(x*) ≤ 0.  Hence everybody choosing x* is an equilibrium iff h(x*) ≤ 0 and the payoff
at x* is at least its value at the lower end; where h ≤ 0 throughout, no comparison is needed (the argument
for Tullock contests of Pérez-Castrillo and Verdier 1992).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget, Meter
from symgame.logic.decide import QUICK, decide
from symgame.logic.verdict import Verdict
from symgame.solve.equilibrium import Obligation
from symgame.solve.powers import Powers, powers_of, symbolic_powers
from symgame.solve.symmetric_value import alike

SLICE = Budget(seconds=4.0)


@dataclass(frozen=True)
class Peak:
    """A symmetric equilibrium with the condition on the parameters under which it is one.

    Parameters
    ----------
    action, payoff : Expr
    condition : Boolean
        Necessary and sufficient, under the assumptions.
    evidence : tuple of Obligation
    """

    action: sp.Expr
    payoff: sp.Expr
    condition: Boolean
    evidence: tuple[Obligation, ...]


class _Asker:
    """Keeps what was proved."""

    def __init__(self, given: tuple[Boolean, ...], meter: Meter) -> None:
        self.given, self.meter, self.evidence = given, meter, list[Obligation]()

    def proved(self, name: str, claim: Boolean, *given: Boolean) -> bool:
        self.meter.spend()
        hypotheses = (*self.given, *given)
        verdict: Verdict = decide(claim, hypotheses, deciders=QUICK, budget=SLICE)
        if verdict.proved:
            self.evidence.append(Obligation(name, claim, hypotheses, verdict))
        return verdict.proved

    def sign(self, e: sp.Expr) -> int:
        """1 or -1 where that is the proved sign, else 0."""
        for sign in (1, -1):
            if _sum_of_positive(sign * e) or self.proved("sign", sp.Gt(sign * e, 0)):
                return sign
        return 0

    def positive(self, e: sp.Expr) -> Boolean:
        """The condition that `e` is positive; true where that is proved."""
        return sp.true if e.is_positive or self.proved("positive", sp.Gt(e, 0)) else sp.Gt(e, 0)


def _parts(e: sp.Expr, powers: Powers, asker: _Asker) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """P and N with `e` a positive multiple of P − N: by groups of equal powers, and by monomials."""
    top, below = sp.fraction(sp.together(powers.inward(e)))
    symbols = sorted(top.free_symbols, key=str)
    if not _sum_of_positive(below) or not symbols or not top.is_polynomial(*symbols):
        return
    groups: list[sp.Expr] = [top]
    if powers.items:
        groups = [c * sp.prod(g**k for g, k in zip(powers.generators, m, strict=True)) for m, c in sp.Poly(top, *powers.generators).terms()]
    signed = [(g, asker.sign(g)) for g in groups]
    if all(sign for _, sign in signed):
        yield from _split(signed)
    if all(s.is_positive for s in symbols):
        yield from _split([(t, 1 if t.as_coeff_Mul()[0] > 0 else -1) for t in sp.Add.make_args(sp.expand(top))])


def _split(signed: list[tuple[sp.Expr, int]]) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    rises = sp.Add(*(t for t, sign in signed if sign > 0))
    falls = sp.Add(*(-t for t, sign in signed if sign < 0))
    if rises != 0 and falls != 0:
        yield sp.factor(rises), sp.factor(falls)


def _sum_of_positive(e: sp.Expr) -> bool:
    """Whether every monomial has a positive coefficient and positive symbols."""
    return all(t.is_positive for t in sp.Add.make_args(sp.expand(e)))


def _core(e: sp.Expr) -> sp.Expr:
    """`e` without its factors that are sums of positive monomials."""
    top = sp.fraction(sp.together(e))[0]
    content, factors = sp.factor_list(top)
    kept = sp.Integer(1) if content > 0 else sp.Integer(-1)
    for f, k in factors:
        if _sum_of_positive(f):
            continue
        if _sum_of_positive(-f):
            kept = kept if k % 2 == 0 else -kept
            continue
        kept *= f**k
    return sp.expand(kept)


def _common_root(rises: sp.Expr, falls: sp.Expr, y: sp.Symbol, asker: _Asker) -> sp.Expr | None:
    """The y at which two sums are equal: when their ratio is a power of y, or the equation is linear in y."""
    powers = powers_of([rises, falls])
    if powers is None:
        return None
    ratio = sp.factor(sp.cancel(powers.inward(rises) / powers.inward(falls)))
    exponent = sp.cancel(powers.logarithmic_derivative(ratio, y) / ratio)
    if exponent != 0 and not exponent.has(y, *powers.generators):
        constant = sp.powsimp(sp.expand_power_base(powers.outward(ratio) / y**exponent))
        return None if constant.has(y) else constant ** (-1 / exponent)
    top, below = sp.fraction(ratio)
    equation = sp.expand(top - below)
    linear = equation.is_polynomial(y) and sp.degree(equation, y) == 1 and not equation.has(*powers.generators)
    if linear and asker.sign(sp.factor(equation.coeff(y, 1))):
        return sp.factor(-equation.coeff(y, 0) / equation.coeff(y, 1))
    return None


def _at(e: sp.Expr, x: sp.Symbol, y: sp.Symbol, powers: Powers) -> sp.Expr:
    """`e` when everybody chooses y, every power over a product of symbols where possible."""
    alike = powers.outward(e).xreplace({x: y})
    table = {p: sp.expand_power_base(sp.factor(p.base) ** p.exp) for p in symbolic_powers(alike)}
    return alike.xreplace(table)


def peak(
    payoff: sp.Expr, x: sp.Symbol, y: sp.Symbol, low: sp.Expr, given: tuple[Boolean, ...], meter: Meter
) -> Peak | None:
    """The symmetric equilibrium by the argument at the head of the module.

    Parameters
    ----------
    payoff : Expr
        In the positive symbols x (own) and y (everybody else's).
    x, y : Symbol
    low : Expr
        The lower end of the domain, 0 or positive; the upper one is infinite.
    given : tuple of Boolean
        Assumptions on the parameters.
    meter : Meter

    Returns
    -------
    Peak or None
        None when the marginal payoff has another form or a sentence was not proved.

    Examples
    --------
    >>> x, y, V, r, m = sp.symbols("x y V r m", positive=True)
    >>> found = peak(V*x**r/(x**r + m*y**r) - x, x, y, sp.Integer(0), (m >= 1,), Budget().start())
    >>> found.action
    V*m*r/(m + 1)**2
    """
    marginal = sp.diff(payoff, x)
    powers = powers_of([marginal, payoff])
    if powers is None:
        return None
    asker = _Asker(given, meter)
    for rises, falls in _parts(marginal, powers, asker):
        action = _common_root(_at(rises, x, y, powers), _at(falls, x, y, powers), y, asker)
        if action is None:
            continue
        slope = powers.logarithmic_derivative(rises, x) * falls - rises * powers.logarithmic_derivative(falls, x)
        turning = _turning(_core(slope), x, y, powers, asker)
        if turning is None:
            continue
        condition, compare = turning
        conditions = [asker.positive(action), condition if condition is sp.true else condition.subs(y, action)]
        value = _value(payoff, x, y, action)
        if compare:
            end = _at_end(payoff, x, y, low, action)
            if end is None:
                continue
            conditions.append(sp.Ge(_core_relation(value - end), 0))
        return Peak(action, value, And(*conditions), tuple(asker.evidence))
    return None


def _turning(slope: sp.Expr, x: sp.Symbol, y: sp.Symbol, powers: Powers, asker: _Asker) -> tuple[Boolean, bool] | None:
    """The condition h(x*) ≤ 0 in y, and whether the lower end must be compared; None when h may turn twice."""
    falling = powers.logarithmic_derivative(slope, x)
    if asker.proved("the ratio of marginal gain to marginal cost falls", sp.Le(slope, 0)):
        return sp.true, False
    if not asker.proved("the ratio rises and then falls", sp.Lt(falling, 0), sp.Eq(slope, 0)):
        return None
    at = _at(slope, x, y, powers)
    again = powers_of([at])
    return (sp.Le(at if again is None else again.outward(_core(again.inward(at))), 0), True)


def _core_relation(e: sp.Expr) -> sp.Expr:
    return _core(sp.together(e)) if e.is_rational_function() else sp.factor(e)


def _value(payoff: sp.Expr, x: sp.Symbol, y: sp.Symbol, action: sp.Expr) -> sp.Expr:
    """The payoff when everybody chooses the same, powers cancelled before the action is put in."""
    return sp.factor(alike(payoff.xreplace({x: y}), y).subs(y, action))


def _at_end(payoff: sp.Expr, x: sp.Symbol, y: sp.Symbol, low: sp.Expr, action: sp.Expr) -> sp.Expr | None:
    """The payoff at the lower end; at 0 every power with positive exponent vanishes."""
    if low != 0:
        return sp.factor(payoff.subs(x, low).subs(y, action)) if low.is_positive else None
    vanishing = {p: sp.Integer(0) for p in payoff.atoms(sp.Pow) if p.base == x and p.exp.is_positive}
    value = payoff.xreplace(vanishing).subs(x, 0)
    open_powers = any(p.base == 0 for p in value.atoms(sp.Pow))
    return None if open_powers or value.has(sp.nan, sp.zoo, sp.oo) else sp.factor(value.subs(y, action))
