"""Where a region does not hold: at every point the region or what it may miss is true, also where a root does not exist."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame import Root
from symgame.solve.outside import missed, outside
from tests.oracle.truth import holds

a, b = sp.symbols("a b", positive=True)
x = sp.Symbol("x", real=True)
ROOTS = [
    Root(x**3 + x - a, x, sp.Interval.open(0, 1)),
    Root(x**3 + x**2 - a * b, x, sp.Interval.open(a - 1, 2)),
    Root(a * x**3 - x + b, x, sp.Interval.open(sp.Rational(1, 3) - b, 1)),
    Root(x**3 - a * x + b, x, sp.Interval.open(a / 2, sp.oo)),
]


def region(rng, depth=2):
    if depth == 0:
        r, q = rng.choice(ROOTS), sp.Rational(rng.randint(1, 6), rng.randint(1, 4))
        left, right = rng.choice([(r, q), (a * r, b * q), (sp.sqrt(a - b), q), (a, q)])
        return rng.choice([sp.Le, sp.Ge, sp.Lt, sp.Gt])(left, right, evaluate=False)
    return rng.choice([sp.And, sp.Or])(*(region(rng, depth - 1) for _ in range(2)), evaluate=False)


@pytest.mark.parametrize("seed", range(40))
def test_every_point_is_in_the_region_or_in_what_it_misses(seed):
    rng = random.Random(seed)
    found = region(rng)
    rest = missed(found)
    for _ in range(25):
        point = {s: sp.Rational(rng.randint(1, 40), rng.randint(3, 13)) for s in (a, b)}
        assert holds(found, point) or holds(rest, point), (found, point)


def test_the_opposite_relation_alone_misses_the_points_without_a_root():
    below, point = sp.Ge(ROOTS[0], sp.Rational(1, 2)), {a: sp.Integer(3)}
    assert not holds(below, point) and not holds(outside(below), point) and holds(missed(below), point)
