"""Large numeric trees: ties, the rule that breaks them, and what is said when there are too many equilibria."""

from __future__ import annotations

import random

import pytest

import symgame as sg
from symgame.solve.tree_numeric import solve_numeric


def binary(size, seed, low, high, count=2):
    """A complete binary tree with small payoffs, so that there are ties."""
    rng = random.Random(seed)
    parent = [-1] + [(v - 1) // 2 for v in range(1, size)]
    player = [rng.randrange(count) if 2 * v + 1 < size else -1 for v in range(size)]
    return sg.ExtensiveFormGame.from_arrays(parent, player, [[rng.randint(low, high) for _ in range(size)] for _ in range(count)])


@pytest.mark.parametrize("ties", [sg.AllTies(), sg.FavourEarlier()])
@pytest.mark.parametrize("seed", range(15))
def test_the_one_equilibrium_is_one_of_all(seed, ties):
    game = binary(31, seed, 0, 4, count=2 + seed % 2)
    (listed,) = solve_numeric(game, ties, one=True).at({})
    every = sg.solve(game, ties=ties)
    assert every.complete.proved and listed in every.at({})
    assert sg.verify(game, every).proved


def test_a_game_of_arrays_with_ties_is_solved():
    game = sg.ExtensiveFormGame.from_arrays([-1, 0, 0], [0, -1, -1], [None, (1,), (1,)])
    assert sg.solve(game).at({}) == [{0: 0}, {0: 1}]
    assert list(game.form.probabilities) == [None] * 3


def test_many_ties_are_said():
    game = binary(1023, 1, 0, 3)
    found = sg.solve(game)
    assert len(found.branches) == 1 and found.complete.undecided and "more than 5000 equilibria" in found.complete.reason
    assert sg.solve(binary(4001, 1, 0, 10**9)).complete.proved, "no ties there"


def test_the_earlier_mover_is_favoured_in_a_large_tree():
    """A long path; B is indifferent everywhere, and A above her wants her to go on."""
    depth = 4_000
    parent, player, payoffs = [-1], [0], [(0, 0)]
    for k in range(depth):
        end, here = len(parent), 2 * k
        parent += [here, here]
        player += [-1, 1 if k + 1 < depth else -1]
        payoffs += [(k, 0), (k + 1, 0)]
        assert end == 2 * k + 1
    game = sg.ExtensiveFormGame.from_arrays(parent, player, payoffs)
    found = sg.solve(game, ties=sg.FavourEarlier())
    assert found.complete.proved and set(found.at({})[0].values()) == {1}
    assert sg.solve(game).complete.undecided
