"""Mutants of solved random games: changed claims are refuted with a witness, unless the oracle finds nothing wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.claims import with_branch, with_items
from tests.oracle.random_games import Drawn, draw

KINDS = ("one_player", "two_at_once", "two_stages", "participation")
SEEDS = (201,)
MANY = range(200, 220)


def mutants(drawn: Drawn, equilibrium: sg.Equilibrium) -> Iterator[tuple[str, sg.Equilibrium]]:
    """Changes after which the claim is false wherever the branch holds."""
    for place, one in enumerate(equilibrium.branches):
        for player, value in one.payoffs.items():
            yield f"payoff of {player}", with_branch(equilibrium, place, with_items(one, payoffs={player: value + 1}))
        for action, value in one.outcome.items():
            if isinstance(action, sp.Symbol) and isinstance(value, sp.Expr):
                moved = with_items(one, outcome={action: value + sp.Rational(1, 3)})
                yield f"outcome {action}", with_branch(equilibrium, place, moved)
        for action in drawn.game.actions:
            value = one.strategies[action]
            if isinstance(value, sp.Expr):
                beyond = with_items(one, strategies={action: value + 5})
                yield f"strategy {action} out of its domain", with_branch(equilibrium, place, beyond)
        if len(equilibrium.branches) == 1 and one.region.condition == sp.true and drawn.game.parameters:
            yield "dropped branch", with_branch(equilibrium, place, None)


def solved(kind: str, seed: int) -> tuple[Drawn, sg.Equilibrium] | None:
    """A solved game whose original claim is proved."""
    drawn = draw(kind, seed)
    equilibrium = sg.solve(drawn.game, budget=sg.Budget(seconds=20))
    return (drawn, equilibrium) if sg.verify(drawn.game, equilibrium).proved else None


def check(kind: str, seeds) -> None:
    tried = 0
    for seed in seeds:
        made = solved(kind, seed)
        if made is None:
            continue
        drawn, equilibrium = made
        for what, mutant in mutants(drawn, equilibrium):
            verdict = sg.verify(drawn.game, mutant)
            assert not verdict.proved, (kind, seed, what)
            assert verdict.refuted and (verdict.witness or not drawn.game.parameters), (kind, seed, what, str(verdict))
            tried += 1
    assert tried > len(list(seeds))


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_of_random_games_are_refuted(kind):
    check(kind, SEEDS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_mutants_of_many_random_games_are_refuted(kind):
    check(kind, MANY)
