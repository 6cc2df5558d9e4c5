"""Free entry, mergers and collusion in symmetric games, against the published thresholds."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy as sp

import symgame as sg

a, b, c, d, t, F, delta = sp.symbols("a b c d t F delta", positive=True)
n, m = sp.symbols("n m", integer=True, positive=True)
q = sp.Symbol("q", nonnegative=True)
HALF_LINE = sp.Interval(0, sp.oo)


def cournot(fixed=0, number=n):
    return sg.SymmetricGame(number, q, HALF_LINE, lambda own, others: (a - b * (own + others) - c) * own - fixed, assume=[a > c])


def test_free_entry_of_the_circular_city():
    circle = sg.SymmetricGame(n, q, HALF_LINE, lambda p, s: (p - c) * (1 / n + (s / (n - 1) - p) / t) - F)
    entry = sg.free_entry(sg.solve(circle))
    assert sp.cancel(entry.value**2 - t / F) == 0 and entry.value.is_positive
    assert entry.largest({c: 1, t: 50, F: 2}) == 5
    with pytest.raises(sg.UncoveredError):
        entry.at({c: 1, t: 1, F: 2})


def test_free_entry_of_cournot_by_brute_force():
    entry = sg.free_entry(sg.solve(cournot(F)))
    for size, slope, cost, fixed in ((10, 1, 1, 2), (7, Fraction(1, 2), 3, Fraction(1, 9)), (5, 2, 1, 2), (9, 1, 1, 4)):
        values = {a: size, b: sp.Rational(slope), c: cost, F: sp.Rational(fixed)}
        profits = [Fraction(size - cost) ** 2 / (Fraction(slope) * (k + 1) ** 2) - Fraction(fixed) for k in range(1, 100)]
        assert entry.largest(values) == max(k for k, profit in enumerate(profits, 1) if profit >= 0)


def test_free_entry_needs_a_symbolic_number():
    with pytest.raises(sg.ArgumentTypeError):
        sg.free_entry(sg.solve(cournot(F, number=3)))


@pytest.fixture(scope="module")
def any_merger():
    return sg.merger(cournot(), m)


def test_merger_condition_of_salant_switzer_reynolds(any_merger):
    assert any_merger.uncovered is sp.false
    published = (n + 1) ** 2 - m * (n - m + 2) ** 2
    for total in range(2, 15):
        for members in range(2, total + 1):
            values = {a: 3, b: 2, c: 1, n: total, m: members}
            sign = published.subs(values)
            assert any_merger.greater.holds_at(values) == bool(sign > 0)
            assert any_merger.equal.holds_at(values) == bool(sign == 0)


def test_merger_needs_four_fifths_of_the_market(any_merger):
    least = (2 * n + 3 - sp.sqrt(4 * n + 5)) / 2
    inside = [n >= 2, m >= 2, m <= n]
    assert sg.decide(sp.Implies(any_merger.greater.condition, m > least), inside).proved
    assert sg.decide(sp.Implies(any_merger.greater.condition, 5 * m > 4 * n), inside).proved


@pytest.mark.parametrize("insiders", [1, 0, sp.Rational(5, 2)])
def test_merger_of_too_few(insiders):
    with pytest.raises(sg.ArgumentError):
        sg.merger(cournot(), insiders)


def test_merger_of_more_than_there_are():
    with pytest.raises(sg.ArgumentError):
        sg.merger(cournot(number=3), 4)


def test_collusion_in_cournot():
    threshold = sg.collusion(cournot(), delta)
    assert sp.cancel(threshold.value - (n + 1) ** 2 / ((n + 1) ** 2 + 4 * n)) == 0
    assert threshold.at({a: 2, b: 1, c: 1, n: 2}) == sp.Rational(9, 17)
    assert threshold.uncovered is sp.false
    assert all(case.verdict.proved for case in threshold.cases)


def test_collusion_by_brute_force_in_a_common_pool():
    pool = sg.SymmetricGame(3, q, HALF_LINE, lambda x, s: x * (a - x - s) - c * x**2)
    threshold = sg.collusion(pool, delta)
    size, cost = 12, 1

    def payoff(x, s):
        return x * (size - x - s) - cost * x**2

    grid = [k / 2000 for k in range(0, 12001)]
    common = max(grid, key=lambda x: payoff(x, 2 * x))
    alone = size / (4 + 2 * cost)
    best, shared, punished = max(payoff(x, 2 * common) for x in grid), payoff(common, 2 * common), payoff(alone, 2 * alone)
    assert math.isclose(float(threshold.at({a: size, c: cost})), (best - shared) / (best - punished), rel_tol=1e-4)


def test_collusion_needs_a_symbol_of_its_own():
    for discount in (a, sp.Rational(1, 2), q):
        with pytest.raises(sg.ArgumentTypeError):
            sg.collusion(cournot(), discount)
