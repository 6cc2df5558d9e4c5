"""Textbook trees with parameters: regions and play as in the literature."""

from __future__ import annotations

import networkx as nx
import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog import trees

A, B = sg.players("A B")


def regions(game, **options):
    return {tuple(b.strategies.values()): b.region.condition for b in sg.solve(game, **options).branches}


def same(condition, expected, given=()):
    return sg.decide(sp.Equivalent(condition, expected), given=list(given)).proved


def test_entry_deterrence():
    m, d, f = sp.symbols("m d f", real=True)
    found = sg.solve(trees.entry_deterrence())
    regions = {tuple(b.strategies.values()): b.region.condition for b in found.branches}
    assert same(regions["In", "Accommodate"], sp.And(d >= 0, d >= -f))
    assert same(regions["Out", "Fight"], sp.And(f >= 0, d <= -f))
    assert same(regions["In", "Fight"], sp.And(f <= 0, d <= -f))
    assert same(regions["Out", "Accommodate"], sp.And(d <= 0, d >= -f))
    # At f = d = 0 all four profiles are equilibria: everybody is indifferent.
    assert len(found.at({m: 1, d: 0, f: 0})) == 4
    assert found.at({m: 1, d: 1, f: 1}) == [{"root": "In", "In": "Accommodate"}]
    assert sg.verify(found.game, found).proved


def test_trust_game_and_its_boundary():
    r, loss, t = sp.symbols("r l t", positive=True)
    game = trees.trust()
    found = sg.solve(game)
    assert found.complete.proved and found.uncovered is sp.false
    assert {tuple(b.strategies.values()): b.region.condition for b in found.branches} == {
        ("Trust", "Honour"): r >= t, ("Not", "Betray"): r <= t,
    }  # fmt: skip
    assert len(found.at({r: 1, loss: 1, t: 1})) == 2
    favoured = sg.solve(game, ties=sg.FavourEarlier())
    assert favoured.at({r: 1, loss: 1, t: 1}) == [{"root": "Trust", "Trust": "Honour"}]
    assert sg.verify(favoured.game, favoured).proved


@pytest.mark.parametrize("stages", [1, 2, 3, 7, 20])
def test_centipede_stops_at_once_when_the_last_mover_gains_by_stopping(stages):
    grow, stop = sp.symbols("g s", positive=True)
    found = sg.solve(trees.centipede(stages))
    alike = {}
    for b in found.branches:
        if len(set(b.strategies.values())) == 1:
            alike[b.strategies["move 1"]] = b.region.condition
    assert same(alike["Stop"], stop >= grow) and same(alike["Go"], stop <= grow)
    (play,) = found.at({grow: 1, stop: 2})
    assert set(play.values()) == {"Stop"}
    (play,) = found.at({grow: 2, stop: 1})
    assert set(play.values()) == {"Go"}
    assert found.complete.proved


@pytest.mark.parametrize("markets", [1, 2, 3])
def test_chain_store_accommodates_in_every_market(markets):
    (branch,) = sg.solve(trees.chain_store(markets)).branches
    assert branch.region.condition is sp.true
    assert set(branch.strategies.values()) == {"In", "Accommodate"}


@pytest.mark.parametrize("offers", [2, 3, 5])
def test_ultimatum_with_finitely_many_offers(offers):
    found = sg.solve(trees.ultimatum(offers))
    # To keep all is accepted or refused by an indifferent responder: two equilibria, as Osborne and Rubinstein note.
    plays = {b.strategies["root"] for b in found.branches}
    assert plays == {f"keep_{offers}", f"keep_{offers - 1}"}
    assert len(found.branches) == 2 and all(b.region.condition is sp.true for b in found.branches)


def test_chance_with_a_symbolic_probability():
    p, c = sp.symbols("p c", positive=True)
    lottery = sg.chance(good=(p, (1,)), bad=(1 - p, (0,)))
    found = regions(sg.tree("A", Play=lottery, Keep=(c,)))
    assert same(found[("Play",)], p >= c) and same(found[("Keep",)], p <= c)


