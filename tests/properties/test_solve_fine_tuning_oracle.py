"""The fine-tuning game under every rule against a numeric oracle, boundaries and their neighbours included."""

from __future__ import annotations

import random
from functools import cache

import pytest
import sympy as sp

import symgame as sg
from tests.oracle.check import complaints
from tests.oracle.numbers import number

c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")
RULES = {
    "shares as parameters": None,
    "Dictatorial(G)": sg.Dictatorial(G),
    "Dictatorial(D)": sg.Dictatorial(D),
    "Utilitarian": sg.Utilitarian(),
    "Egalitarian": sg.Egalitarian(),
    "NashBargaining": sg.NashBargaining(),
    "KalaiSmorodinsky": sg.KalaiSmorodinsky(),
}
GAME = sg.SequentialGame(
    [
        sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1)),
        sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
        sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
    ],
    {G: delta * alpha_1 - c_0 * alpha_0**2, D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** 2},
)


@cache
def solved(name: str):
    return sg.solve(GAME, bargaining=RULES[name])


def points(count: int) -> list[dict]:
    """Random costs over magnitudes; the boundaries c_1 = c_0, c_1 = 2c_0, 2c_1 = c_0; and points beside them."""
    rng = random.Random(11)
    near = sp.Rational(1, 10**6)
    found = []
    for i in range(count):
        scale = rng.choice([sp.Rational(1, 20), sp.S.One, sp.Integer(7)])
        low = scale * sp.Rational(rng.randint(1, 30), rng.randint(1, 20))
        ratio = sp.Rational(rng.randint(1, 60), rng.randint(1, 60))
        if i % 3 == 0:
            ratio = rng.choice([sp.S.One, sp.Integer(2), sp.S.Half]) + rng.choice([-near, sp.S.Zero, near])
        found.append({c_0: low, c_1: ratio * low, delta: rng.choice([sp.S.Zero, sp.S.One, sp.Rational(i % 17, 17)])})
    return found


def check(name: str, count: int) -> None:
    equilibrium = solved(name)
    for point in points(count):
        here = point if RULES[name] is None else {k: v for k, v in point.items() if k != delta}
        assert equilibrium.at(here), (name, here)
        assert not complaints(GAME, equilibrium, here, histories=1), (name, here)


@pytest.mark.parametrize("name", RULES)
def test_agrees_with_the_oracle(name):
    check(name, 18)


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES)
def test_agrees_with_the_oracle_at_many_points(name):
    check(name, 200)


@pytest.mark.parametrize("name", RULES)
def test_is_verified_from_the_definition(name):
    assert solved(name).uncovered is sp.false
    assert sg.verify(GAME, solved(name)).proved


@pytest.mark.parametrize("name", ["Utilitarian", "Dictatorial(G)", "Egalitarian"])
def test_scaling_a_payoff_shifts_nothing_where_the_rule_is_invariant(name):
    """Another unit of money for everybody changes no action; a constant for everybody changes no action."""
    changed = sg.SequentialGame(
        [sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(1, 1)), *GAME.stages[1:]],
        {p: 3 * e + 1 for p, e in GAME.payoffs.items()},
    )
    again = sg.solve(changed, bargaining=RULES[name])
    for point in points(6):
        here = {k: v for k, v in point.items() if k != delta}
        for a in (delta, alpha_0, alpha_1):
            mine, yours = (number(e.at(here)[0][a], {}) for e in (solved(name), again))
            assert abs(mine - yours) < 1e-12


@pytest.mark.parametrize("name", ["Utilitarian", "Dictatorial(G)"])
def test_names_do_not_matter(name):
    first, second, low, high, share = sp.symbols("u_9 b z_2 a_1 k", positive=True)
    P, Q = sg.players("Q P")
    swap = {c_0: first, c_1: second, alpha_0: low, alpha_1: high, delta: share}
    renamed = sg.SequentialGame(
        [
            sg.Bargain(share, between=(P, Q), domain=sp.Interval(0, 1)),
            sg.Move(P, low, domain=sp.Interval(0, sp.oo)),
            sg.Move(Q, high, domain=sp.Interval(low, sp.oo)),
        ],
        {P: GAME.payoffs[G].xreplace(swap), Q: GAME.payoffs[D].xreplace(swap)},
    )
    rule = sg.Dictatorial(P) if name == "Dictatorial(G)" else RULES[name]
    again = sg.solve(renamed, bargaining=rule)
    for point in points(6):
        here = {k: v for k, v in point.items() if k != delta}
        there = {swap[k]: v for k, v in here.items()}
        assert sp.simplify(solved(name).at(here)[0][delta] - again.at(there)[0][share]) == 0
