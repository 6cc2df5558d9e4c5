"""Random trees with information sets of several nodes, symbolic chance, payoffs at inner nodes, kinks and many ties."""

from __future__ import annotations

import random
from fractions import Fraction
from math import prod

import networkx as nx
import pytest
import sympy as sp

import symgame as sg
from tests.properties.brute_trees import NumericTree

PEOPLE = sg.players("A B C")
PARAMETERS = sp.symbols("s t", real=True)
CHANCE = sp.Symbol("p", positive=True)
NUMBERS = [sp.Rational(x) for x in ("0", "1", "-1", "2", "1/2", "-3/2", "1/3", "3")]
MOST_PROFILES = 300


def payoff(rng, parameters, kinks):
    value = sp.Integer(rng.randint(-1, 2))
    for p in parameters:
        if rng.random() < 0.4:
            value += rng.choice((-1, 1, 2)) * p
    if kinks and parameters and rng.random() < 0.2:
        return rng.choice([sp.Max(value, 1), sp.Min(value, 0), sp.Abs(value)])
    return value * rng.choice(parameters) if parameters and rng.random() < 0.07 else value


def grown(rng, people, parameters, kinks, most=40):
    """A tree grown level by level: who remembers the same may be put in one information set."""
    graph, names, sets = nx.DiGraph(), iter(range(10**6)), iter(range(10**6))

    def payoffs():
        return tuple(payoff(rng, parameters, kinks) for _ in people)

    level = [(next(names), dict.fromkeys(people, ()))]
    for depth in range(rng.choice((2, 3, 3, 4))):
        rng.shuffle(level)
        below, groups = [], {}
        for name, memory in level:
            kind = rng.random()
            if depth and kind < 0.3 or len(graph) > most:
                graph.add_node(name, payoffs=payoffs())
            elif kind < 0.42:
                graph.add_node(name, chance=True)
                weight = rng.choice([CHANCE, sp.Rational(1, 4), sp.Rational(1, 2)])
                for q in (weight, 1 - weight):
                    below.append((next(names), memory))
                    graph.add_edge(name, below[-1][0], prob=q)
            else:
                mover = rng.choice(people)
                groups.setdefault((mover, memory[mover]), []).append((name, memory))
        for (mover, own), nodes in groups.items():
            while nodes:
                size, key, actions = rng.choice((1, 1, 2, 3)), f"h{next(sets)}", range(rng.choice((2, 2, 3)))
                for name, memory in nodes[:size]:
                    graph.add_node(name, player=mover, infoset=key, **({"payoffs": payoffs()} if rng.random() < 0.12 else {}))
                    for a in rng.sample(actions, len(actions)):
                        below.append((next(names), {**memory, mover: (*own, (key, a))}))
                        graph.add_edge(name, below[-1][0], action=f"a{a}")
                nodes = nodes[size:]
        level = below
    for name, _ in level:
        graph.add_node(name, payoffs=payoffs())
    return graph


def fraction(value, point):
    exact = sp.sympify(value).subs(point)
    return Fraction(int(exact.p), int(exact.q))


def numeric(graph, people, point):
    made = nx.DiGraph()
    for v, data in graph.nodes(data=True):
        data = dict(data)
        if "player" in data:
            data["player"] = people.index(data["player"])
        if "payoffs" in data:
            data["payoffs"] = tuple(fraction(u, point) for u in data["payoffs"])
        made.add_node(v, **data)
    for v, w, data in graph.edges(data=True):
        made.add_edge(v, w, **{k: fraction(x, point) if k == "prob" else x for k, x in data.items()})
    return NumericTree(made, len(people))


def points(rng, found, parameters):
    def draw():
        return {p: rng.choice(NUMBERS) if p != CHANCE else rng.choice([sp.Rational(1, 3), sp.Rational(3, 4)]) for p in parameters}

    yield draw()
    yield draw()
    relations = sorted({r for b in found.branches for r in b.region.condition.atoms(sp.core.relational.Relational)}, key=str)
    for r in rng.sample(relations, min(2, len(relations))):
        point = draw()
        for p in sorted(r.free_symbols, key=str):
            side = (r.lhs - r.rhs).subs({q: x for q, x in point.items() if q != p})
            roots = sp.roots(side, p) if side.has(p) and side.is_polynomial(p) else ()
            for root in roots:
                if root.is_Rational and (p != CHANCE or 0 < root < 1):
                    yield {**point, p: root}


def profile_of(outcome):
    return {h: {a: fraction(q, {}) for a, q in c.items()} if isinstance(c, dict) else {c: Fraction(1)} for h, c in outcome.items()}


def check(seed, kinks):
    rng = random.Random(seed)
    people = PEOPLE[: rng.choice((2, 2, 3))]
    graph = grown(rng, people, PARAMETERS[: rng.choice((0, 1, 1, 2))], kinks)
    game = sg.ExtensiveFormGame(graph, people)
    if prod(map(len, game.infosets.values())) > MOST_PROFILES:
        return
    found = sg.solve(game)
    if any("budget" in note for note in found.notes):
        assert found.complete.undecided
        return
    for point in points(rng, found, found.parameters):
        tree = numeric(graph, people, point)
        every = tree.pure()
        try:
            listed = found.at(point)
        except sg.UncoveredError:
            assert not every and "three or more" in found.complete.reason, (seed, point)
            continue
        assert all(tree.perfect(profile_of(o)) for o in listed), (seed, point)
        assert {frozenset(o.items()) for o in listed if not any(isinstance(c, dict) for c in o.values())} == every, (seed, point)
        for b in found.branches:
            if b.region.holds_at(point):
                chosen = {h: dict(c.items) if isinstance(c, sg.Lottery) else {c: 1} for h, c in b.strategies.items()}
                chosen = {h: {a: fraction(q, point) for a, q in c.items()} for h, c in chosen.items()}
                assert tree.value(tree.root, chosen) == [fraction(b.payoffs[p], point) for p in people], (seed, point)


@pytest.mark.parametrize("seed", range(25))
def test_random_trees_of_any_shape(seed):
    check(seed, kinks=False)


@pytest.mark.parametrize("seed", range(1_000, 1_006))
def test_random_trees_with_kinks(seed):
    check(seed, kinks=True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25, 400))
def test_many_random_trees_of_any_shape(seed):
    check(seed, kinks=seed % 4 == 0)
