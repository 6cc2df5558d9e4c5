"""Values at a root without radicals are reduced exactly, and games whose solution is one are solved."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.solve.pieces import substitute
from symgame.solve.root_values import has_one_root

X, Y = sp.symbols("x y", real=True)
ROOT = sp.CRootOf(25 * X**3 - 50 * X**2 + 40 * X - 12, 0)
OTHER = sp.CRootOf(X**3 + X - 1, 0)


@pytest.mark.parametrize("e", [1 / (X - 1), (X**5 - 2) / (X**2 + 3 * X), X**7 - X, sp.Rational(3, 7) * X + 2])
def test_a_rational_function_becomes_a_polynomial_of_lower_degree(e):
    made = substitute(e, {X: ROOT})
    assert sp.Poly(made, ROOT).degree() <= 2
    assert abs(sp.N(made - e.subs(X, sp.N(ROOT, 60)), 40)) < sp.Float("1e-35")


def test_comparisons_are_decided():
    assert substitute(sp.Eq(25 * X**4, 50 * X**3 - 40 * X**2 + 12 * X), {X: ROOT}) is sp.true
    assert substitute(sp.Gt(25 * X**3 - 50 * X**2 + 40 * X - 12, 0), {X: ROOT}) is sp.false
    assert substitute(sp.Lt(X, sp.Rational(6894, 10_000)), {X: ROOT}) is sp.true
    assert substitute(sp.And(sp.Ge(X, 0), sp.Gt(X, Y)), {X: ROOT}) == sp.Gt(ROOT, Y)


def test_what_is_not_rational_in_one_root_stays():
    assert substitute(X + Y, {X: ROOT, Y: OTHER}) == ROOT + OTHER
    assert has_one_root({X: ROOT, Y: OTHER}) is None and has_one_root({X: sp.sqrt(2)}) is None
    assert substitute(sp.sqrt(X) + Y, {X: ROOT}) == sp.sqrt(ROOT) + Y


@pytest.mark.parametrize("rule", ["generalist", "nash"])
def test_a_fixed_cost_of_participation(rule):
    """Against payoffs computed here from the first-order conditions, on a grid of shares."""
    delta, alpha_0, alpha_1 = sp.symbols("delta alpha_0 alpha_1", nonnegative=True)
    G, D = sg.players("G D")
    game = sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.OutsideOption(D, {G: -(alpha_0**2), D: 0}),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - alpha_0**2, D: (1 - delta) * alpha_1 - (alpha_1 - alpha_0) ** 2 - sp.Rational(3, 20)},
    )
    found = sg.solve(game, bargaining={"generalist": sg.Dictatorial(G), "nash": sg.NashBargaining()}[rule], budget=sg.Budget(seconds=120))
    assert found.uncovered is sp.false
    (outcome,) = found.at({})

    def payoffs(share: float) -> tuple[float, float]:
        start = max(share / 2, (0.15 - (1 - share) ** 2 / 4) / (1 - share) if share < 1 else share / 2)
        mine = share * (start + (1 - share) / 2) - start**2
        return mine, (1 - share) * start + (1 - share) ** 2 / 4 - 0.15

    worth = (lambda pair: pair[0]) if rule == "generalist" else (lambda pair: pair[0] * max(pair[1], 0))
    shares = [i / 4000 for i in range(4000)]
    best = max((s for s in shares if min(payoffs(s)) >= -1e-9), key=lambda s: worth(payoffs(s)))
    assert abs(float(outcome[delta]) - best) < 1e-3
