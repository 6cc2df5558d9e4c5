"""Quadratics on polygons: the listed places against a dense grid, degenerate polygons, and proofs by comparison of places."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.solve.pieces import Piece
from symgame.solve.polygon import largest, places, polygon_of
from symgame.solve.problem import Candidate, StageProblem, Unknown
from symgame.solve.prove import Prover

x, y, a = sp.symbols("x y a", real=True)
BOX = tuple(Unknown(s, "A", sp.Integer(0), sp.Integer(1)) for s in (x, y))
STEPS = 20


def _drawn(seed):
    """A quadratic with a parameter, on the unit square cut by up to two lines that depend on it."""
    rng = random.Random(seed)

    def number():
        return sp.Rational(rng.randint(-6, 6), rng.choice([1, 2, 3]))

    payoff = number() * x**2 + rng.choice([0, number(), a]) * x * y + number() * y**2 + (number() + a) * x + number() * y
    cuts = [sp.Ge(number() * x + number() * y + number() + rng.choice([0, a]), 0, evaluate=False) for _ in range(rng.randint(0, 2))]
    return payoff, [c for c in cuts if c.has(x, y)], sp.Rational(rng.randint(-8, 8), 4)


def _on_grid(payoff, cuts, at):
    value = sp.lambdify((x, y), payoff.subs(a, at))
    sides = [sp.lambdify((x, y), (c.lhs - c.rhs).subs(a, at)) for c in cuts]
    grid = [(i / STEPS, j / STEPS) for i in range(STEPS + 1) for j in range(STEPS + 1)]
    return max((value(*p) for p in grid if all(s(*p) >= 0 for s in sides)), default=None)


def _compare(seed):
    payoff, cuts, at = _drawn(seed)
    polygon = polygon_of(BOX, payoff, {}, cuts)
    listed = [p for p in places(polygon) if all(bool(c.subs(a, at)) for c in p.conditions)]
    best = max((p.value.subs(a, at) for p in listed), default=None)
    form, *lines = [[float(sp.sympify(e).subs(a, at)) for e in row] for row in (polygon.form, *polygon.lines)]
    numeric, grid = largest(form, lines), _on_grid(payoff, cuts, at)
    if grid is None:
        return False
    assert best is not None and numeric is not None
    assert abs(float(best) - numeric) < 1e-9
    assert grid <= float(best) + 1e-9
    if not cuts:
        assert float(best) - grid < 0.2
    return True


def test_places_hold_the_maximum():
    assert sum(map(_compare, range(12))) > 6


@pytest.mark.slow
def test_places_hold_the_maximum_in_the_large():
    assert sum(map(_compare, range(100, 800))) > 400


def test_a_polygon_may_be_a_segment_or_a_point():
    bent = x**2 - 3 * x * y + a * y
    segment = polygon_of(BOX, bent, {}, [sp.Eq(x, y)])
    values = [p.value for p in places(segment) if all(bool(c.subs(a, 3)) for c in p.conditions)]
    assert max(v.subs(a, 3) for v in values) == sp.Rational(9, 8)
    point = polygon_of(BOX, bent, {}, [x + y >= 2])
    assert {p.value.subs(a, 3) for p in places(point) if all(bool(c.subs(a, 3)) for c in p.conditions)} == {1}


def test_other_shapes_are_refused():
    assert polygon_of(BOX, x * y**2, {}, []) is None
    assert polygon_of(BOX, x * y, {}, [x * y <= a]) is None
    assert polygon_of((BOX[0], Unknown(y, "A", sp.Integer(0), sp.oo)), x * y, {}, []) is None
    both = (Unknown(x, "A", sp.Integer(0), y), Unknown(y, "A", sp.Integer(0), x))
    assert polygon_of(both, x * y, {}, []) is None
    assert polygon_of(BOX, x * y, {}, [x > a]).open


@pytest.mark.parametrize(("region", "holds"), [(a >= 1, True), (a >= sp.Rational(3, 4), False), (sp.true, False)])
def test_a_corner_is_best_only_where_it_is(region, holds):
    payoff = {"A": x**2 + y**2 - a * (x + y)}
    problem = StageProblem(BOX, (Piece((x >= y,), payoff), Piece((x <= y,), payoff)), (a,), ())
    attempt = Prover(problem, Budget().start()).attempt(Candidate({x: sp.S.Zero, y: sp.S.Zero}, 0, ("low", "low")), region)
    assert attempt.proved is holds
    if not holds:
        assert attempt.witness is not None and attempt.witness[a] < 1
