"""Sentences in two unknowns by cells of the plane: against a solver that shares nothing, and where a solver does not end."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.deciders.plane import Plane
from symgame.logic.deciders.smt import Smt
from symgame.logic.problem import Problem

b, c = sp.symbols("b c", positive=True)
QUARTIC = -144*b**4 - 24*b**3 + 792*b**2*c - b**2 + 720*b*c**3 + 54*b*c + 144*b + 24*c**3 - 81*c**2 + 2*c - 6 >= 0  # fmt: skip
CONIC = 12*b**2 - 72*b*c - 30*b + 3*c + 2 <= 0  # fmt: skip


def plane(claim, *given):
    return Plane(30.0)(Problem(claim, given), Budget().start())


def test_quartics_that_a_solver_leaves_open():
    assert plane(-144*b**2*c - 24*b*c - 72*b - c + 3 <= 0, QUARTIC, 1 - 6*b >= 0).proved  # fmt: skip
    places = [
        12*b**2 + 24*b*c**2 + b + 2*c**2 - 9*c >= 0, -12*b**2*c + 5*b*c - 12*b + 6*c**3 - 9*c**2 + 2 >= 0,
        -12*b**2 - 24*b*c**2 + 6*b*c - b + 6*c**3 - 2*c**2 + 9*c + 3 >= 0,
    ]  # fmt: skip
    assert plane(QUARTIC, CONIC, *places).proved
    found = plane(sp.false, QUARTIC, 1 - 20*b >= 0, 20*b*c + 4*b - c >= 0)  # fmt: skip
    assert found.refuted and bool(QUARTIC.subs(dict(found.witness)))


def test_the_sign_of_an_unknown_cuts_the_plane():
    x, y = sp.Symbol("x", real=True), sp.Symbol("y", positive=True)
    found = plane(sp.false, y < x - 1)
    assert found.refuted and dict(found.witness)[x] > 1
    assert plane(sp.false, y < x - 1, x < 1).proved


def test_isolated_points_and_common_zeros():
    x, y = sp.symbols("x y", real=True)
    assert plane((x**2 - 2) ** 2 + (y - 1) ** 2 > 0).refuted
    assert plane(sp.expand((x**2 - 2) ** 2 + (y**2 - x) ** 2) >= 0).proved
    assert plane((x**2 - 2) ** 2 + (y**2 - x) ** 2 > 0, y < -2).proved
    assert plane(x + y > 0, (x**2 - 2) ** 2 + (y - 1) ** 2 <= 0, x > 0).proved
    assert plane(x + y < 3, sp.Eq(x**2 + y**2, 2), x >= 1, y >= 1).proved
    assert plane(x + y <= 2, sp.Eq(x**2 + y**2, 2)).proved
    assert plane(x + y < 2, sp.Eq(x**2 + y**2, 2)).refuted


def test_what_is_no_sentence_in_two_unknowns_is_left_to_others():
    x, y, z = sp.symbols("x y z", real=True)
    assert plane(x + y + z > 0, x > 0) is None
    assert plane(x > 0) is None
    assert plane(sp.sqrt(x) > y, x > 0) is None
    assert plane(sp.Symbol("n", integer=True) > y) is None


def _sentence(seed):
    rng = random.Random(seed)
    x, y = sp.symbols("x y", **rng.choice([{"positive": True}, {"real": True}, {"nonnegative": True}]))

    def polynomial():
        d = rng.choice([1, 1, 2, 2, 3])
        e = sum(rng.randint(-4, 4) * x**i * y**j for i in range(d + 1) for j in range(d + 1 - i) if rng.random() < 0.8)
        e *= rng.choice([x - 1, y - 1, x - y, x + y - 2]) if rng.random() < 0.2 else 1
        return sp.expand(e**2 * rng.choice([1, -1]) if rng.random() < 0.15 else e)

    base, relations = polynomial(), []
    for _ in range(rng.choice([2, 3, 3, 4])):
        p = sp.expand(base * rng.choice([1, -1, x, y])) if rng.random() < 0.25 else polynomial()
        r = rng.choice([sp.Ge, sp.Gt, sp.Ge, sp.Eq])(p, 0)
        relations.append(sp.Or(r, polynomial() >= 0) if rng.random() < 0.2 else r)
    return Problem(sp.false, tuple(r for r in relations if r is not sp.true))


def _agree(seeds):
    compared = 0
    for problem in map(_sentence, seeds):
        if sp.false in problem.given or len(problem.symbols) != 2:
            continue
        found, other = Plane(20.0)(problem, Budget().start()), Smt("z3")(problem, Budget().start())
        if found is not None and other is not None and not other.undecided:
            compared += 1
            assert (found.proved, found.refuted) == (other.proved, other.refuted), problem.given
    return compared


def test_a_solver_agrees():
    assert _agree(range(20)) > 10


@pytest.mark.slow
def test_a_solver_agrees_in_the_large():
    assert _agree(range(1000, 2000)) > 700
