"""Exact regions: known answers, few atoms, in the terms of the author; quantifiers; elimination against brute force."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.errors import ArgumentTypeError, UndecidedError
from symgame.logic.cover import smallest_cover
from symgame.logic.decide import decide
from symgame.logic.quantifiers import Exists, ForAll
from symgame.logic.region import Region
from symgame.logic.when import when

x, y, a, b, c, p, q = sp.symbols("x y a b c p q", real=True)
k, F, m, n = sp.symbols("k F m n", positive=True)
CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "regions.json"

KNOWN = [
    (Exists((x,), sp.Eq(x**2 + p * x + q, 0)), (), 4 * q <= p**2),
    (ForAll((x,), x**2 + a * x + b > 0), (), a**2 < 4 * b),
    (Exists((x,), (x > a) & (x < b)), (), a < b),
    (Exists((x, y), (x > 0) & (y > 0) & sp.Eq(x + y, a)), (), a > 0),
    (ForAll((x,), sp.Implies((x > 0) & (x < 1), x <= a)), (), a >= 1),
    (Exists((x,), sp.Eq(a * x, 1)), (), sp.Ne(a, 0)),
    (Exists((x,), (x >= 0) & (x <= 1) & sp.Eq(x * (1 - x), F)), (), F <= sp.Rational(1, 4)),
    (ForAll((x,), Exists((y,), sp.Eq(y**2, x**2 + a))), (), a >= 0),
    (ForAll((k,), k + a > 0), (), a >= 0),
    (Exists((k,), k + a < 0), (), a < 0),
    (a * x**2 >= 0, (), a >= 0),
    (sp.Abs(a) < 1, (), (-1 < a) & (a < 1)),
    (sp.Max(a, b) <= 1, (), (a <= 1) & (b <= 1)),
    (sp.sqrt(m) < n, (), m < n**2),
    (x**2 > 0, (), sp.Ne(x, 0)),
    (m > 0, (), sp.true),
    (m < 0, (), sp.false),
]


def atoms(condition):
    return sum(1 for node in sp.preorder_traversal(condition) if isinstance(node, sp.core.relational.Relational))


@pytest.mark.parametrize(("claim", "given", "answer"), KNOWN, ids=str)
def test_known_regions(claim, given, answer):
    over = (a,) if claim == (a * x**2 >= 0) else None
    found = when(claim, given, over)
    assert decide(sp.Equivalent(found.condition, answer), given).proved, found.condition
    assert atoms(found.condition) <= atoms(answer)
    assert found.condition.free_symbols <= answer.free_symbols


def test_second_order_condition_with_a_symbolic_power():
    d, u, v = sp.symbols("d u v", positive=True)
    cost = 1 / (k - 1)
    second = -u * d / (1 - d) ** 2 * (1 - cost) - u / (1 - d) - v / d - v * (1 - d) / d**2 * (1 - cost)
    first = sp.Eq(-u * d / (1 - d) + v * (1 - d) / d, 0)
    found = when(second < 0, (k > 1, d < 1, first), over=(k,))
    assert found.condition == (k > sp.Rational(3, 2))


def test_numbers_stand_alone_on_their_side():
    assert when(2 * F > 3).condition == sp.Gt(F, sp.Rational(3, 2))
    found = when(Exists((x,), (x >= sp.Rational(1, 2)) & (x <= 1) & (x * (1 - x) >= sp.Rational(1, 8)) & ((1 - x) ** 2 <= 4 * F)))
    assert found.condition == sp.Ge(F, sp.Rational(3, 32) - sp.sqrt(2) / 16)


def test_what_cannot_be_eliminated_is_said():
    with pytest.raises(UndecidedError):
        when(Exists((x,), sp.Eq(x**5 + a * x + b, 0) & (x > a**2) & (x**3 < b)), budget=Budget(seconds=5))


def test_parameters_are_symbols():
    with pytest.raises(ArgumentTypeError):
        when(a > 0, over=("a",))


def test_the_region_keeps_the_assumptions_on_the_parameters():
    found = when(a * b > 0, (a > 0,))
    assert found == Region(b > 0, (a > 0,)) or decide(sp.Equivalent(found.condition, b > 0), (a > 0,)).proved


def elimination_agrees(seeds):
    """∃x on a fine grid of exact points can only say yes; where it does, the region must."""
    grid = [sp.Rational(i, 4) for i in range(-16, 17)]
    for seed in seeds:
        rng = random.Random(seed)
        e = [rng.choice([a, b, 1, -1, 2, a + b, a * b]) for _ in range(5)]
        body = (e[0] * x**2 + e[1] * x + e[2] > 0) & (e[3] * x + e[4] <= 0) & (x >= -4) & (x <= 4)
        found = when(Exists((x,), body))
        for u, v in itertools.product((-2, sp.Rational(-1, 2), 0, 1, 3), repeat=2):
            here = body.subs({a: u, b: v})
            if any(here.subs(x, g) == sp.true for g in grid):
                assert found.holds_at({a: u, b: v}), (body, u, v, found.condition)
            elif found.holds_at({a: u, b: v}):
                assert decide(Exists((x,), here)).proved


def test_elimination_agrees_with_a_grid():
    elimination_agrees(range(1))


@pytest.mark.slow
def test_elimination_agrees_with_a_grid_in_full():
    elimination_agrees(range(1, 18))


def test_smallest_cover_prefers_few_literals():
    true = [(1, 1), (1, 0), (1, -1)]
    false = [(-1, 1), (0, 1), (-1, -1)]
    assert smallest_cover(true, false, (1, 1)) == [((0, frozenset((1,))),)]
    assert smallest_cover([], false, (1, 1)) == [] and smallest_cover(true, [], (1, 1)) == [()]


@pytest.mark.parametrize("seed", range(20))
def test_covers_hold_in_true_cells_only(seed):
    rng = random.Random(seed)
    cells = list(itertools.product((-1, 0, 1), repeat=3))
    rng.shuffle(cells)
    cut = rng.randint(1, len(cells) - 1)
    true, false = cells[:cut], cells[cut:]
    cover = smallest_cover(true, false, (1, 2, 3))
    for cell in cells:
        inside = any(all(cell[i] in signs for i, signs in clause) for clause in cover)
        assert inside == (cell in true)


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize("case", json.loads(CASES.read_text()) if CASES.exists() else [], ids=lambda case: case["id"])
def test_shared_regions(case):
    names = {s: sp.Symbol(s, real=True) for s in "abcdeFqrnxVtmpgyv"}
    read = lambda text: sp.sympify(text, locals=names)  # noqa: E731
    given = [read(g) for g in case["given"]]
    claim = read(case["matrix"])
    for kind, symbol in reversed(case["quantifiers"]):
        claim = (Exists if kind == "E" else ForAll)((names[symbol],), claim)
    found = when(claim, given, over=[names[s] for s in case["parameters"]])
    answer = read(case["answer"])
    assert decide(sp.Equivalent(found.condition, answer), given).proved
    assert atoms(found.condition) <= case["atoms"]
