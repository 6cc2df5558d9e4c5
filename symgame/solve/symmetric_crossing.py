"""Symmetric equilibria of games with symbolic exponents, from the argument of one falling crossing.

The candidate is the only common action at which the marginal payoff vanishes; `symgame.solve.symmetric_peak`
proves when it is an equilibrium.  That nobody acts is an equilibrium too is excluded where the lower end does
not belong to the domain, where the payoff has no value there, or where a little is better than nothing.
"""

from __future__ import annotations

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent, Meter
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, decide
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.equilibrium import Branch, Equilibrium, Obligation
from symgame.solve.pieces import KINKED
from symgame.solve.symmetric_form import TwoPersonForm
from symgame.solve.symmetric_peak import peak
from symgame.solve.univariate import tidy

SLICE = Budget(seconds=2.0)


def one_falling_crossing(game: SymmetricGame, form: TwoPersonForm, meter: Meter) -> Equilibrium | None:
    """An equilibrium of the two-person form by the argument at the head of the module.

    Parameters
    ----------
    game : SymmetricGame
    form : TwoPersonForm
    meter : Meter

    Returns
    -------
    Equilibrium or None
        One branch; where its condition fails and the lower end is excluded, a region without equilibrium.  None
        where the argument does not apply.
    """
    domain, number = form.enter(game.domain), form.enter(game.number)
    if domain.start != 0 or domain.end is not sp.oo or game.payoff.has(*KINKED):
        return None
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
        return None
    if found is None:
        return None
    back = {m: number - 1}
    values = [_short(e.subs(back)) for e in (found.action, found.payoff)]
    condition = reduce_condition(found.condition.subs(back), form.game.assume)
    branch = _branch(form, values, condition, found.evidence)
    nobody = not domain.left_open and _defined_at_zero(game) and not _leaves_zero(payoff, x, y, tuple(given))
    return _result(form, branch, condition, nobody=nobody)


def _short(e: sp.Expr) -> sp.Expr:
    """The shortest of some writings: factored, powers of one exponent joined or not."""
    tidied = tidy(e)
    return min((tidied, sp.powsimp(tidied, combine="base"), sp.powsimp(tidied)), key=sp.count_ops)


def _defined_at_zero(game: SymmetricGame) -> bool:
    """Whether the payoff has a value when nobody does anything."""
    value = game.payoff.subs({game.own: 0, game.others: 0}, simultaneous=True)
    return not value.has(sp.nan, sp.zoo, sp.oo)


def _leaves_zero(payoff: sp.Expr, x: sp.Symbol, y: sp.Symbol, given: tuple[Boolean, ...]) -> bool:
    """Whether the marginal payoff at zero is proved positive when nobody else acts."""

    def at_zero(e: sp.Expr, symbol: sp.Symbol) -> sp.Expr:
        powers = [p for p in e.atoms(sp.Pow) if p.base == symbol]
        vanish = {p: sp.Integer(0) for p in powers if _holds(sp.Gt(p.exp, 0), given)}
        return e.xreplace(vanish).subs(symbol, 0)

    marginal = at_zero(at_zero(sp.diff(payoff, x), y), x)
    return not marginal.has(sp.nan, sp.zoo, sp.oo) and _holds(sp.Gt(marginal, 0), given)


def _holds(claim: Boolean, given: tuple[Boolean, ...]) -> bool:
    return decide(claim, given, deciders=QUICK, budget=SLICE).proved


def _branch(form: TwoPersonForm, values: list[sp.Expr], condition: Boolean, evidence: tuple[Obligation, ...]) -> Branch:
    play = ((form.own, values[0]), (form.other, values[0]))
    region = Region(condition, tuple(form.game.assume))
    return Branch(region, play, play, ((form.player, values[1]),), (), evidence)


def _result(form: TwoPersonForm, branch: Branch, condition: Boolean, *, nobody: bool) -> Equilibrium:
    game = form.game
    outside = reduce_condition(sp.Not(condition), game.assume)
    if nobody:
        verdict = Verdict(Status.UNDECIDED, reason="that nobody acts was not examined")
        return Equilibrium(game, (branch,), (), outside, verdict, parameters=game.parameters)
    reason = "no common action passes the first-order condition and the comparison with the lower end"
    absent = () if outside is sp.false else ((Region(outside, tuple(game.assume)), reason),)
    proved = Verdict(Status.PROVED, by=("one falling crossing",))
    return Equilibrium(game, (branch,), absent, sp.false, proved, parameters=game.parameters)
