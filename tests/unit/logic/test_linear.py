"""Exact linear programs: against brute force over bases, a float solver, and their own certificates."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.logic import linear_solve
from symgame.logic.linear import LinearProgram, LinearStatus
from symgame.logic.linear_solve import solve_linear

R = sp.Rational


def random_program(seed: int) -> tuple[LinearProgram, dict]:
    rng = random.Random(seed)
    n, equations, bounds = rng.randint(1, 4), rng.randint(0, 2), rng.randint(0, 4)

    def row() -> dict:
        return {k: rng.randint(-4, 4) for k in range(n)}

    data = {
        "n": n,
        "objective": row(),
        "equal": [(row(), R(rng.randint(-4, 4), rng.randint(1, 3))) for _ in range(equations)],
        "at_most": [(row(), R(rng.randint(-4, 4), rng.randint(1, 3))) for _ in range(bounds)],
    }
    return LinearProgram(data["objective"], equal=data["equal"], at_most=data["at_most"]), data


def vertices(data: dict) -> list[tuple]:
    """All vertices of the feasible set, by solving every n tight rows: independent of any simplex."""
    n = data["n"]
    rows = [(*[r[k] for k in range(n)], b) for r, b in data["equal"]]
    loose = [(*[r[k] for k in range(n)], b) for r, b in data["at_most"]]
    loose += [(*[-1 if k == j else 0 for k in range(n)], 0) for j in range(n)]
    found = set()
    for size in range(n + 1):
        for chosen in itertools.combinations(loose, size):
            tight = sp.Matrix([*rows, *chosen]) if rows or chosen else sp.zeros(0, n + 1)
            if tight.rows == 0 or tight[:, :n].rank() < n or tight.rank() > n:
                continue
            reduced = tight.rref()[0]
            point = tuple(reduced[k, n] for k in range(n))
            if all(sum(r[k] * point[k] for k in range(n)) <= r[n] for r in loose):
                found.add(point)
    return sorted(found)


@pytest.mark.parametrize("seed", range(60))
def test_against_enumeration_of_vertices(seed):
    program, data = random_program(seed)
    solution = solve_linear(program)
    assert solution.check()
    corners = vertices(data)
    assert solution.infeasible == (not corners)
    if solution.optimal:
        best = max(sum(data["objective"][k] * c[k] for k in range(data["n"])) for c in corners)
        assert solution.value == best


def test_float_basis_is_solved_again_exactly(monkeypatch):
    pytest.importorskip("highspy")
    for seed in range(6):
        program, _ = random_program(seed)
        exact = solve_linear(program)
        monkeypatch.setattr(linear_solve, "SMALL", 0)
        large = solve_linear(program)
        monkeypatch.undo()
        assert large.check() and (large.status, large.value) == (exact.status, exact.value)


def test_free_variables():
    program = LinearProgram({"x": -1}, at_most=[({"x": -1}, 5)], free=["x"])
    solution = solve_linear(program)
    assert solution.value == 5 and solution.point["x"] == -5 and solution.check()


def test_cycling_example_of_beale_ends():
    program = LinearProgram(
        {1: R(3, 4), 2: -150, 3: R(1, 50), 4: -6},
        at_most=[
            ({1: R(1, 4), 2: -60, 3: -R(1, 25), 4: 9}, 0),
            ({1: R(1, 2), 2: -90, 3: -R(1, 50), 4: 3}, 0),
            ({3: 1}, 1),
        ],
    )
    assert solve_linear(program).value == R(1, 20)


def test_tampered_proofs_fail():
    program = LinearProgram({"x": 1, "y": 1}, at_most=[({"x": 2, "y": 1}, 4), ({"x": 1, "y": 3}, 7)])
    solution = solve_linear(program)
    for broken in (
        replace(solution, value=R(4)),
        replace(solution, multipliers=tuple(2 * v for v in solution.multipliers)),
        replace(solution, multipliers=(-solution.multipliers[0], *solution.multipliers[1:])),
        replace(solution, point_items=(("x", R(10)),)),
    ):
        with pytest.raises(ArgumentError):
            broken.check()
    impossible = solve_linear(LinearProgram({"x": 1}, equal=[({"x": 1}, -1)]))
    assert impossible.infeasible and impossible.check()
    with pytest.raises(ArgumentError):
        replace(impossible, multipliers=(sp.S.Zero,)).check()


def test_spent_budget_is_a_value():
    program, _ = random_program(3)
    assert solve_linear(program, budget=Budget(operations=1, seconds=1)).status in LinearStatus
    big = LinearProgram(dict.fromkeys(range(30), 1), at_most=[({k: 1, (k + 1) % 30: 2}, k + 1) for k in range(30)])
    answer = solve_linear(big, budget=Budget(operations=1, seconds=60))
    assert answer.status is LinearStatus.UNDECIDED and "budget" in answer.reason


def test_floats_and_parameters_are_refused():
    with pytest.raises(ArgumentTypeError, match="objective of 'x'"):
        LinearProgram({"x": 0.5})
    with pytest.raises(ArgumentTypeError, match="solve_parametric"):
        solve_linear(LinearProgram({"x": sp.Symbol("c")}, at_most=[({"x": 1}, 1)]))
