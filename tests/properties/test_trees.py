"""Random trees with parameters against an independent exact solver, at rational values, boundaries included."""

from __future__ import annotations

import random
from fractions import Fraction

import networkx as nx
import pytest
import sympy as sp

from symgame.games.extensive import ExtensiveFormGame
from symgame.games.players import players
from symgame.solve.tree import solve_tree
from tests.properties.finite_oracle import tree_equilibria

PLAYERS = players("A B C")
PARAMETERS = sp.symbols("s t u", real=True)
NUMBERS = ("0", "1", "-1", "2", "1/2", "-3/2", "1/3", "3", "5/2")


def random_payoff(rng, parameters):
    value = sp.Integer(rng.randint(-2, 3))
    for p in parameters:
        if rng.random() < 0.35:
            value += rng.choice((-1, 1, 2)) * p
    return value


def random_tree(rng, count):
    """A game tree: decisions, chance, simultaneous moves of two players, payoffs at inner nodes now and then."""
    parameters, graph, names = PARAMETERS[:count], nx.DiGraph(), iter(range(10_000))

    def grow(depth):
        name = f"n{next(names)}"
        kind = "leaf" if depth == 0 or rng.random() < 0.2 else rng.choice(("move", "move", "move", "chance", "both"))
        payoffs = tuple(random_payoff(rng, parameters) for _ in PLAYERS)
        if kind == "leaf":
            graph.add_node(name, payoffs=payoffs)
        elif kind == "move":
            extra = {"payoffs": payoffs} if rng.random() < 0.1 else {}
            graph.add_node(name, player=PLAYERS[rng.randrange(3)], **extra)
            for k in range(rng.choice((2, 2, 3))):
                graph.add_edge(name, grow(depth - 1), action=f"a{k}")
        elif kind == "chance":
            graph.add_node(name, chance=True)
            weight = sp.Rational(rng.randint(1, 3), 4)
            for p in (weight, 1 - weight):
                graph.add_edge(name, grow(depth - 1), prob=p)
        else:
            one, two = rng.sample(PLAYERS, 2)
            graph.add_node(name, player=one)
            for k in range(2):
                second = f"{name}.{k}"
                graph.add_node(second, player=two, infoset=f"{name}.two")
                graph.add_edge(name, second, action=f"r{k}")
                for j in range(2):
                    graph.add_edge(second, grow(0 if depth < 2 or rng.random() < 0.8 else 1), action=f"c{j}")
        return name

    grow(3 if count < 3 else 2)
    return graph, parameters


def numeric(graph, point):
    """The graph with numbers for players and for payoffs at a parameter point."""
    copy = nx.DiGraph()
    place = {p: i for i, p in enumerate(PLAYERS)}
    for v, data in graph.nodes(data=True):
        data = dict(data)
        if "player" in data:
            data["player"] = place[data["player"]]
        if "payoffs" in data:
            found = [sp.sympify(x).subs(point) for x in data["payoffs"]]
            data["payoffs"] = tuple(Fraction(int(x.p), int(x.q)) for x in found)
        copy.add_node(v, **data)
    for v, w, data in graph.edges(data=True):
        data = dict(data)
        if "prob" in data:
            data["prob"] = Fraction(int(data["prob"].p), int(data["prob"].q))
        copy.add_edge(v, w, **data)
    return copy


def as_set(outcomes):
    """Outcomes as a set of frozen items."""
    frozen = set()
    for outcome in outcomes:
        items = []
        for k, v in outcome.items():
            if isinstance(v, dict):
                v = tuple((a, Fraction(int(p.p), int(p.q))) for a, p in v.items())
            items.append((k, v))
        frozen.add(frozenset(items))
    return frozen


def random_point(rng, parameters):
    """Small rationals for the parameters."""
    return {p: sp.Rational(rng.choice(NUMBERS)) for p in parameters}


def boundary_points(rng, equilibrium, parameters):
    """Points on the boundaries of the regions, found by solving one relation for one parameter."""
    relations = sorted({r for b in equilibrium.branches for r in b.region.condition.atoms(sp.core.relational.Relational)}, key=str)
    rng.shuffle(relations)
    for r in relations[:3]:
        point = random_point(rng, parameters)
        for p in sorted(r.free_symbols, key=str):
            side = (r.lhs - r.rhs).subs({q: v for q, v in point.items() if q != p})
            solved = [v for v in sp.solve(side, p) if v.is_Rational]
            if solved:
                yield {**point, p: solved[0]}
                break


def check_tree(seed):
    rng = random.Random(seed)
    graph, parameters = random_tree(rng, rng.choice((0, 1, 1, 2, 2, 3)))
    equilibrium = solve_tree(ExtensiveFormGame(graph, PLAYERS))
    parameters = [p for p in parameters if p in equilibrium.parameters]
    assert equilibrium.uncovered is sp.false, "the whole space is covered"
    points = [random_point(rng, parameters) for _ in range(3)]
    points += boundary_points(rng, equilibrium, parameters)
    for point in points:
        expected = {frozenset(play.items()) for _, play in tree_equilibria(numeric(graph, point), len(PLAYERS))}
        assert as_set(equilibrium.at(point)) == expected, f"seed {seed} at {point}"


@pytest.mark.parametrize("block", [*range(19), pytest.param(19, marks=pytest.mark.slow)])
def test_random_trees(block):
    for seed in range(block * 10, block * 10 + 10):
        check_tree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20, 200))
def test_many_random_trees(block):
    for seed in range(block * 10, block * 10 + 10):
        check_tree(seed)
