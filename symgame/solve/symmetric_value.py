"""The payoff of each player when all choose the same, written as shortly as an author would.

Powers of the common action are cancelled before the action is put in: V x^r / (n x^r) is V/n for every
positive x, whatever x is in closed form.
"""

from __future__ import annotations

from math import lcm

import sympy as sp

from symgame.budget import Budget
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, decide
from symgame.solve.equilibrium import Branch
from symgame.solve.pieces import KINKED
from symgame.solve.powers import powers_of
from symgame.solve.symmetric_form import TwoPersonForm
from symgame.solve.univariate import tidy


def alike(payoff: sp.Expr, y: sp.Symbol) -> sp.Expr:
    """`payoff`, a function of the positive common action `y`, with powers cancelled.

    Examples
    --------
    >>> y, r = sp.symbols("y r", positive=True)
    >>> alike(2*y**r/(y**r + 2*y**r) - y, y)
    2/3 - y
    """
    roots = {p: p for p in payoff.atoms(sp.Pow) if p.base == y and p.exp.is_Rational and not p.exp.is_Integer}
    if roots:
        size = lcm(*(int(p.exp.q) for p in roots))
        root = sp.Dummy("root", positive=True)
        inner = payoff.xreplace({p: root ** int(p.exp * size) for p in roots}).xreplace({y: root**size})
        return alike(inner, root).subs(root, y ** sp.Rational(1, size))
    powers = powers_of([payoff])
    if powers is None:
        return payoff
    inner = powers.inward(payoff)
    return powers.outward(sp.cancel(inner)) if inner.is_rational_function(*inner.free_symbols) else payoff


def _short_logs(e: sp.Expr) -> sp.Expr:
    """Logarithms of rational functions as logarithms of factored fractions."""
    return e.replace(
        lambda f: isinstance(f, sp.log) and f.args[0].is_rational_function(*f.free_symbols),
        lambda f: sp.log(sp.factor(sp.cancel(f.args[0]))),
    )


def common_payoff(game: SymmetricGame, form: TwoPersonForm, branch: Branch) -> sp.Expr:
    """The payoff in a branch of the two-person form, in the shorter of its two writings.

    Parameters
    ----------
    game : SymmetricGame
    form : TwoPersonForm
    branch : Branch

    Returns
    -------
    Expr
        In the symbols of the form.
    """
    plain = branch.payoffs[form.player]
    action = branch.outcome[form.own]
    if not isinstance(action, sp.Expr) or action == 0 or game.payoff.has(*KINKED):
        return plain
    given = (*branch.region.given, branch.region.condition)
    if not (action.is_positive or decide(sp.Gt(action, 0), given, deciders=QUICK, budget=Budget(seconds=1.0)).proved):
        return plain
    number, m, y = form.enter(game.number), sp.Dummy("m", positive=True), sp.Dummy("y", positive=True)
    payoff = form.enter(game.payoff)
    if isinstance(number, sp.Symbol):
        payoff = payoff.subs({game.own: y, game.others: m * y}, simultaneous=True).subs(number, m + 1)
        short = alike(payoff, y).subs(m, number - 1)
    else:
        payoff = payoff.subs({game.own: y, game.others: (number - 1) * y}, simultaneous=True)
        short = alike(payoff, y)
    short = _short_logs(tidy(sp.factor(short.subs(y, action))))
    return short if sp.count_ops(short) < sp.count_ops(plain) else plain
