"""Numbers that are roots without radicals have a name, a decimal and their equation in print."""

from __future__ import annotations

import pytest
import sympy as sp

import symgame as sg
from symgame.render.algebraic import decimal, isolating

m = sp.Symbol("m", positive=True)
x = sp.Symbol("x", real=True)
A, B = sg.players("A B")


def test_a_threshold_without_radicals_is_named():
    """Nash bargaining over a share with a marginal cost m of the developer: he stops to invest from a root of degree twelve on."""
    delta = sp.Symbol("delta", nonnegative=True)
    y = sp.Symbol("y", real=True)
    game = sg.SequentialGame(
        stages=[
            sg.Bargain(delta, between=(A, B), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(A, x, domain=sp.Interval(0, sp.oo)),
            sg.Move(B, y, domain=sp.Interval(x, sp.oo)),
        ],
        payoffs={A: delta * y - x**2, B: (1 - delta) * y - m * (y - x) - (y - x) ** 2},
    )
    found = sg.solve(game, bargaining=sg.NashBargaining())
    assert found.uncovered is sp.false and found.complete.proved
    text = sg.to_latex(found)
    assert "CRootOf" not in text
    assert "If $m \\le t_{1}$" in text and "$t_{1} \\approx 0.3475$ is the unique root in $(0, 1)$ of $12845056 t_{1}^{12}" in text


def test_a_value_without_radicals_carries_the_name_of_its_action():
    game = sg.SequentialGame(
        stages=[sg.Move(A, x, domain=sp.Interval(0, 1))],
        payoffs={A: m * (2 * x - x**2 - x**6)},
    )
    text = sg.to_latex(sg.solve(game))
    assert "CRootOf" not in text
    assert "the unique root $x^{*}$ in $(0, 1)$" in text and "3 x^{5} + x - 1 = 0" in text


@pytest.mark.parametrize(
    ("polynomial", "interval", "digits"),
    [(x**3 - x - 1, sp.Interval.open(1, 2), "1.325"), (x**5 - 100 * x + 1, sp.Interval.open(-4, -3), "-3.165")],
)
def test_the_interval_holds_one_root(polynomial, interval, digits):
    root = sp.CRootOf(polynomial, 0)
    assert isolating(root) == interval and decimal(root) == digits


def test_neighbours_are_told_apart():
    """(x - 1)(x - 1 - 1/1000)(x³ - x - 1) + 1/10⁹ has two roots near 1 that are no rational numbers."""
    shifted = (x - 1) * (1000 * x - 1001) * (x**3 + x + 3) * 1000 - 1
    roots = [r for r in sp.Poly(shifted, x).real_roots() if r > sp.Rational(1, 2)]
    first, second = (isolating(r) for r in roots)
    assert first.end <= second.start and first.start < roots[0] < first.end and second.start < roots[1] < second.end
