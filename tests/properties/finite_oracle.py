"""An independent exact solver for numeric finite games, by enumeration over fractions.

Nothing here uses the package.  Trees are networkx graphs with numbers; equilibria of two-player matrices are found from
all vertices of the two polyhedra {(x, u)} of mixed actions and payoffs of the opponent, by solving every square system.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product


def solve_linear(matrix, rhs):
    """The only solution of a square system, or None when it is not unique."""
    n = len(matrix)
    rows = [[Fraction(v) for v in row] + [Fraction(b)] for row, b in zip(matrix, rhs, strict=True)]
    for k in range(n):
        pivot = next((r for r in range(k, n) if rows[r][k] != 0), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [v / rows[k][k] for v in rows[k]]
        for r in range(n):
            if r != k and rows[r][k] != 0:
                rows[r] = [a - rows[r][k] * b for a, b in zip(rows[r], rows[k], strict=True)]
    return [row[-1] for row in rows]


def polyhedron_vertices(payoffs):
    """Vertices of {(x, u): x ≥ 0, Σx = 1, u ≥ payoff of each column}; payoffs[i][j] to the other player."""
    m, n = len(payoffs), len(payoffs[0])
    found = set()
    for tight in combinations(range(m + n), m):
        matrix, rhs = [[1] * m + [0]], [1]
        for k in tight:
            if k < m:
                matrix.append([int(i == k) for i in range(m)] + [0])
                rhs.append(0)
            else:
                matrix.append([-payoffs[i][k - m] for i in range(m)] + [1])
                rhs.append(0)
        point = solve_linear(matrix, rhs)
        if point is None or any(x < 0 for x in point[:m]):
            continue
        x, u = point[:m], point[m]
        if all(u >= sum(x[i] * payoffs[i][j] for i in range(m)) for j in range(n)):
            found.add(tuple(x))
    return found


def extreme_equilibria(a, b):
    """All extreme equilibria of the bimatrix game (a, b), as pairs of tuples."""
    m, n = len(a), len(a[0])
    transposed = [[a[i][j] for i in range(m)] for j in range(n)]
    found = set()
    for x in polyhedron_vertices(b):
        replies = [sum(x[i] * b[i][j] for i in range(m)) for j in range(n)]
        for y in polyhedron_vertices(transposed):
            values = [sum(y[j] * a[i][j] for j in range(n)) for i in range(m)]
            if all(values[i] == max(values) for i in range(m) if x[i]) and all(replies[j] == max(replies) for j in range(n) if y[j]):
                found.add((x, y))
    return found


def tree_equilibria(graph, count):
    """All subgame-perfect equilibria of a numeric tree, as a list of (payoffs, {infoset: label or lottery}).

    Simultaneous subgames must have the form: one node of a player, then an information set of another player who
    knows nothing of that move, then leaves or subgames.
    """
    (root,) = [v for v, d in graph.in_degree() if d == 0]
    order = [root]
    for v in order:
        order.extend(graph.successors(v))
    base = {root: (Fraction(0),) * count}
    for v in order:
        own = graph.nodes[v].get("payoffs") or (0,) * count
        base[v] = tuple(x + Fraction(y) for x, y in zip(base.get(v, (0,) * count), own, strict=True))
        for w in graph.successors(v):
            base[w] = base[v]
    solved = {}
    for v in reversed(order):
        solved[v] = _solve_node(graph, v, base, solved)
    return solved[root]


def _solve_node(graph, v, base, solved):
    data, below = graph.nodes[v], list(graph.successors(v))
    if not below:
        return [(base[v], {})]
    if data.get("chance"):
        found = []
        for chosen in product(*(solved[w] for w in below)):
            weights = [Fraction(graph.edges[v, w]["prob"]) for w in below]
            payoffs = tuple(sum(p * c[0][i] for p, c in zip(weights, chosen, strict=True)) for i in range(len(base[v])))
            found.append((payoffs, _join(chosen)))
        return found
    if solved.get(below[0]) is None and "infoset" in graph.nodes[below[0]]:
        return _simultaneous(graph, v, below, solved)
    if "infoset" in data and data["infoset"] != v:
        return None
    player, found = data["player"], []
    for chosen in product(*(solved[w] for w in below)):
        best = max(c[0][player] for c in chosen)
        for w, c in zip(below, chosen, strict=True):
            if c[0][player] == best:
                found.append((c[0], {**_join(chosen), v: graph.edges[v, w]["action"]}))
    return found


def _simultaneous(graph, v, below, solved):
    one, two = graph.nodes[v]["player"], graph.nodes[below[0]]["player"]
    ends = [list(graph.successors(w)) for w in below]
    labels = [graph.edges[v, w]["action"] for w in below], [graph.edges[below[0], e]["action"] for e in ends[0]]
    infoset = graph.nodes[below[0]]["infoset"]
    flat, found = [e for row in ends for e in row], []
    for chosen in product(*(solved[e] for e in flat)):
        width = len(ends[0])
        at = [[chosen[i * width + j] for j in range(width)] for i in range(len(ends))]
        a, b = ([[c[0][p] for c in row] for row in at] for p in (one, two))
        for x, y in extreme_equilibria(a, b):
            payoffs = tuple(
                sum(x[i] * y[j] * at[i][j][0][p] for i in range(len(x)) for j in range(len(y))) for p in range(len(chosen[0][0]))
            )
            found.append((payoffs, {**_join(chosen), v: _lottery(labels[0], x), infoset: _lottery(labels[1], y)}))
    return found


def _lottery(labels, weights):
    sure = [label for label, w in zip(labels, weights, strict=True) if w == 1]
    return sure[0] if sure else tuple(zip(labels, weights, strict=True))


def _join(chosen):
    joined = {}
    for _, play in chosen:
        joined.update(play)
    return joined
