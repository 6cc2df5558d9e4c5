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

from dataclasses import dataclass, replace

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.errors import StatementError
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, decide
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium, Obligation
from symgame.solve.pieces import KINKED
from symgame.solve.powers import Powers, powers_of
from symgame.solve.symmetric_form import TwoPersonForm
from symgame.solve.symmetric_value import alike
from symgame.solve.univariate import tidy

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


def _positive_parts(e: sp.Expr, x: sp.Symbol, powers: Powers) -> tuple[sp.Expr, sp.Expr] | None:
    """P and N with `e` a positive multiple of P − N; None when the sign of a monomial is not known."""
    top, below = sp.fraction(sp.together(powers.inward(e)))
    if not _sum_of_positive(below):
        return None
    symbols = sorted(top.free_symbols, key=str)
    if not symbols or not top.is_polynomial(*symbols) or not all(s.is_positive for s in symbols):
        return None
    terms = sp.Add.make_args(sp.expand(top))
    rises = [t for t in terms if t.as_coeff_Mul()[0] > 0]
    falls = [-t for t in terms if t.as_coeff_Mul()[0] < 0]
    return (sp.factor(sp.Add(*rises)), sp.factor(sp.Add(*falls))) if rises and falls else None


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


def _monomial_root(rises: sp.Expr, falls: sp.Expr, y: sp.Symbol, powers: Powers) -> sp.Expr | None:
    """The y at which two sums are equal, when their ratio is a single power of y."""
    ratio = sp.factor(sp.cancel(rises / falls))
    exponent = sp.cancel(powers.logarithmic_derivative(ratio, y) / ratio)
    rest = powers.outward(ratio)
    if exponent == 0 or exponent.has(y, *(g for g, _, _ in powers.items)):
        return None
    constant = sp.powsimp(sp.expand_power_base(rest / y**exponent))
    if constant.has(y):
        return None
    return constant ** (-1 / exponent)


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
    powers = powers_of([marginal, payoff], (x, y))
    parts = None if powers is None else _positive_parts(marginal, x, powers)
    if powers is None or parts is None:
        return None
    rises, falls = parts
    at = [sp.factor(powers.moved(e, x, y)) for e in parts]
    action = _monomial_root(at[0], at[1], y, powers)
    if action is None:
        return None
    slope = _core(powers.logarithmic_derivative(rises, x) * falls - rises * powers.logarithmic_derivative(falls, x))
    asker = _Asker(given, meter)
    try:
        turning = _turning(slope, x, y, powers, asker)
    except StatementError:
        return None
    if turning is None:
        return None
    condition, compare = turning
    value = _value(payoff, x, y, action)
    conditions = [_in_parameters(condition, y, action, powers)]
    if compare:
        end = _at_end(payoff, x, y, low, action)
        if end is None:
            return None
        conditions.append(sp.Ge(_core_relation(value - end, powers), 0))
    return Peak(action, value, And(*conditions), tuple(asker.evidence))


def _turning(slope: sp.Expr, x: sp.Symbol, y: sp.Symbol, powers: Powers, asker: _Asker) -> tuple[Boolean, bool] | None:
    """The condition h(x*) ≤ 0 in y, and whether the lower end must be compared; None when h may turn twice."""
    falling = powers.logarithmic_derivative(slope, x)
    if asker.proved("the ratio of marginal gain to marginal cost falls", sp.Le(slope, 0)):
        return sp.true, False
    if not asker.proved("the ratio rises and then falls", sp.Lt(falling, 0), sp.Eq(slope, 0)):
        return None
    return sp.Le(_core(powers.moved(slope, x, y)), 0), True


def _in_parameters(condition: Boolean, y: sp.Symbol, action: sp.Expr, powers: Powers) -> Boolean:
    return sp.true if condition is sp.true else powers.outward(condition).subs(y, action)


def _core_relation(e: sp.Expr, powers: Powers) -> sp.Expr:
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
    return None if value.has(sp.nan, sp.zoo, sp.oo) else sp.factor(value.subs(y, action))


def one_falling_crossing(game: SymmetricGame, form: TwoPersonForm, open_one: Equilibrium, meter: Meter) -> Equilibrium:
    """An equilibrium of the two-person form by the argument at the head of the module.

    Parameters
    ----------
    game : SymmetricGame
    form : TwoPersonForm
    open_one : Equilibrium
        Without branches; given back where the argument does not apply.
    meter : Meter

    Returns
    -------
    Equilibrium
        One branch; where its condition fails and the lower end is excluded, a region without equilibrium.
    """
    domain, number = form.enter(game.domain), form.enter(game.number)
    if domain.start != 0 or domain.end is not sp.oo or game.payoff.has(*KINKED):
        return open_one
    x, y, m = (sp.Dummy(name, positive=True) for name in "xym")
    payoff = form.enter(game.payoff).subs({game.own: x, game.others: m * y}, simultaneous=True)
    given = list(form.game.assume)
    if isinstance(number, sp.Symbol):
        payoff, given = payoff.subs(number, m + 1), [g.subs(number, m + 1) for g in given]
    else:
        given.append(sp.Eq(m, number - 1))
    try:
        found = peak(payoff, x, y, sp.Integer(0), tuple(given), meter)
    except BudgetSpent:
        return open_one
    if found is None:
        return open_one
    back = {m: number - 1}
    values = [tidy(e.subs(back)) for e in (found.action, found.payoff)]
    condition = reduce_condition(found.condition.subs(back), form.game.assume)
    closed = not domain.left_open and _defined_at_zero(game)
    found_one = _branch(form, values, condition, found.evidence)
    return _result(form, open_one, found_one, condition, closed=closed)


def _defined_at_zero(game: SymmetricGame) -> bool:
    """Whether the payoff has a value when nobody does anything."""
    value = game.payoff.subs({game.own: 0, game.others: 0}, simultaneous=True)
    return not value.has(sp.nan, sp.zoo, sp.oo)


def _branch(form: TwoPersonForm, values: list[sp.Expr], condition: Boolean, evidence: tuple[Obligation, ...]) -> Branch:
    play = ((form.own, values[0]), (form.other, values[0]))
    region = Region(condition, tuple(form.game.assume))
    return Branch(region, play, play, ((form.player, values[1]),), (), evidence)


def _result(
    form: TwoPersonForm, open_one: Equilibrium, branch: Branch, condition: Boolean, *, closed: bool
) -> Equilibrium:
    outside = reduce_condition(sp.Not(condition), form.game.assume)
    if closed:
        verdict = Verdict(Status.UNDECIDED, reason="that nobody acts was not examined")
        return replace(open_one, branches=(branch,), uncovered=outside, complete=verdict, notes=())
    reason = "at the only stationary action, the lower end gives more"
    absent = () if outside is sp.false else ((Region(outside, tuple(form.game.assume)), reason),)
    proved = Verdict(Status.PROVED, by=("one falling crossing",))
    return replace(open_one, branches=(branch,), nonexistence=absent, uncovered=sp.false, complete=proved, notes=())
