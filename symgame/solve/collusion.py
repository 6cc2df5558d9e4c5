"""Collusion by grim-trigger strategies in the infinite repetition of a symmetric game.

Let x^N be the symmetric equilibrium of the stage game with payoff π^N, x^C the common action with the
largest common payoff π^C, and π^D the largest payoff of a player who leaves x^C while the others stay.
Everybody playing x^C until somebody does not, and x^N ever after, is a subgame-perfect equilibrium of the
repeated game with discount factor δ iff π^C ≥ (1 − δ) π^D + δ π^N, that is iff

    δ ≥ (π^D − π^C) / (π^D − π^N).

References
----------
J. Friedman (1971), A non-cooperative equilibrium for supergames, Review of Economic Studies 38.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentTypeError
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, decide
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.solve.backward import backward_induction
from symgame.solve.equilibrium import Branch
from symgame.solve.outside import missed
from symgame.solve.symmetric import symmetric_equilibrium
from symgame.solve.symmetric_form import TwoPersonForm, two_person_form
from symgame.solve.thresholds import Threshold, ThresholdCase
from symgame.solve.univariate import tidy


def collusion(game: SymmetricGame, discount: sp.Symbol, *, budget: Budget | None = None) -> Threshold:
    """The least discount factor at which grim-trigger strategies sustain the largest common payoff.

    Parameters
    ----------
    game : SymmetricGame
        The stage game.
    discount : Symbol
    budget : Budget, optional

    Returns
    -------
    Threshold
        Of `discount`; on each region π^D > π^N is proved, so that the inequality above is equivalent to the claim.
        No case where a player would not gain by collusion.

    Raises
    ------
    ArgumentTypeError
        If `discount` is no symbol, or stands in the game.

    Examples
    --------
    >>> n, q, a, c, delta = sp.symbols("n q a c delta", positive=True)
    >>> stage = SymmetricGame(n, q, sp.Interval(0, sp.oo), lambda own, others: (a - own - others - c)*own, assume=[a > c])
    >>> collusion(stage, delta).value
    (n + 1)**2/(n**2 + 6*n + 1)
    """
    if not isinstance(discount, sp.Symbol) or discount in game.parameters or discount == game.action:
        raise ArgumentTypeError(f"collusion: the discount factor {discount!r} must be a symbol that is not in the game")
    form = two_person_form(game, 2)
    punished = symmetric_equilibrium(game, budget=budget)
    cases: list[ThresholdCase] = []
    for b in punished.branches:
        region, payoff = form.enter(b.region.condition), form.enter(b.payoff_items[0][1])
        for common in _best(form, form.game.payoffs[form.player].subs(form.other, form.own), region, budget):
            together = And(region, common.region.condition)
            others = common.outcome[form.own]
            for away in _best(form, form.game.payoffs[form.player].subs(form.other, others), together, budget):
                here = And(together, away.region.condition)
                best, all_, alone = away.payoffs[form.player], common.payoffs[form.player], payoff
                cases += _case(form, discount, here, best, all_, alone)
    given = tuple(form.leave(g) for g in form.game.assume)
    rest = reduce_condition(And(*(missed(c.region.condition) for c in cases)), given)
    return Threshold(discount, tuple(cases), game.parameters, rest)


def _best(form: TwoPersonForm, payoff: sp.Expr, region: Boolean, budget: Budget | None) -> tuple[Branch, ...]:
    """The branches of the choice of one action with this payoff, on a region of the parameters."""
    domain = next(m.domains[0] for m in form.game.stages[0].moves if m.player == form.player)  # type: ignore[union-attr]
    stage = Move(form.player, form.own, domain=domain)
    lone = SequentialGame([stage], {form.player: payoff}, [*form.game.assume, region])
    return backward_induction(lone, budget=budget).branches


def _case(
    form: TwoPersonForm, discount: sp.Symbol, here: Boolean, away: sp.Expr, common: sp.Expr, alone: sp.Expr
) -> Iterator[ThresholdCase]:
    assume = tuple(form.game.assume)
    gains = And(sp.Gt(common, alone), sp.Gt(away, alone))
    verdict = decide(gains, (*assume, here), deciders=QUICK, budget=Budget(seconds=4.0))
    if not verdict.proved:
        return
    value = form.leave(tidy(sp.factor(sp.cancel((away - common) / (away - alone)))))
    away, common, alone = (form.leave(e) for e in (away, common, alone))
    claim = sp.Equivalent(sp.Ge(common, (1 - discount) * away + discount * alone), sp.Ge(discount, value))
    region = Region(form.leave(reduce_condition(here, assume)), tuple(form.leave(g) for g in assume))
    yield ThresholdCase(region, value, claim, verdict)
