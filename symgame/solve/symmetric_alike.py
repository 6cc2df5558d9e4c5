"""Why a symmetric game has no asymmetric equilibrium.

Let φ(x, A) = u_1(x, A − x) be the marginal payoff as a function of the own action and the total A.  If φ
falls strictly in x at every total, then no two players choose differently in an equilibrium: with
x_i > x_j, player i would not gain by less, so φ(x_i, A) ≥ 0, and j not by more, so φ(x_j, A) ≤ 0, while
φ(x_i, A) < φ(x_j, A).  In the derivatives of u(x, S) the condition reads u_11 − u_12 < 0.

References
----------
R. Selten (1970), Preispolitik der Mehrproduktenunternehmung; X. Vives (1999), Oligopoly Pricing, section 2.5.
"""

from __future__ import annotations

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, decide
from symgame.logic.verdict import Status, Verdict
from symgame.solve.pieces import KINKED
from symgame.solve.symmetric_form import TwoPersonForm

SLICE = Budget(seconds=4.0)
OPEN = "asymmetric equilibria are not listed, and were not ruled out"


def no_asymmetric(game: SymmetricGame, form: TwoPersonForm) -> Verdict:
    """Whether every equilibrium of the game is symmetric.

    Parameters
    ----------
    game : SymmetricGame
    form : TwoPersonForm

    Returns
    -------
    Verdict
        Proved, or undecided: refuting the condition refutes nothing.
    """
    if game.number == 1:
        return Verdict(Status.PROVED, by=("one player",))
    payoff = form.enter(game.payoff)
    if payoff.has(*KINKED):
        return Verdict(Status.UNDECIDED, reason=OPEN)
    x, total = game.own, game.others
    marginal = sp.diff(payoff, x)
    curvature = sp.diff(marginal, x) - sp.diff(marginal, total)
    if curvature.is_rational_function(*curvature.free_symbols):
        curvature = sp.factor(sp.cancel(curvature))
    found = decide(sp.Lt(curvature, 0), (*form.game.assume, *_inside(game, form)), deciders=QUICK, budget=SLICE)
    if found.proved or found.vacuous:
        return Verdict(Status.PROVED, by=found.by)
    return Verdict(Status.UNDECIDED, reason=OPEN)


def _inside(game: SymmetricGame, form: TwoPersonForm) -> list[Boolean]:
    """The own action in its domain, and the sum of the others' in theirs, not both at an end that is zero."""
    domain, others = form.enter(game.domain), form.enter(game.number) - 1
    low, high = domain.start, domain.end
    found: list[Boolean] = []
    if low is not -sp.oo:
        found.append((sp.Gt if domain.left_open else sp.Ge)(game.own, low))
        found += [sp.Ge(game.others, others * low), sp.Gt(game.own + game.others, (others + 1) * low)]
    if high is not sp.oo:
        found.append((sp.Lt if domain.right_open else sp.Le)(game.own, high))
        found.append(sp.Le(game.others, others * high))
    return [r for r in found if r is not sp.true]
