"""Linear programs with parameters: at random parameter points the cases agree with the numeric answer."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.linear import LinearProgram, LinearStatus
from symgame.logic.linear_solve import solve_linear
from symgame.logic.parametric import solve_parametric

p, q = sp.symbols("p q", real=True)
R = sp.Rational


def at(program: LinearProgram, values: dict) -> LinearProgram:
    def rows(given):
        return [({k: v.subs(values) for k, v in pairs}, b.subs(values)) for pairs, b in given]

    return LinearProgram(
        {k: v.subs(values) for k, v in program.objective},
        equal=rows(program.equal), at_most=rows(program.at_most), free=program.free,
    )  # fmt: skip


def check(program: LinearProgram, seed: int, given=()) -> None:
    solution = solve_parametric(program, given=given)
    assert solution.complete, solution.reason
    rng = random.Random(seed)
    for _ in range(12):
        values = {s: R(rng.randint(-12, 12), rng.randint(1, 4)) for s in program.parameters}
        if not all(sp.sympify(g).subs(values) == sp.true for g in given):
            continue
        numeric = solve_linear(at(program, values))
        pieces = [x for x in solution.pieces if x.condition.subs(values) == sp.true]
        assert pieces and all((x.status is LinearStatus.OPTIMAL) == numeric.optimal for x in pieces)
        for piece in pieces:
            if numeric.optimal:
                assert piece.value.subs(values) == numeric.value
                point = {k: v.subs(values) for k, v in piece.point.items()}
                assert sum(v.subs(values) * point.get(k, 0) for k, v in program.objective) == numeric.value


@pytest.mark.parametrize("seed", range(8))
def test_objective(seed):
    rng = random.Random(seed)
    rows = [({k: rng.randint(1, 5) for k in range(3)}, rng.randint(1, 9)) for _ in range(2)]
    check(LinearProgram({0: p, 1: rng.randint(-3, 3) + q, 2: 1 - p}, at_most=rows), seed)


@pytest.mark.parametrize("seed", range(8))
def test_right_hand_side(seed):
    rng = random.Random(seed)
    rows = [({k: rng.randint(1, 5) for k in range(3)}, b) for b in (p, 4 - q)]
    check(LinearProgram({k: rng.randint(1, 4) for k in range(3)}, at_most=rows), seed)


def test_coefficients():
    program = LinearProgram({"x": 1, "y": 2}, at_most=[({"x": p, "y": 1}, 3), ({"x": 1, "y": 1}, 5)])
    check(program, 0, given=[p >= 0])


def test_a_parameter_is_never_a_variable():
    program = LinearProgram({"x": 1}, at_most=[({"x": 1}, p)])
    solution = solve_parametric(program, given=[p >= 0])
    assert solution.value == p and solution.pieces[0].point["x"] == p


def test_infeasible_cases_are_told_apart():
    program = LinearProgram({"x": 1}, at_most=[({"x": 1}, p)])
    solution = solve_parametric(program)
    assert {x.status for x in solution.pieces} == {LinearStatus.OPTIMAL, LinearStatus.INFEASIBLE}
    assert solution.value.subs(p, 3) == 3


def test_unbounded_and_budget_leave_something_uncovered():
    free = solve_parametric(LinearProgram({"x": p}, at_most=[({"x": -1}, 0)]))
    assert not free.complete and "unbounded" in free.reason and free.uncovered is not sp.false
    rows = [({k: 1}, 1) for k in range(3)]
    short = solve_parametric(LinearProgram({0: p, 1: q, 2: p - q}, at_most=rows), budget=Budget(operations=2))
    assert not short.complete and "budget" in short.reason
