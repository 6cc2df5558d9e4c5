"""What a tree must be: each fault is one error that names the node."""

from __future__ import annotations

import networkx as nx
import pytest
import sympy as sp

import symgame as sg

A, B = sg.players("A B")
X = sp.Symbol("x", real=True)
P = sp.Symbol("p", positive=True)


def graph(nodes, edges):
    made = nx.DiGraph()
    for name, data in nodes.items():
        made.add_node(name, **data)
    for (above, below), data in edges.items():
        made.add_edge(above, below, **data)
    return made


def good():
    return graph(
        {"r": {"player": A}, "l": {"payoffs": (X, 0)}, "m": {"player": B}, "a": {"payoffs": (1, 2)}, "b": {"payoffs": {B: 3, A: 4}}},
        {
            ("r", "l"): {"action": "L"}, ("r", "m"): {"action": "M"},
            ("m", "a"): {"action": "a"}, ("m", "b"): {"action": "b"},
        },
    )  # fmt: skip


def test_good_tree_goes_out_as_it_came_in():
    game = sg.ExtensiveFormGame(good(), [A, B])
    back = game.to_networkx()
    assert list(back.edges(data=True)) == list(good().edges(data=True))
    assert back.nodes["m"] == {"player": B}
    assert back.nodes["b"] == {"payoffs": (4, 3)}
    assert sg.ExtensiveFormGame.from_networkx(back, [A, B]) == game
    back.remove_node("a")
    assert game.to_networkx().has_node("a"), "the graph given out is a copy"


def broken(change):
    made = good()
    change(made)
    return made


def two_roots(g):
    g.add_node("s", payoffs=(0, 0))


def two_parents(g):
    g.add_edge("r", "a", action="again")


def cycle(g):
    g.add_edge("a", "r")
    g.nodes["a"].clear()


def island(g):
    g.add_node("i", player=A)
    g.add_node("j", player=A)
    g.add_edge("i", "j", action="x")
    g.add_edge("j", "i", action="x")


def set_node(name, **data):
    return lambda g: (g.nodes[name].clear(), g.nodes[name].update(data))


def set_edge(pair, **data):
    return lambda g: (g.edges[pair].clear(), g.edges[pair].update(data))


def make_chance(first, second):
    def change(g):
        set_node("r", chance=True)(g)
        set_edge(("r", "l"), action="L", prob=first)(g)
        set_edge(("r", "m"), action="M", prob=second)(g)

    return change


