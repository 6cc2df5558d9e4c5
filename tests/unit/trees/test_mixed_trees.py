"""Trees with continuous stages: the same answers as the stage form, and choices of structure before quantities."""

from __future__ import annotations

import networkx as nx
import pytest
import sympy as sp

import symgame as sg

R = sp.Rational
HALF_LINE = sp.Interval(0, sp.oo)


def entry():
    q1, q2 = sp.symbols("q_1 q_2", nonnegative=True)
    fee = sp.Symbol("F", positive=True)
    one, two = sg.players("I E")
    graph = nx.DiGraph()
    graph.add_node("entry", player=two)
    both = sg.Simultaneous(sg.Move(one, q1, domain=HALF_LINE), sg.Move(two, q2, domain=HALF_LINE))
    graph.add_node("duopoly", move=both)
    graph.add_node("monopoly", move=sg.Move(one, q1, domain=HALF_LINE))
    graph.add_node("two", payoffs=((1 - q1 - q2) * q1, (1 - q1 - q2) * q2 - fee))
    graph.add_node("one", payoffs={one: (1 - q1) * q1, two: 0})
    graph.add_edge("entry", "duopoly", action="In")
    graph.add_edge("entry", "monopoly", action="Out")
    graph.add_edge("duopoly", "two")
    graph.add_edge("monopoly", "one")
    return sg.ExtensiveFormGame(graph, [one, two]), fee, q1, q2


def test_entry_then_quantities():
    game, fee, q1, q2 = entry()
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved
    regions = {b.outcome["entry"]: b.region.condition for b in found.branches}
    assert sg.decide(sp.Equivalent(regions["In"], fee <= R(1, 9))).proved
    assert sg.decide(sp.Equivalent(regions["Out"], fee >= R(1, 9))).proved
    assert found.at({fee: R(1, 20)}) == [{"entry": "In", q1: R(1, 3), q2: R(1, 3)}]
    (out,) = found.at({fee: 1})
    assert out["entry"] == "Out" and out[q1] == R(1, 2)
    assert len(found.at({fee: R(1, 9)})) == 2, "on the boundary both are equilibria"
    away = next(b for b in found.branches if b.outcome["entry"] == "Out")
    assert away.strategies[q1, "duopoly"] == R(1, 3) and away.strategies[q1, "monopoly"] == R(1, 2)


def test_to_networkx_gives_the_stages_back():
    game, *_ = entry()
    assert sg.ExtensiveFormGame(game.to_networkx(), game.players) == game
    assert sorted(game.to_networkx().nodes["duopoly"]) == ["move"]


def test_a_chain_of_stages_is_the_stage_form():
    x, y, c = sp.Symbol("x", nonnegative=True), sp.Symbol("y", nonnegative=True), sp.Symbol("c", positive=True)
    one, two = sg.players("L F")
    stages = sg.SequentialGame(
        [sg.Move(one, x, domain=HALF_LINE), sg.Move(two, y, domain=HALF_LINE)],
        {one: (1 - x - y) * x, two: (1 - x - y) * y - c * y},
    )
    tree = sg.ExtensiveFormGame(stages.to_networkx(), stages.players)
    by_tree, by_stages = sg.solve(tree), sg.solve(stages)
    for value in (R(1, 5), R(1, 2), R(3, 4), R(1, 3), 1):
        assert {tuple(sorted((str(k), v) for k, v in o.items())) for o in by_tree.at({c: value})} >= {
            tuple(sorted((str(k), v) for k, v in o.items())) for o in by_stages.at({c: value})
        }


def adoption():
    k = sp.Symbol("K", positive=True)
    p1, p2 = sp.symbols("p_1 p_2", real=True)
    one, two = sg.players("A B")
    graph = nx.DiGraph()
    graph.add_node("A", player=one)
    for i, first in enumerate(("old", "new")):
        graph.add_node(f"B{i}", player=two, infoset="B")
        graph.add_edge("A", f"B{i}", action=first)
        for j, second in enumerate(("old", "new")):
            cost = [R(1, 2) - R(1, 4) * i, R(1, 2) - R(1, 4) * j]
            name, box = f"prices{i}{j}", sp.Interval(0, 10)
            graph.add_node(name, move=sg.Simultaneous(sg.Move(one, p1, domain=box), sg.Move(two, p2, domain=box)))
            graph.add_edge(f"B{i}", name, action=second)
            demand = 1 - p1 + p2 / 2, 1 - p2 + p1 / 2
            graph.add_node(f"end{i}{j}", payoffs=((p1 - cost[0]) * demand[0] - i * k, (p2 - cost[1]) * demand[1] - j * k))
            graph.add_edge(name, f"end{i}{j}")
    return sg.ExtensiveFormGame(graph, [one, two]), k, p1, p2


