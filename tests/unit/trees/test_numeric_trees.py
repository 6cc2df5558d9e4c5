"""Large numeric trees: ties, the rule that breaks them, and what is said when there are too many equilibria."""

from __future__ import annotations

import pickle
import random

import networkx as nx
import pytest
import sympy as sp

import symgame as sg
from symgame.games.tree_form import ArrayForm, TreeForm
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


def test_a_large_graph_is_kept_as_arrays_with_its_names():
    made = binary(4001, 3, -(10**6), 10**6)
    graph = made.to_networkx()
    graph = nx.relabel_nodes(graph, {v: f"n{v}" for v in graph})
    for _, w, data in graph.edges(data=True):
        data["action"] = "left" if int(w[1:]) % 2 else "right"
    game = sg.ExtensiveFormGame(graph, made.players)
    assert isinstance(game.form, ArrayForm) and game.perfect_information and len(game.infosets) == 2000
    again = sg.ExtensiveFormGame(game.to_networkx(), made.players)
    assert again == game and hash(again) == hash(game) and pickle.loads(pickle.dumps(game)) == game
    (play,), (plain,) = sg.solve(game).at({}), sg.solve(made).at({})
    assert play == {f"n{v}": ("left", "right")[k] for v, k in plain.items()}
    assert nx.utils.graphs_equal(game.to_networkx(), graph)


@pytest.mark.parametrize(
    ("node", "data", "message"),
    [
        ("2000", {"payoffs": (1,)}, "node '2000': 1 entries"),
        ("2000", {"payoffs": (0.5, 1)}, "float"),
        ("1999", {"player": sg.Player("C")}, "'1999': player 'C'"),
        ("4000", {}, "leaf '4000' has no payoffs"),
    ],
)
def test_faults_in_a_large_graph_are_named(node, data, message):
    made = binary(4001, 3, -5, 5)
    graph = nx.relabel_nodes(made.to_networkx(), str)
    graph.nodes[node].clear()
    graph.nodes[node].update(data)
    with pytest.raises(sg.SymgameError, match=message):
        sg.ExtensiveFormGame(graph, made.players)


def test_a_large_graph_with_one_symbol_is_symbolic():
    x = sp.Symbol("x", real=True)
    graph = binary(4001, 3, -(10**6), 10**6).to_networkx()
    graph.nodes[4000]["payoffs"] = (x, 0)
    game = sg.ExtensiveFormGame(graph, sg.players("P1 P2"))
    assert isinstance(game.form, TreeForm) and game.parameters == (x,)