FAULTS = {
    "several roots": (two_roots, "several roots"),
    "two parents": (two_parents, "'a' has the predecessors"),
    "a cycle through the root": (cycle, "no root"),
    "a cycle beside the tree": (island, "cannot be reached"),
    "a leaf without payoffs": (set_node("a"), "leaf 'a' has no payoffs"),
    "a player at a leaf": (set_node("a", player=A), "'a' has player= but no successor"),
    "nobody moves": (set_node("m"), "inner node 'm' has neither"),
    "two movers": (set_node("m", player=B, chance=True), "'m' has both"),
    "an unknown player": (set_node("m", player=sg.Player("C")), "'m': player 'C' is not among"),
    "too few payoffs": (set_node("a", payoffs=(1,)), "'a': 1 entries for 2 players"),
    "payoffs for a stranger": (set_node("a", payoffs={A: 1, B: 1, sg.Player("C"): 1}), "'a' have an unknown player 'C'"),
    "payoffs without a player": (set_node("a", payoffs={A: 1}), "'a' have nothing for player 'B'"),
    "no label": (set_edge(("r", "l")), "'r' → 'l' has no action="),
    "a repeated label": (set_edge(("r", "l"), action="M"), "'r': the action 'M' is repeated"),
    "a probability after a player": (set_edge(("r", "l"), action="L", prob=1), "is no chance node"),
    "no probability after chance": (make_chance(None, 1), "has no prob="),
    "probabilities of more than one": (make_chance(1, 1), "'r' sum to 2, not to 1"),
    "a negative probability": (make_chance(-1, 2), "-1 of 'L' after chance node 'r' is negative"),
    "symbolic probabilities": (make_chance(P, 2 * P), r"sum to 3\*p; add sympy.Eq"),
    "one information set of two players": (
        lambda g: (g.nodes["r"].update(infoset="h"), g.nodes["m"].update(infoset="h")),
        "node 'm' belongs to B, node 'r' to A",
    ),
    "an infinite payoff": (set_node("a", payoffs=(sp.oo, 0)), "node 'a': oo is infinite"),
    "two symbols of one name": (set_node("a", payoffs=(P, sp.Symbol("p", real=True))), "two symbols are called 'p'"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named(fault):
    change, message = FAULTS[fault]
    with pytest.raises(sg.GameError, match=message):
        sg.ExtensiveFormGame(broken(change), [A, B])


TYPES = {
    "text as a payoff": (set_node("a", payoffs=("x", 1)), "node 'a': 'x' is not a sympy expression"),
    "a float as a payoff": (set_node("a", payoffs=(0.5, 1)), "node 'a': the float 0.5"),
    "payoffs that are no tuple": (set_node("a", payoffs=3), "'a': 3 is neither a tuple"),
    "an action that is no Move": (set_node("m", move=3), "move=3 is not a Move"),
}


@pytest.mark.parametrize("fault", TYPES)
def test_wrong_type_is_named(fault):
    change, message = TYPES[fault]
    with pytest.raises(TypeError, match=message):
        sg.ExtensiveFormGame(broken(change), [A, B])


@pytest.mark.parametrize("value", [nx.Graph(), nx.MultiDiGraph(), {"a": 1}, None])
def test_only_a_directed_graph_is_a_tree(value):
    with pytest.raises(TypeError, match="networkx.DiGraph"):
        sg.ExtensiveFormGame(value, [A])


def test_members_of_an_information_set_have_the_same_actions():
    tree = sg.tree("A", U=sg.tree("B", "h", l=(0, 0), r=(1, 1)), D=sg.tree("B", "h", l=(0, 0), x=(1, 1)))
    with pytest.raises(sg.GameError, match=r"information set 'h': node 'D' has the actions \['l', 'x'\]"):
        tree.game()


def test_imperfect_recall_is_named():
    forgets = sg.tree("A", L=sg.tree("A", "h", x=(1,), y=(0,)), R=sg.tree("A", "h", x=(0,), y=(1,)))
    with pytest.raises(sg.GameError, match="imperfect recall at information set 'h'"):
        forgets.game()
    twice = sg.tree("A", "h", x=sg.tree("A", "h", x=(1,), y=(0,)), y=(2,))
    with pytest.raises(sg.GameError, match="imperfect recall"):
        twice.game()


def test_players_are_needed_and_differ():
    with pytest.raises(sg.GameError, match="at least one player"):
        sg.ExtensiveFormGame(good(), [])
    with pytest.raises(sg.GameError, match="repeated"):
        sg.ExtensiveFormGame(good(), [A, A])


def test_assumed_probabilities_are_enough():
    q = sp.Symbol("q", positive=True)
    game = sg.ExtensiveFormGame(broken(make_chance(P, q)), [A, B], assume=[sp.Eq(P + q, 1)])
    assert game.parameters == (P, q, X)
    free = sg.ExtensiveFormGame(broken(make_chance(P, 1 - P)), [A, B])
    assert free.assumptions == (1 - P >= 0,)
    with pytest.raises(sg.ArgumentError, match="contradict the assumption"):
        sg.solve(free).at({P: 2, X: 0})


def test_contradicting_assumptions_are_named():
    with pytest.raises(sg.GameError, match="contradict each other"):
        sg.solve(sg.ExtensiveFormGame(good(), [A, B], assume=[X > 1, X < 0]))


ARRAYS = {
    "a late parent": (([-1, 2, 0], [0, -1, 0], [None, (1,), None]), "node 1: its parent 2"),
    "two roots": (([-1, 0, -1], [0, -1, -1], [None, (1,), (2,)]), "several roots"),
    "a float": (([-1, 0], [0, -1], [None, (0.5,)]), "0.5 is not an exact rational"),
    "a leaf that moves": (([-1, 0], [0, 0], [None, (1,)]), "node 1 has a player but no successor"),
    "nobody at an inner node": (([-1, 0], [-1, -1], [None, (1,)]), "node 0 has successors but no player"),
    "payoffs of different length": (([-1, 0, 0], [0, -1, -1], [None, (1, 2), (1,)]), "leaf 2"),
}


@pytest.mark.parametrize("fault", ARRAYS)
def test_faults_in_arrays_are_named(fault):
    arguments, message = ARRAYS[fault]
    with pytest.raises((sg.GameError, TypeError), match=message):
        sg.ExtensiveFormGame.from_arrays(*arguments)


def test_arrays_and_graphs_agree():
    payoffs = [None, None, (sp.Rational(1, 2), 3), (2, 1), (0, 5)]
    game = sg.ExtensiveFormGame.from_arrays([-1, 0, 0, 1, 1], [0, 1, -1, -1, -1], payoffs, players=[A, B])
    again = sg.ExtensiveFormGame(game.to_networkx(), [A, B])
    assert sg.solve(game).at({}) == sg.solve(again).at({}) == [{0: 1, 1: 1}]
    by_column = sg.ExtensiveFormGame.from_arrays(
        [-1, 0, 0, 1, 1], [0, 1, -1, -1, -1], [[0, 0, sp.Rational(1, 2), 2, 0], [0, 0, 3, 1, 5]], players=[A, B]
    )
    assert by_column == game and hash(by_column) == hash(game)


def test_normal_forms_are_checked():
    with pytest.raises(sg.GameError, match="2 entries are needed|1 entries where 2"):
        sg.NormalFormGame([[[1, 2], [3]], [[1, 2], [3, 4]]])
    with pytest.raises(TypeError, match="float"):
        sg.NormalFormGame([[[0.5]], [[1]]])
    with pytest.raises(sg.GameError, match="labels"):
        sg.NormalFormGame([[[1]], [[1]]], actions=[["a", "b"], ["c"]])
    with pytest.raises(sg.GameError, match="repeated"):
        sg.NormalFormGame([[[1, 2]], [[1, 2]]], actions=[["a"], ["c", "c"]])
    with pytest.raises(sg.GameError, match="nested"):
        sg.NormalFormGame([[1, 2], [1, 2]])


def test_subgames():
    game = sg.tree(
        "A", Out=(0, 0), In=sg.tree("A", U=sg.tree("B", "h", l=(1, 1), r=(0, 0)), D=sg.tree("B", "h", l=(0, 0), r=(1, 1)))
    ).game()
    assert game.subgames() == ("root", "In")
    assert sg.ExtensiveFormGame(good(), [A, B]).subgames() == ("r", "m")


def test_games_are_values():
    import pickle

    one, two = sg.ExtensiveFormGame(good(), [A, B]), sg.ExtensiveFormGame(good(), [A, B])
    assert one == two and hash(one) == hash(two) and pickle.loads(pickle.dumps(one)) == one
    assert one.infosets == two.infosets and pickle.loads(pickle.dumps(one)) == one
    equilibrium = sg.solve(one)
    assert pickle.loads(pickle.dumps(equilibrium)) == equilibrium
