"""The multiple-choice knapsack against enumeration, and its bracket when the budget is short."""

from __future__ import annotations

import random
from itertools import product

import pytest
import sympy as sp
from flint import fmpq

import symgame as sg
from symgame.models.choices import choose

R = sp.Rational


def instance(seed):
    rng = random.Random(seed)
    width = rng.choice([1, 1, 2, 3])
    zero = ((fmpq(0),) * width, fmpq(rng.randint(0, 1), 3))

    def state():
        return tuple(fmpq(rng.randint(0, 12), rng.choice([3, 4, 7])) for _ in range(width)), fmpq(rng.randint(0, 9), rng.choice([1, 2, 5]))

    return [[zero, *(state() for _ in range(rng.randint(0, 4)))] for _ in range(rng.randint(1, 5))], fmpq(rng.randint(0, 20), 4)


@pytest.mark.parametrize("seed", range(150))
def test_against_enumeration(seed):
    lists, limit = instance(seed)
    totals = [
        sum((v for _, v in chosen), fmpq(0))
        for chosen in product(*lists)
        if all(sum((c[d] for c, _ in chosen), fmpq(0)) <= limit for d in range(len(lists[0][0][0])))
    ]
    found = choose(lists, limit, sg.Budget(operations=10**6).start())
    assert found.low == found.high == max(totals)
    for operations in (1, 8, 30):
        rough = choose(lists, limit, sg.Budget(operations=operations).start())
        assert rough.low <= max(totals) <= rough.high


def test_a_collective_beyond_its_budget_gets_a_bracket_that_says_so():
    rng = random.Random(1)
    masses = [[rng.randint(1, 500) for _ in range(3)] for _ in range(30)]
    total = sum(map(sum, masses))
    base = {(x, y): R(masses[x][y], total) for x in range(30) for y in range(3)}
    action = sg.CollectiveAction(base, sg.Erasure({x: x - x % 3 for x in range(30)}), sg.BayesOptimal(R(1, 20)))
    exact, size = action.success(R(1, 5)), R(1, 5)
    rough = [action.success(size, budget=sg.Budget(operations=n, seconds=60)) for n in (10, 3_000, 6_000)]
    brackets = [b for b in rough if isinstance(b, sg.Bracket)]
    assert brackets and all(b.low <= exact <= b.high and "Budget" in b.reason for b in brackets)

