"""Stages with one action and one parameter over the cells of the plane, compared with the largest value of floats."""

from __future__ import annotations

import random

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.solve.column_stage import with_columns
from symgame.solve.pieces import Piece
from symgame.solve.problem import StageProblem, StageSolution, Unknown, free_set

p, x = sp.symbols("p x", real=True)
EXTRA = sp.Symbol("q", real=True)
OWNER = sg.Player("A")
POINTS = 4001


def problem(pieces, *, assumptions=(p >= 0, p <= 3), low=0, high=1, parameters=(p,)):
    u = Unknown(x, OWNER, sp.sympify(low), sp.sympify(high))
    made = tuple(Piece(tuple(c), {OWNER: sp.sympify(e)}, {x: x}) for c, e in pieces)
    return StageProblem((u,), made, tuple(parameters), tuple(assumptions))


def solved(stage):
    return with_columns(stage, StageSolution(stage, (), (), sp.true), Budget(seconds=60).start())


def polynomial(rng, degree):
    terms = [rng.randint(-4, 4) * p**i * x**j for i in range(3) for j in range(degree + 1) if rng.random() < 0.6]
    return sp.Add(*terms, rng.choice((-1, 1)) * x ** rng.choice((1, 2)))


def drawn(seed):
    """A payoff with a kink or a jump on a curve, or with admissible actions on one side of a curve only."""
    rng = random.Random(seed)
    curve = polynomial(rng, 2) + sp.Rational(rng.randint(-3, 3), 2)
    first, second = polynomial(rng, rng.choice((1, 2, 3))), polynomial(rng, rng.choice((0, 1, 2)))
    if seed % 3 == 0:
        return problem([([curve >= 0], first)])
    if seed % 3 == 1:
        return problem([([curve >= 0], first), ([curve <= 0], second)])
    return problem([([curve >= 0], first / (x + p + 1)), ([curve <= 0], first / (x + p + 1) + curve * second)])


def largest(stage, value):
    """The largest payoff of floats on a grid and at the roots of everything, None where no action is admissible."""
    best = None
    for piece in stage.pieces:
        sides = [sp.lambdify(x, (c.lhs - c.rhs).xreplace({p: value}), "math") for c in piece.conditions]
        signs = [1 if isinstance(c, sp.Ge) else -1 for c in piece.conditions]
        payoff = piece.payoffs[OWNER].xreplace({p: value})
        f = sp.lambdify(x, payoff, "math")
        points = [i / (POINTS - 1) for i in range(POINTS)]
        for e in (sp.fraction(sp.together(sp.diff(payoff, x)))[0], *((c.lhs - c.rhs).xreplace({p: value}) for c in piece.conditions)):
            if sp.Poly(e, x).degree() > 0:
                points += [float(r) for r in sp.Poly(e, x).nroots() if abs(sp.im(r)) < 1e-12 and 0 <= sp.re(r) <= 1]
        for at in points:
            if all(s * side(at) >= -1e-12 for s, side in zip(signs, sides, strict=True)):
                best = f(at) if best is None else max(best, f(at))
    return best


def complaints(seed):
    stage = drawn(seed)
    found = solved(stage)
    if not found.solved and found.uncovered is sp.true:
        return None
    rng, wrong = random.Random(seed + 1), []
    for value in [sp.Rational(rng.randint(0, 300), 100) for _ in range(12)]:
        top = largest(stage, value)
        here = [s for s in found.solved if s.region.xreplace({p: value}) is sp.true]
        if (not here) != (top is None) or (found.uncovered.xreplace({p: value}) is sp.true) != (top is None):
            wrong.append((value, top, here))
        for s in here:
            k = s.candidate.piece
            if s.candidate.free is not None:
                place = free_set(stage, s.candidate).xreplace({p: value})
                at = next(sp.Rational(i, 400) for i in range(401) if place.contains(sp.Rational(i, 400)) is sp.true)
            else:
                at = s.candidate.values[x].xreplace({p: value}).doit()
            payoff = float(sp.N(stage.pieces[k].payoffs[OWNER].xreplace({p: value, x: at}), 30))
            inside = all(
                float(sp.N((c.lhs - c.rhs).xreplace({p: value, x: at}), 30)) * (1 if isinstance(c, sp.Ge) else -1) >= -1e-12
                for c in stage.pieces[k].conditions
            )
            if abs(payoff - top) > 1e-9 * max(1, abs(top)) or not inside or not -1e-15 <= float(sp.N(at, 30)) <= 1 + 1e-15:
                wrong.append((value, top, at, payoff))
    return wrong


@pytest.mark.parametrize("seed", range(6))
def test_the_best_action_is_the_largest_of_all(seed):
    assert not complaints(seed)


@pytest.mark.slow
def test_the_best_action_is_the_largest_of_all_in_many_draws():
    results = {seed: complaints(seed) for seed in range(100, 250)}
    assert not {seed: r for seed, r in results.items() if r}
    assert sum(r is not None for r in results.values()) >= 90


def fixed_cost_game():
    """G builds, D stays out or takes part at a fixed cost F; both agree on a share before."""
    share, start, end = sp.symbols("delta alpha_0 alpha_1", nonnegative=True)
    cost = sp.Symbol("F", positive=True)
    first, second = sg.players("G D")
    stages = [
        sg.Bargain(share, between=(first, second), domain=sp.Interval(0, 1), disagreement=(0, 0)),
        sg.Move(first, start, domain=sp.Interval(0, sp.oo)),
        sg.OutsideOption(second, {first: -(start**2), second: 0}),
        sg.Move(second, end, domain=sp.Interval(start, sp.oo)),
    ]
    return sg.SequentialGame(stages, {first: share * end - start**2, second: (1 - share) * end - (end - start) ** 2 - cost}), share, cost


def surplus(share, cost):
    """The joint profit after a share: G builds δ/2, or just enough for D to take part, or nothing."""
    part = (1 - share) / 2
    least = 0.0 if share == 1 else max((cost - part**2) / (1 - share), 0.0)
    if share == 1 and cost > 0:
        return 0.0
    start = max(share / 2, least)
    general = share * (start + part) - start**2
    return general + (1 - share) * (start + part) - part**2 - cost if general >= 0 else 0.0


@pytest.mark.slow
def test_the_surplus_of_a_game_with_a_fixed_cost_has_three_regimes():
    game, share, cost = fixed_cost_game()
    deal = sg.solve(game, bargaining=sg.Utilitarian(), budget=sg.Budget(seconds=120))
    assert deal.uncovered is sp.false and deal.complete.proved and len(deal.branches) == 3
    for value in [sp.Rational(k, 100) for k in (1, 5, 12, 15, 16, 18, 19, 25, 33, 40, 48, 49, 60)]:
        (outcome,) = deal.at({cost: value})
        top = max(surplus(k / 5000, float(value)) for k in range(5001))
        if isinstance(outcome[share], sp.Set):
            assert top == 0
        else:
            assert abs(surplus(float(sp.N(outcome[share])), float(value)) - top) < 1e-6
