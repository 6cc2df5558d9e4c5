"""Fine-tuning games by plain sympy: substitute replies, differentiate, ``solve`` for the share.

Knows that the share is interior; sees no corner, no region, no boundary, and proves nothing.
Run as ``python fine_tuning.py NAME``.
"""

from __future__ import annotations

import sys

import sympy as sp

c_0, c_1, c_2, r_1, r_2, m, k = sp.symbols("c_0 c_1 c_2 r_1 r_2 m k", positive=True)
a, b, e, d, d_1, d_2 = sp.symbols("alpha_0 alpha_1 e delta delta_1 delta_2", positive=True)


def payoffs(exponent=2, marginal=0):
    """Equilibrium payoffs of G and D from the first-order conditions."""
    step = sp.solve(sp.diff((1 - d) * e - marginal * e - c_1 * e**exponent, e), e)[0]
    start = sp.solve(sp.diff(d * a - c_0 * a**exponent, a), a)[0]
    return d * (start + step) - c_0 * start**exponent, (1 - d) * (start + step) - marginal * step - c_1 * step**exponent


def joint(exponent=2, marginal=0):
    return sp.solve(sp.diff(sum(payoffs(exponent, marginal)), d), d)


def own_shares():
    start = (d_1 * r_1 + d_2 * r_2) / (2 * c_0)
    first, second = (1 - d_1) * r_1 / (2 * c_1), (1 - d_2) * r_2 / (2 * c_2)
    total = r_1 * (start + first) + r_2 * (start + second) - c_0 * start**2 - c_1 * first**2 - c_2 * second**2
    return sp.solve([sp.diff(total, d_1), sp.diff(total, d_2)], [d_1, d_2])


def three_own_shares():
    shares, revenues, costs = sp.symbols("delta_1:4"), sp.symbols("r_1:4", positive=True), sp.symbols("c_1:4", positive=True)
    start = sum(x * r for x, r in zip(shares, revenues, strict=True)) / (2 * c_0)
    steps = [(1 - x) * r / (2 * c) for x, r, c in zip(shares, revenues, costs, strict=True)]
    total = sum(r * (start + s) - c * s**2 for r, s, c in zip(revenues, steps, costs, strict=True)) - c_0 * start**2
    return sp.solve([sp.diff(total, x) for x in shares], shares)


def dictated(exponent):
    first, second = payoffs(exponent)
    return sp.solve(sp.diff(first, d), d), sp.solve(sp.diff(second, d), d)


def both_quadratic_shares():
    return joint(), equal(2), nash(), kalai()


def unit_floor():
    """Two attributes at unit costs and share 1/2, a binding floor on D: G's best technology where D breaks even."""
    x, y, t, multiplier = sp.symbols("alpha_0 beta_0 theta lambda", real=True)
    up = sp.Rational(1, 4)
    mine = (x + up + t) / 2 - x**2 - y**2
    yours = (x + up + t) / 2 - up**2 - (t - y) ** 2
    gains = mine + multiplier * yours
    return sp.solve([sp.diff(gains, x), sp.diff(gains, y), yours], [x, y, multiplier])


def nash():
    first, second = payoffs()
    return sp.solve(sp.numer(sp.together(sp.diff(first * second, d))), d)


def equal(exponent):
    first, second = payoffs(exponent)
    return sp.solve(first - second, d)


def kalai():
    first, second = payoffs()
    best = [u.subs(d, sp.solve(sp.diff(u, d), d)[0]) for u in (first, second)]
    return sp.solve(sp.numer(sp.together(first / best[0] - second / best[1])), d)


RIVALS = {
    "b03_vertical_monopoly": lambda: joint(k),
    "b04_always_shares": lambda: (dictated(sp.Rational(5, 2)), dictated(3)),
    "b04_cubic": lambda: sp.solve(sp.diff(payoffs(3)[0], d), d),
    "b06_cubic": lambda: equal(3),
    "c06_vertical_monopoly": joint,
    "c07_egalitarian": lambda: equal(2),
    "c08_nash_bargaining": nash,
    "c09_kalai_smorodinsky": kalai,
    "c11_order": both_quadratic_shares,
    "c11_symmetry": both_quadratic_shares,
    "c13_cubic": lambda: joint(3),
    "c13_other_exponents": lambda: (joint(4), joint(sp.Rational(7, 4))),
    "d02_loss": lambda: (own_shares(), three_own_shares()),
    "d02_three_domains": three_own_shares,
    "d02_vertical_monopoly": own_shares,
    "e05_vertical_monopoly": lambda: joint(2, m),
    "fig3_break_points": unit_floor,
}

if __name__ == "__main__":
    print(RIVALS[sys.argv[1]]())
