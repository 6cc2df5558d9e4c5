"""Grim-trigger equilibria of infinitely repeated games, with the discount factors that sustain them.

Let s be a profile of the stage game and e a stage equilibrium.  Playing s until somebody deviates, and e from then on,
is subgame perfect iff for every player i and every deviation k

    u_i(s) ≥ (1 − δ) u_i(k, s_{−i}) + δ u_i(e)

(Friedman 1971).  Playing a stage equilibrium in every period is one for every δ.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.errors import ArgumentTypeError
from symgame.games.concepts import SubgamePerfect
from symgame.games.normal import NormalFormGame
from symgame.games.repeated import GrimTrigger, RepeatedGame
from symgame.games.sequential import SequentialGame
from symgame.games.stages import Move
from symgame.games.symmetric import SymmetricGame
from symgame.logic.decide import QUICK, satisfiable
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.verdict import Status, Verdict
from symgame.solve.backward import backward_induction
from symgame.solve.equilibrium import Branch, Equilibrium
from symgame.solve.matrix import solve_matrix
from symgame.solve.symmetric import symmetric_equilibrium

KINDS = (
    "listed are stage equilibria in every period, and grim triggers that return to one of them; "
    "other equilibria of the repeated game are not searched"
)


def solve_repeated(game: RepeatedGame, *, concept: Any = None, ties: Any = None, budget: Budget | None = None) -> Equilibrium:
    """Stage equilibria repeated, and grim-trigger equilibria with the condition on the discount factor.

    Parameters
    ----------
    game : RepeatedGame
        For a matrix every pure profile is tried as cooperation; for a symmetric game the best common action.
    concept : SubgamePerfect, optional
    budget : Budget, optional

    Returns
    -------
    Equilibrium
        Outcomes hold what is played in every period; payoffs are discounted sums.  A grim trigger's strategies are
        `GrimTrigger` values.

    Examples
    --------
    >>> d = sp.Symbol("delta", positive=True)
    >>> dilemma = NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], actions=[["C", "D"], ["C", "D"]])
    >>> found = solve_repeated(RepeatedGame(dilemma, d))
    >>> [(tuple(b.outcome.values()), b.region.condition) for b in found.branches]
    [(('D', 'D'), True), (('C', 'C'), delta >= 1/2)]
    """
    if concept is not None and not isinstance(concept, SubgamePerfect):
        raise ArgumentTypeError(f"concept={concept!r}: repeated games are solved for SubgamePerfect()")
    if ties is not None:
        raise ArgumentTypeError(f"ties={ties!r}: repeated games have no tie rule")
    if isinstance(game.stage_game, SymmetricGame):
        stage = symmetric_equilibrium(game.stage_game, budget=budget)
        branches = [*_repeated(game, stage), *_symmetric(game, game.stage_game, stage, budget)]
    else:
        stage = solve_matrix(game.stage_game, budget=budget)
        branches = [*_repeated(game, stage), *_matrix(game, game.stage_game, stage)]
    return Equilibrium(
        game=game, branches=tuple(branches), nonexistence=(), uncovered=sp.Or(stage.uncovered, *(
            r.condition for r, _ in stage.nonexistence)), complete=Verdict(Status.UNDECIDED, reason=KINDS),
        concept=SubgamePerfect(), parameters=game.parameters, notes=(KINDS,),
    )  # fmt: skip


def _named(stage: NormalFormGame, player: int, mixed: Sequence[sp.Expr]) -> Hashable:
    """A pure action by its label, a mixed one as it is."""
    sure = [label for label, p in zip(stage.actions[player], mixed, strict=True) if p == 1]
    return sure[0] if sure else tuple(mixed)


def _play(game: RepeatedGame, branch: Branch) -> tuple[tuple[Any, Any], ...]:
    stage = game.stage_game
    if isinstance(stage, SymmetricGame):
        return branch.outcome_items
    return tuple((p, _named(stage, i, branch.outcome[p])) for i, p in enumerate(stage.players))


def _forever(game: RepeatedGame, value: sp.Expr) -> sp.Expr:
    return sp.factor(value) / (1 - game.discount)


def _repeated(game: RepeatedGame, stage: Equilibrium) -> Iterator[Branch]:
    for b in stage.branches:
        play = _play(game, b)
        payoffs = tuple((p, _forever(game, u)) for p, u in b.payoff_items)
        yield Branch(Region(b.region.condition, game.assumptions), play, play, payoffs)


def _region(game: RepeatedGame, conditions: Sequence[Boolean]) -> Region | None:
    """The region of a conjunction, None when it is proved empty."""
    condition = sp.And(*conditions)
    if condition == sp.false or satisfiable(sp.And(condition, *game.assumptions), deciders=QUICK).refuted:
        return None
    return Region(reduce_condition(condition, game.assumptions), game.assumptions)


def _sustained(game: RepeatedGame, good: sp.Expr, tempted: sp.Expr, punished: sp.Expr) -> Boolean:
    gain = good - (1 - game.discount) * tempted - game.discount * punished
    return sp.Ge(sp.factor(sp.cancel(gain)), 0)


def _matrix(game: RepeatedGame, stage: NormalFormGame, nash: Equilibrium) -> Iterator[Branch]:
    for profile in stage.profiles():
        good = stage.payoff(profile)
        played = tuple((p, stage.actions[i][profile[i]]) for i, p in enumerate(stage.players))
        for b in nash.branches:
            if _play(game, b) == played:
                continue
            conditions: list[Boolean] = [b.region.condition]
            for i, p in enumerate(stage.players):
                for k in range(stage.shape[i]):
                    tempted = stage.payoff((*profile[:i], k, *profile[i + 1 :]))[i]
                    conditions.append(_sustained(game, good[i], tempted, b.payoffs[p]))
            region = _region(game, conditions)
            if region is not None:
                punish = dict(_play(game, b))
                strategies = tuple((p, GrimTrigger(action, punish[p])) for p, action in played)
                payoffs = tuple((p, _forever(game, u)) for p, u in zip(stage.players, good, strict=True))
                yield Branch(region, strategies, played, payoffs)


def _symmetric(game: RepeatedGame, stage: SymmetricGame, nash: Equilibrium, budget: Budget | None) -> Iterator[Branch]:
    """Cooperation is the common action that is best for all; the deviation is the best reply to it."""
    least = () if stage.number.is_number else (sp.Ge(stage.number, 2),)
    assume = (*stage.assume, *least)
    common = stage.payoff.subs(stage.others, (stage.number - 1) * stage.own)
    best = _maximum(stage, common, assume, budget)
    for c in best.branches:
        together = c.outcome[stage.own]
        tempting = _maximum(stage, stage.payoff.subs(stage.others, (stage.number - 1) * together), assume, budget)
        for d in tempting.branches:
            for b in nash.branches:
                sustained = _sustained(game, *(x.payoffs[stage.player] for x in (c, d, b)))
                conditions = [c.region.condition, d.region.condition, b.region.condition, sustained]
                region = _region(game, conditions)
                if region is None:
                    continue
                trigger = ((stage.action, GrimTrigger(together, b.outcome[stage.action])),)
                payoff = _forever(game, c.payoffs[stage.player])
                yield Branch(region, trigger, ((stage.action, together),), ((stage.player, payoff),))


def _maximum(stage: SymmetricGame, payoff: sp.Expr, assume: Sequence[Boolean], budget: Budget | None) -> Equilibrium:
    alone = SequentialGame([Move(stage.player, stage.own, domain=stage.domain)], {stage.player: payoff}, assume)
    return backward_induction(alone, budget=budget)
