"""Short conditions with radicals and logarithms that need not be real: a relation is false where a side has no value."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame.logic.reduce import reduce_condition
from tests.oracle.truth import holds

a, b = sp.symbols("a b", positive=True)
PARTS = [sp.sqrt(3 * a - 8), sp.sqrt(a - b), sp.cbrt(a * b - 1), sp.log(a - 1), 1 / (a - b), sp.sqrt(a**2 - 4 * b)]


def literal(rng):
    r, q = rng.choice(PARTS), sp.Rational(rng.randint(1, 6), rng.randint(1, 4))
    sides = [(r, q), (a * r, b * q), (r**2, a * q), (a, q), (a * b, q), (r + a, b), (a * r, 5 * r + b), (a * r + a, 3 * r + 3)]
    return rng.choice([sp.Le, sp.Ge, sp.Lt, sp.Gt])(*rng.choice(sides), evaluate=False)


def condition(rng, depth=2):
    if depth == 0:
        return literal(rng)
    kind = rng.choice([sp.And, sp.Or])
    return kind(*(condition(rng, depth - 1) for _ in range(2)), evaluate=False)


@pytest.mark.parametrize(
    "relation",
    [
        a * sp.sqrt(3 * a - 8) <= 5 * sp.sqrt(3 * a - 8) + 8,
        (a - sp.Rational(8, 3)) * sp.sqrt(3 * a - 8) + a <= 10,
        3 * a * (3 * sp.sqrt(a) + sp.sqrt(3) * sp.sqrt(3 * a - 8)) <= 216 * sp.sqrt(a) + 8 * sp.sqrt(3) * sp.sqrt(3 * a - 8),
    ],
)
def test_a_case_where_the_radical_has_no_value_is_kept(relation):
    """For every s ≥ 0 the relation with s for the radical holds at a < 8/3, where the radical is not real."""
    found = reduce_condition(sp.Or(a < sp.Rational(8, 3), relation))
    assert holds(found, {a: sp.S.One}) and holds(found, {a: sp.Integer(3)}) and not holds(found, {a: sp.Integer(100)})


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(s, marks=pytest.mark.slow) for s in range(4, 100))])
def test_nothing_changes(seed):
    rng = random.Random(seed)
    before = condition(rng)
    after = reduce_condition(before)
    for _ in range(40):
        point = {s: sp.Rational(rng.randint(1, 40), rng.randint(3, 13)) for s in (a, b)}
        assert holds(before, point) == holds(after, point), (before, after, point)