def test_payoffs_at_inner_nodes_count_along_the_path():
    toll = sp.Symbol("t", positive=True)
    graph = sg.tree("A", Stay=(0, 0), Go=sg.tree("B", l=(1, 1), r=(2, 0))).game().to_networkx()
    graph.nodes["Go"]["payoffs"] = (-toll, 0)
    found = sg.solve(sg.ExtensiveFormGame(graph, [A, B]))
    assert {b.strategies["root"]: b.region.condition for b in found.branches} == {"Stay": toll >= 1, "Go": toll <= 1}


def test_simultaneous_subgame_with_its_mixed_equilibrium():
    w = sp.Symbol("w", real=True)
    pennies = sg.tree("A", H=sg.tree("B", "b", h=(1, -1), t=(-1, 1)), T=sg.tree("B", "b", h=(-1, 1), t=(1, -1)))
    game = sg.tree("A", Out=(w, 0), In=pennies).game()
    found = sg.solve(game)
    half = sp.Rational(1, 2)
    assert found.at({w: 1}) == [{"root": "Out", "In": {"H": half, "T": half}, "b": {"h": half, "t": half}}]
    assert {b.strategies["root"]: b.region.condition for b in found.branches} == {"Out": w >= 0, "In": w <= 0}
    assert sg.verify(game, found).proved


def test_information_sets_over_more_than_one_move():
    # Selten's horse has no proper subgame; its two pure equilibria are found.
    horse = sg.tree(
        "A", c=sg.tree("B", c=(1, 1, 1), d=sg.tree("C", "h", L=(4, 4, 0), R=(0, 0, 1))),
        d=sg.tree("C", "h", L=(3, 3, 2), R=(0, 0, 0)),
    ).game(["A", "B", "C"])  # fmt: skip
    found = sg.solve(horse)
    assert {tuple(o.values()) for o in found.at({})} == {("d", "c", "L"), ("c", "c", "R")}
    assert found.complete.undecided, "mixed equilibria of three players are not searched, and that is said"


def test_nash_equilibria_of_a_tree_include_empty_threats():
    game = sg.tree("E", Out=(0, 2), In=sg.tree("I", Fight=(-1, -1), Share=(1, 1))).game()
    pure = {tuple(o.values()) for o in sg.solve(game, concept=sg.Nash()).at({})}
    assert ((1, 0), (1, 0)) in pure and len(sg.solve(game).branches) == 1


def test_verification_refutes_mutants():
    r, t = sp.symbols("r t", positive=True)
    game = sg.tree("One", Not=(0, 0), Trust=sg.tree("Two", Honour=(r, r), Betray=(-1, t))).game()
    found = sg.solve(game)
    assert sg.verify(game, found).proved
    from dataclasses import replace

    first, second = found.branches
    wrong_region = replace(first, region=sg.Region(2 * r >= t))
    wrong_play = replace(first, strategy_items=(("root", "Not"), ("Trust", "Honour")))
    wrong_payoff = replace(first, payoff_items=((game.players[0], 2 * r), (game.players[1], r)))
    for mutant in (wrong_region, wrong_play, wrong_payoff):
        assert sg.verify(game, replace(found, branches=(mutant, second))).refuted
    assert sg.verify(game, replace(found, branches=(first,))).refuted, "the regions no longer cover"


def test_a_spent_budget_is_said():
    a, b, c = sp.symbols("a b c", real=True)
    deep = sg.tree("A", l=(a, b), r=sg.tree("B", l=(b, c), r=sg.tree("A", l=(c, a), r=sg.tree("B", l=(1, a), r=(a, 2)))))
    found = sg.solve(deep, budget=sg.Budget(operations=1))
    assert found.complete.undecided and found.uncovered == sp.true and "budget" in found.complete.reason
    assert sg.solve(deep).complete.proved