def test_technology_adoption_then_prices():
    game, k, *_ = adoption()
    found = sg.solve(game)
    assert found.uncovered is sp.false
    # Profits of the four price games, worked out by hand: (2/3 + …)²; thresholds 49/400 and 469/3600.
    regions = {(b.outcome["A"], b.outcome["B"]): b.region.condition for b in found.branches if isinstance(b.outcome["A"], str)}
    low, high = R(49, 400), R(469, 3600)
    expected = {
        ("old", "old"): k >= high, ("new", "new"): k <= low,
        ("old", "new"): sp.And(k >= low, k <= high), ("new", "old"): sp.And(k >= low, k <= high),
    }  # fmt: skip
    assert set(regions) == set(expected)
    for play, condition in regions.items():
        assert sg.decide(sp.Equivalent(condition, expected[play])).proved, play
    assert len(found.at({k: R(1, 8)})) == 3, "two pure equilibria and a mixed one between the thresholds"


def contribution():
    x, v, c = sp.Symbol("x", nonnegative=True), sp.Symbol("v", positive=True), sp.Symbol("c", positive=True)
    one, two = sg.players("A B")
    graph = nx.DiGraph()
    graph.add_node("A", player=one)
    graph.add_node("gives", move=sg.Move(one, x, domain=HALF_LINE))
    graph.add_node("B", player=two)
    graph.add_node("ride", payoffs=(v * x - x**2 / 2, v * x))
    graph.add_node("match", payoffs=(2 * v * x - x**2 / 2, 2 * v * x - c))
    graph.add_node("abstain", payoffs=(0, 0))
    graph.add_edge("A", "abstain", action="abstain")
    graph.add_edge("A", "gives", action="contribute")
    graph.add_edge("gives", "B")
    graph.add_edge("B", "ride", action="ride")
    graph.add_edge("B", "match", action="match")
    return sg.ExtensiveFormGame(graph, [one, two]), x, v, c


def test_contribute_free_ride_abstain():
    game, x, v, c = contribution()
    found = sg.solve(game)
    # B matches iff v x ≥ c.  A gives 2v (matched) when that suffices, else the least that is matched, or v alone.
    (play,) = found.at({v: 1, c: 1})
    assert play[x] == 2 and play["B"] == "match"
    (play,) = found.at({v: 1, c: 3})
    assert play[x] == 3 and play["B"] == "match"
    (play,) = found.at({v: 1, c: 10})
    assert play[x] == 1 and play["B"] == "ride"


def same_regions(trees, stages, name, given=()):
    """Whether a tree and its stage form have equal regions, branch by branch as `name` names them."""
    regions = []
    for found in (trees, stages):
        assert found.uncovered is sp.false
        named = {}
        for b in found.branches:
            key = name(b.outcome)
            if key is not None:
                named[key] = sp.Or(named.get(key, sp.false), b.region.condition)
        regions.append(named)
    assert regions[0].keys() == regions[1].keys()
    for key, region in regions[0].items():
        other = regions[1][key]
        # On a boundary where two formulas agree, each form may name either of them.
        inside = sg.decide(sp.Implies(_open(region), other), given=list(given)).proved
        assert inside and sg.decide(sp.Implies(_open(other), region), given=list(given)).proved, key


def _open(condition):
    """A condition without its boundary."""
    strict = {r: sp.Gt(r.gts, r.lts) for r in condition.atoms(sp.Ge, sp.Le)}
    return condition.xreplace(strict)


def test_entry_has_the_regions_of_its_stage_form():
    game, fee, q1, q2 = entry()
    one, two = game.players
    both = sg.Simultaneous(sg.Move(one, q1, domain=HALF_LINE), sg.Move(two, q2, domain=HALF_LINE))
    payoffs = {one: (1 - q1 - q2) * q1, two: (1 - q1 - q2) * q2 - fee}
    stages = sg.SequentialGame([sg.OutsideOption(two, {one: R(1, 4), two: 0}), both], payoffs)
    same_regions(sg.solve(game), sg.solve(stages), lambda o: o.get("entry", "Out" if sg.OUT in o else "In"))


