"""Scale of finite games, with the growth: numeric trees beside a plain loop, symbolic trees, matrices.

The default run takes small sizes and checks the ratios that do not depend on the machine; the full sizes are slow.
"""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time
from fractions import Fraction

import networkx as nx
import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.solve.polytope import extreme_equilibria


def arrays(size, seed=1):
    """A complete binary tree with random integer payoffs, as parallel lists."""
    rng = random.Random(seed)
    parent = [-1] + [(v - 1) // 2 for v in range(1, size)]
    player = [v % 2 if 2 * v + 1 < size else -1 for v in range(size)]
    columns = [[rng.randint(-(10**9), 10**9) for _ in range(size)] for _ in (0, 1)]
    return parent, player, columns


def plain_graph(parent, player, columns):
    graph = nx.DiGraph()
    for v, owner in enumerate(player):
        if owner < 0:
            graph.add_node(v, payoffs=(Fraction(columns[0][v]), Fraction(columns[1][v])))
        else:
            graph.add_node(v, player=owner)
    for v in range(1, len(parent)):
        graph.add_edge(parent[v], v, action=(v - 1) % 2)
    return graph


def plain_solve(graph):
    """Backward induction as one writes it first: a loop over a graph with fractions."""
    values, play = {}, {}
    for v in range(len(graph) - 1, -1, -1):
        data = graph.nodes[v]
        if "payoffs" in data:
            values[v] = data["payoffs"]
        else:
            best = max(graph.successors(v), key=lambda w: values[w][data["player"]])
            values[v], play[v] = values[best], graph.edges[v, best]["action"]
    return play


def compare(size):
    """Processor seconds of the plain loop and of the package, to solve; both plays are equal."""
    data = arrays(size)
    graph = plain_graph(*data)
    begin = time.process_time()
    play = plain_solve(graph)
    plain = time.process_time() - begin
    game = sg.ExtensiveFormGame.from_arrays(*data)
    begin = time.process_time()
    found = sg.solve(game)
    ours = time.process_time() - begin
    assert found.at({}) == [play]
    return plain, ours


@pytest.mark.parametrize("size", [1_001, 10_001, 100_001])
def test_numeric_trees_are_faster_than_a_plain_loop(size):
    plain, ours = min((compare(size) for _ in range(3)), key=lambda pair: pair[1])
    print(f"{size} nodes: plain {plain:.3f} s, here {ours:.3f} s, ratio {plain / ours:.1f}")
    if size > 10_000:
        assert plain / ours > 2, "at least twice as fast even on a busy machine"


@pytest.mark.slow
def test_a_million_nodes():
    plain, ours = compare(1_000_001)
    print(f"10^6 nodes: plain {plain:.2f} s, here {ours:.2f} s, ratio {plain / ours:.1f}")
    assert plain / ours >= 4


@pytest.mark.slow
def test_memory_of_a_million_nodes():
    code = textwrap.dedent("""
        import sys
        from tests.benchmarks.test_trees import arrays, plain_graph, plain_solve

        def highest():
            lines = open("/proc/self/status").read().splitlines()
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

        data = arrays(1_000_001)
        if sys.argv[1] == "here":
            import symgame as sg
        before = highest()
        if sys.argv[1] == "here":
            game = sg.ExtensiveFormGame.from_arrays(*data)
            found = sg.solve(game)
        else:
            play = plain_solve(plain_graph(*data))
        print(highest() - before)
    """)
    used = {}
    for which in ("here", "plain"):
        done = subprocess.run([sys.executable, "-c", code, which], capture_output=True, text=True, timeout=600, check=True)
        used[which] = int(done.stdout)
    print(f"memory in MB: plain {used['plain'] // 1024}, here {used['here'] // 1024}")
    assert used["here"] * 4 <= used["plain"]


@pytest.mark.slow
@pytest.mark.parametrize("size", [100_001, 1_000_001])
def test_memory_beside_a_graph(size):
    """Given a graph, game and solution together add at most a quarter of what the graph takes."""
    code = textwrap.dedent("""
        import sys
        from tests.benchmarks.test_trees import arrays, plain_graph
        import symgame as sg

        def highest():
            lines = open("/proc/self/status").read().splitlines()
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

        data = arrays(int(sys.argv[1]))
        before = highest()
        graph = plain_graph(*data)
        people = sg.players("P1 P2")
        for v in graph:
            if "player" in graph.nodes[v]:
                graph.nodes[v]["player"] = people[graph.nodes[v]["player"]]
        middle = highest()
        found = sg.solve(sg.ExtensiveFormGame(graph, people))
        print(middle - before, highest() - middle)
    """)
    done = subprocess.run([sys.executable, "-c", code, str(size)], capture_output=True, text=True, timeout=900, check=True)
    graph, added = map(int, done.stdout.split())
    print(f"{size} nodes: the graph {graph // 1024} MB, game and solution {added // 1024} MB more")
    assert added * 4 <= graph


def symbolic_tree(size, parameters, share, seed=1):
    """A random binary tree in which a share of the leaves has an affine payoff in the parameters."""
    rng = random.Random(seed)
    graph = nx.DiGraph()
    people = sg.players("A B")
    for v in range(size):
        if 2 * v + 1 < size:
            graph.add_node(v, player=people[v % 2])
            continue
        payoffs = []
        for _ in people:
            value = sp.Integer(rng.randint(-(10**6), 10**6))
            if rng.random() < share:
                value += rng.randint(1, 10**6) * rng.choice(parameters)
            payoffs.append(value)
        graph.add_node(v, payoffs=tuple(payoffs))
    for v in range(1, size):
        graph.add_edge((v - 1) // 2, v, action=(v - 1) % 2)
    return sg.ExtensiveFormGame(graph, people)


def check_point(game, found, point):
    """The equilibrium at a point is the one of the numeric game there."""
    graph = game.to_networkx()
    for v in graph:
        if "payoffs" in graph.nodes[v]:
            graph.nodes[v]["payoffs"] = tuple(Fraction(int(x.p), int(x.q)) for x in (u.subs(point) for u in graph.nodes[v]["payoffs"]))
        else:
            graph.nodes[v]["player"] = game.players.index(graph.nodes[v]["player"])
    assert found.at(point) == [plain_solve(graph)]


SYMBOLIC = [(101, 1), (101, 2), (101, 3), (301, 1)]
SYMBOLIC_SLOW = [(1_001, 1), (1_001, 2), (3_001, 1), (10_001, 1), (10_001, 2), (10_001, 3)]


@pytest.mark.parametrize(("size", "count"), [*SYMBOLIC, *(pytest.param(*c, marks=pytest.mark.slow) for c in SYMBOLIC_SLOW)])
def test_symbolic_trees(size, count):
    parameters = sp.symbols("s t u", positive=True)[:count]
    game = symbolic_tree(size, parameters, share=min(1, 12 / size))
    begin = time.perf_counter()
    found = sg.solve(game)
    seconds = time.perf_counter() - begin
    print(f"{size} nodes, {count} parameters: {len(found.branches)} branches in {seconds:.2f} s")
    assert found.complete.proved and found.uncovered is sp.false
    for value in (sp.Rational(1, 7), sp.Rational(22, 7)):
        check_point(game, found, {p: value + k for k, p in enumerate(parameters) if p in found.parameters})


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), pytest.param((4, 4), marks=pytest.mark.slow)])
@pytest.mark.parametrize("count", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_symbolic_matrices(shape, count):
    rng = random.Random(5)
    parameters = sp.symbols("s t", real=True)[:count]

    def table():
        return [[rng.randint(-5, 5) + rng.choice((0, 0, 1)) * rng.choice(parameters) for _ in range(shape[1])] for _ in range(shape[0])]

    game = sg.NormalFormGame([table(), table()])
    begin = time.perf_counter()
    found = sg.solve(game)
    print(f"{shape}, {count} parameters: {len(found.branches)} branches in {time.perf_counter() - begin:.2f} s")
    assert found.complete.proved
    point = {p: sp.Rational(3 * k + 1, 11) for k, p in enumerate(parameters)}
    numeric = sg.NormalFormGame([[[sp.S(e).subs(point) for e in row] for row in game.matrix(i).tolist()] for i in (0, 1)])
    here, there = ({tuple(o.values()) for o in eq.at(p)} for eq, p in ((found, point), (sg.solve(numeric), {})))
    assert here == there


def beside_gambit(a, b):
    """How many extreme equilibria Gambit finds, and in how many seconds; nothing where it is not installed."""
    try:
        import pygambit
    except ImportError:
        return "pygambit is not installed"
    make = getattr(pygambit, "StrategicGame", None) or pygambit.Game
    game = make.from_arrays(a, b)
    begin = time.perf_counter()
    found = pygambit.nash.enummixed_solve(game, rational=True)
    return f"Gambit {len(found.equilibria)} in {time.perf_counter() - begin:.2f} s"


@pytest.mark.parametrize("size", [5, 8, pytest.param(10, marks=pytest.mark.slow)])
def test_all_equilibria_of_integer_matrices(size):
    rng = random.Random(1)
    a, b = ([[rng.randint(-50, 50) for _ in range(size)] for _ in range(size)] for _ in (0, 1))
    begin = time.perf_counter()
    found = extreme_equilibria(a, b, Budget(operations=10**7, seconds=300).start())
    print(f"{size}×{size}: {len(found)} equilibria in {time.perf_counter() - begin:.2f} s; {beside_gambit(a, b)}")
    assert len(found) % 2 == 1, "a generic game has an odd number of equilibria (Wilson 1971)"
    for x, y in found:
        rows = [sum(p * u for p, u in zip(y, row, strict=True)) for row in a]
        columns = [sum(x[i] * b[i][j] for i in range(size)) for j in range(size)]
        assert all(rows[i] == max(rows) for i in range(size) if x[i]) and all(columns[j] == max(columns) for j in range(size) if y[j])
