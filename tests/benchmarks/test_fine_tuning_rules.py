"""Each rule of the fine-tuning game, proofs included, beside the sympy script a competent user would write.

The rivals know the shape of the answer (an interior share), check no corner, no region and prove nothing; both
run in one session and only ratios are quoted.  Run with
``pytest -m slow tests/benchmarks/test_fine_tuning_rules.py --benchmark-only``.
"""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg

pytestmark = pytest.mark.slow

c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", nonnegative=True)
G, D = sg.players("G D")
RULES = {
    "subgame perfect": None,
    "dictatorial": sg.Dictatorial(G),
    "utilitarian": sg.Utilitarian(),
    "egalitarian": sg.Egalitarian(),
    "nash": sg.NashBargaining(),
    "kalai-smorodinsky": sg.KalaiSmorodinsky(),
}


def game():
    return sg.SequentialGame(
        stages=[
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        payoffs={G: delta * alpha_1 - c_0 * alpha_0**2, D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** 2},
    )


def stationary_payoffs():
    """Backward induction by first-order conditions."""
    u_d = (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** 2
    (reply,) = sp.solve(sp.diff(u_d, alpha_1), alpha_1)
    u_g = (delta * alpha_1 - c_0 * alpha_0**2).subs(alpha_1, reply)
    (lead,) = sp.solve(sp.diff(u_g, alpha_0), alpha_0)
    return sp.factor(u_g.subs(alpha_0, lead)), sp.factor(u_d.subs(alpha_1, reply).subs(alpha_0, lead))


def rival(name):
    """Plain sympy; wrong for `dictatorial` where c_1 >= c_0 (the corner is not seen)."""
    u_g, u_d = stationary_payoffs()
    if name == "subgame perfect":
        return u_g, u_d
    if name == "dictatorial":
        return sp.solve(sp.diff(u_g, delta), delta)
    if name == "utilitarian":
        return sp.solve(sp.diff(u_g + u_d, delta), delta)
    if name == "egalitarian":
        return sp.solve(sp.numer(sp.together(u_g - u_d)), delta)
    if name == "nash":
        return sp.Poly(sp.numer(sp.together(sp.diff(u_g * u_d, delta))), delta)
    best_g, best_d = (u.subs(delta, sp.solve(sp.diff(u, delta), delta)[0]) for u in (u_g, u_d))
    return sp.solve(sp.numer(sp.together(u_g / best_g - u_d / best_d)), delta)


@pytest.mark.parametrize("name", RULES)
def test_derived_and_proved(benchmark, name):
    benchmark.group = name
    found = benchmark.pedantic(lambda: sg.solve(game(), bargaining=RULES[name]), rounds=3, warmup_rounds=1)
    assert found.uncovered is sp.false


@pytest.mark.parametrize("name", RULES)
def test_plain_sympy(benchmark, name):
    benchmark.group = name
    benchmark.pedantic(lambda: rival(name), rounds=3, warmup_rounds=1)