def test_from_sequential_with_finite_sets():
    c = sp.Symbol("c", positive=True)
    x, y = sp.symbols("x y", real=True)
    game = sg.SequentialGame(
        [sg.Move(A, x, domain=sp.FiniteSet(0, 1)), sg.Move(B, y, domain=sp.FiniteSet(0, 1))], {A: x * y - c * x, B: y * (2 * x - 1)}
    )
    tree = sg.from_sequential(game)
    found = sg.solve(tree)
    assert {b.strategies["root"]: b.region.condition for b in found.branches} == {0: c >= 1, 1: c <= 1}
    both = sg.SequentialGame([(sg.Move(A, x, domain=sp.FiniteSet(0, 1)), sg.Move(B, y, domain=sp.FiniteSet(0, 1)))], game.payoffs)
    assert sg.from_sequential(both).subgames() == ("root",)


@pytest.mark.parametrize("depth", [25_000])
def test_a_path_of_fifty_thousand_nodes(depth):
    graph = nx.DiGraph()
    for k in range(depth):
        graph.add_node(("move", k), player=(A, B)[k % 2])
        graph.add_node(("end", k), payoffs=(k, -k))
        graph.add_edge(("move", k), ("end", k), action="stop")
        graph.add_edge(("move", k), ("move", k + 1) if k + 1 < depth else ("end", depth), action="go")
    graph.add_node(("end", depth), payoffs=(depth, -depth))
    game = sg.ExtensiveFormGame(graph, [A, B])
    (play,) = sg.solve(game).at({})
    assert play["move", depth - 1] == "stop" and play["move", 0] == "go"
    assert game.subgames()[0] == ("move", 0)


def test_kinked_payoffs_are_cut_into_pieces():
    c, x = sp.Symbol("c", positive=True), sp.Symbol("x", real=True)
    found = sg.solve(sg.tree("A", L=(sp.Max(c, 2),), R=(3,)))
    assert same(next(b for b in found.branches if b.strategies["root"] == "R").region.condition, c <= 3)
    found = sg.solve(sg.tree("A", L=(sp.Abs(x),), R=(3,)))
    assert found.at({x: -4}) == [{"root": "L"}] and found.at({x: 1}) == [{"root": "R"}] and len(found.at({x: -3})) == 2
    game = sg.NormalFormGame([[[sp.Min(x, 1), 0], [0, 1]], [[1, 0], [0, sp.Max(x, 0)]]])
    for value in (-1, 0, 1, 2):
        plain = sg.NormalFormGame([[[sp.Min(value, 1), 0], [0, 1]], [[1, 0], [0, sp.Max(value, 0)]]])
        assert {tuple(o.values()) for o in sg.solve(game).at({x: value})} == {tuple(o.values()) for o in sg.solve(plain).at({})}


def test_payoffs_of_one_play_on_several_pieces():
    c, x = sp.Symbol("c", positive=True), sp.Symbol("x", real=True)
    games = [
        sg.tree("A", L=(sp.Max(c, 2),), R=(0,)).game(),
        sg.chance(h=(sp.Rational(1, 3), (sp.Abs(x),)), t=(sp.Rational(2, 3), (sp.Max(x, 1),))).game(["A"]),
        sg.tree("A", U=sg.tree("B", "h", l=(sp.Abs(x), 1), r=(sp.Abs(x), 0)), D=sg.tree("B", "h", l=(-1, 0), r=(-1, 1))).game(),
        sg.NormalFormGame([[[sp.Abs(x), 0], [-1, -1]], [[1, 0], [0, 1]]]),
    ]
    for game in games:
        found = sg.solve(game)
        (branch,) = found.branches
        assert branch.region.condition is sp.true and sg.verify(game, found).proved


def test_roots_logarithms_and_powers_in_payoffs():
    c, k = sp.symbols("c k", positive=True)
    for payoff, at, play in ((sp.sqrt(c), 4, "L"), (sp.log(c), sp.Rational(1, 2), "R"), (c - sp.sqrt(2), sp.Rational(7, 5), "R")):
        rival = 1 if payoff == sp.sqrt(c) else 0
        found = sg.solve(sg.tree("A", L=(payoff,), R=(rival,)))
        assert found.uncovered is sp.false and found.at({c: at}) == [{"root": play}]
    found = sg.solve(sg.tree("A", L=(c**k,), R=(1,)))
    assert found.at({c: 2, k: 3}) == [{"root": "L"}]
