"""Short conditions with implicit roots that need not exist: a relation is false where its root has no value."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame import Root
from symgame.logic.reduce import reduce_condition
from tests.oracle.truth import holds

a, b = sp.symbols("a b", positive=True)
x = sp.Symbol("x", real=True)
ROOTS = [
    Root(x**3 + x - a, x, sp.Interval.open(0, 1)),
    Root(x**3 + x**2 - a * b, x, sp.Interval.open(a - 1, 2)),
    Root(a * x**3 - x + b, x, sp.Interval.open(sp.Rational(1, 3) - b, 1)),
]


def literal(rng):
    r, q = rng.choice(ROOTS), sp.Rational(rng.randint(1, 6), rng.randint(1, 4))
    left, right = rng.choice([(r, q), (r, q), (a * r, b * q), (r**2, a * q), (a, q), (a + b, q), (a * b, q)])
    return rng.choice([sp.Le, sp.Ge, sp.Lt, sp.Gt])(left, right, evaluate=False)


def condition(rng, depth=2):
    if depth == 0:
        return literal(rng)
    kind = rng.choice([sp.And, sp.Or])
    return kind(*(condition(rng, depth - 1) for _ in range(2)), evaluate=False)


def points(rng, count=25):
    return [{s: sp.Rational(rng.randint(1, 40), rng.randint(3, 13)) for s in (a, b)} for _ in range(count)]


def test_a_case_without_the_root_is_kept():
    """Staying idle is best where the marginal payoff has no root between the centre and 1, and where its root is worse."""
    marginal = 6 * x**3 + (12 * a - 5) * x**2 + (6 * a**2 - 10 * a) * x + 3 * a * b - 5 * a**2
    r = Root(marginal, x, sp.Interval.open(sp.Rational(5, 9) - a / 3, 1))
    gain = -3 * a * r**2 + 5 * a * r - 3 * b * r - 3 * r**3 + 5 * r**2
    without = 216 * a**3 + 540 * a**2 - 729 * a * b + 450 * a + 125 <= 0
    point = {a: sp.Rational(3, 2), b: sp.Rational(21, 8)}
    found = reduce_condition(sp.Or(gain <= 0, without, r <= 0))
    assert holds(without, point) and not holds(gain <= 0, point)
    assert holds(found, point)


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(s, marks=pytest.mark.slow) for s in range(4, 60))])
def test_nothing_changes(seed):
    rng = random.Random(seed)
    before = condition(rng)
    after = reduce_condition(before)
    for point in points(rng):
        assert holds(before, point) == holds(after, point), (before, after, point)