def test_contribution_has_the_regions_of_its_stage_form():
    game, x, v, c = contribution()
    one, two = game.players
    y = sp.Symbol("y", nonnegative=True)
    stages = sg.SequentialGame(
        [sg.OutsideOption(one, {one: 0, two: 0}), sg.Move(one, x, domain=HALF_LINE), sg.Move(two, y, domain=sp.FiniteSet(0, 1))],
        {one: v * x * (1 + y) - x**2 / 2, two: v * x * (1 + y) - c * y},
    )

    def name(outcome):
        matched = outcome["B"] == "match" if "B" in outcome else outcome[y] == 1
        return sp.simplify(outcome[x]), matched

    by_tree, by_stages = sg.solve(game), sg.solve(stages)
    same_regions(by_tree, by_stages, name)
    for values in ({v: 1, c: 1}, {v: 1, c: 2}, {v: 1, c: 3}, {v: 1, c: 5}, {v: R(1, 2), c: R(1, 2)}):
        given, told = ({(o[x], o.get("B") == "match" or o.get(y) == 1) for o in eq.at(values)} for eq in (by_tree, by_stages))
        assert given == told


def test_adoption_has_the_regions_of_its_stage_form():
    game, k, p1, p2 = adoption()
    one, two = game.players
    i, j, box = *sp.symbols("i j", real=True), sp.Interval(0, 10)
    whether = sp.FiniteSet(0, 1)
    stages = sg.SequentialGame(
        [
            (sg.Move(one, i, domain=whether), sg.Move(two, j, domain=whether)),
            (sg.Move(one, p1, domain=box), sg.Move(two, p2, domain=box)),
        ],
        {
            one: (p1 - R(1, 2) + i / 4) * (1 - p1 + p2 / 2) - i * k,
            two: (p2 - R(1, 2) + j / 4) * (1 - p2 + p1 / 2) - j * k,
        },
    )

    def name(outcome):
        if "A" not in outcome:
            return outcome[i], outcome[j]
        own = outcome["A"], outcome["B"]
        return tuple(int(a == "new") for a in own) if all(isinstance(a, str) for a in own) else None

    same_regions(sg.solve(game), sg.solve(stages), name)


def test_bargaining_in_a_tree_needs_a_rule_or_gives_parameters():
    share = sp.Symbol("s", nonnegative=True)
    w = sp.Symbol("w", positive=True)
    one, two = sg.players("A B")
    graph = nx.DiGraph()
    graph.add_node("A", player=one)
    graph.add_node("deal", bargain=sg.Bargain(share, between=(one, two), domain=sp.Interval(0, 1), disagreement=(0, 0)))
    graph.add_node("end", payoffs=(share, 1 - share))
    graph.add_node("away", payoffs=(w, 0))
    graph.add_edge("A", "deal", action="meet")
    graph.add_edge("A", "away", action="leave")
    graph.add_edge("deal", "end")
    game = sg.ExtensiveFormGame(graph, [one, two])
    found = sg.solve(game, bargaining=sg.NashBargaining())
    assert found.at({w: R(1, 4)}) == [{"A": "meet", share: R(1, 2)}]
    assert found.at({w: R(3, 4)})[0]["A"] == "leave"
    free = sg.solve(game)
    assert share in free.parameters
    assert free.at({w: R(1, 4), share: R(1, 8)})[0]["A"] == "leave"
    with pytest.raises(sg.GameError, match="bargain="):
        sg.solve(entry()[0], bargaining=sg.NashBargaining())


def test_kinked_payoffs_below_a_stage_are_told_by_cases():
    c, q = sp.Symbol("c", positive=True), sp.Symbol("q", nonnegative=True)
    one, two = sg.players("A B")
    graph = nx.DiGraph([("A", "out"), ("A", "stage"), ("stage", "end")])
    nx.set_node_attributes(graph, {"out": (0, 0), "end": (sp.Max(c, 2) + q, -(q**2))}, "payoffs")
    graph.nodes["A"]["player"], graph.nodes["stage"]["move"] = one, sg.Move(two, q, domain=sp.Interval(0, 1))
    graph.edges["A", "out"]["action"], graph.edges["A", "stage"]["action"] = "out", "in"
    (branch,) = sg.solve(sg.ExtensiveFormGame(graph, [one, two])).branches
    assert branch.outcome["A"] == "in" and branch.outcome[q] == 0
    assert [branch.payoffs[one].subs(c, v) for v in (1, 2, 3)] == [2, 2, 3]


def test_an_information_set_below_a_stage_is_refused_by_name():
    x = sp.Symbol("x", real=True)
    one, two = sg.players("A B")
    graph = sg.tree("A", U=sg.tree("B", "h", l=(0, 0), r=(1, 1)), D=sg.tree("B", "h", l=(0, 0), r=(1, 1))).game().to_networkx()
    graph.add_node("first", move=sg.Move(one, x, domain=sp.Interval(0, 1)))
    graph.add_edge("first", "root")
    with pytest.raises(sg.UnsupportedError, match="information set below a continuous stage"):
        sg.solve(sg.ExtensiveFormGame(graph, [one, two]))
