"""The Kalai-Smorodinsky share where a specialist may stay out, beside brute force; power costs, verified."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")
RAY = sp.Interval(0, sp.oo)


def participation(fixed, own, other):
    """The specialist pays a fixed cost, or stays out."""
    return sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=RAY),
            sg.OutsideOption(D, {G: -own * alpha_0**2, D: 0}),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - own * alpha_0**2, D: (1 - delta) * alpha_1 - other * (alpha_1 - alpha_0) ** 2 - fixed},
    )


def gains(share: float, fixed: float, own: float, other: float) -> tuple[float, float]:
    """What both get: the generalist starts where the specialist just takes part, if higher than otherwise, or not at all."""
    effort = (1 - share) / (2 * other)
    rest = (1 - share) * effort - other * effort**2 - fixed
    start = max(share / (2 * own), -rest / (1 - share))
    mine = share * (start + effort) - own * start**2
    return (mine, (1 - share) * start + rest) if mine >= 0 else (0.0, 0.0)


def fair(fixed: float, own: float, other: float, parts: int = 20_000) -> float:
    """The share with the largest smallest relative gain, on a grid."""
    pairs = [(i / parts, *gains(i / parts, fixed, own, other)) for i in range(parts)]
    most = [max(p[k] for p in pairs) for k in (1, 2)]
    return max(pairs, key=lambda p: min(p[1] / most[0], p[2] / most[1]))[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "numbers", [(sp.Rational(*f), a, b) for f, a, b in (((3, 20), 1, 1), ((1, 20), 1, 1), ((1, 10), 1, 2), ((1, 10), 2, 1))]
)
def test_fair_share_where_a_player_may_stay_out(numbers):
    found = sg.solve(participation(*numbers), bargaining=sg.KalaiSmorodinsky(), budget=sg.Budget(seconds=300))
    assert found.uncovered is sp.false
    (branch,) = found.branches
    assert abs(float(branch.outcome[delta]) - fair(*map(float, numbers))) < 2e-4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("k", "rule"), [(3, sg.Utilitarian()), (4, sg.Utilitarian()), (4, sg.Dictatorial(G))], ids=str
)
def test_power_costs_are_verified(k, rule):
    game = sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=RAY),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - c_0 * alpha_0**k, D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** k},
    )
    found = sg.solve(game, bargaining=rule, budget=sg.Budget(seconds=300))
    assert found.uncovered is sp.false
    assert sg.verify(game, found, budget=sg.Budget(seconds=300)).proved
