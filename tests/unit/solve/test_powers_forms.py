"""Normal forms of powers, equations reduced to polynomial ones, and sentences with powers decided."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from symgame.errors import GameError
from symgame.solve.collected import combined
from symgame.solve.exponents import exponent_vector, require_ranges
from symgame.solve.power_logic import decide
from symgame.solve.power_numbers import precise_value
from symgame.solve.power_ratios import has_powers
from symgame.solve.power_signs import sign_parts
from symgame.solve.power_systems import quotients
from symgame.solve.proved_signs import without_abs
from symgame.solve.univariate import roots

k, c, d, a, r = sp.symbols("k c d a r", positive=True)
x, y = sp.symbols("x y", real=True)
POINTS = [
    {k: sp.Rational(5, 2), c: sp.Integer(2), d: sp.Rational(1, 3), a: sp.Integer(3), r: sp.Rational(1, 4), x: sp.Rational(1, 5)},
    {k: sp.Rational(5, 4), c: sp.Rational(1, 7), d: sp.Integer(4), a: sp.Rational(2, 3), r: sp.Rational(4, 5), x: sp.Rational(7, 8)},
]


def close(left, right, point):
    return abs(sp.N((left - right).subs(point), 30)) < 1e-20


@pytest.mark.parametrize("exponent", [k / (k - 1), (2 - k) / (k - 1), 3 * k / (2 * k - 3), k / (k + r), sp.Rational(7, 3), k**2 / (k - 1)])
def test_an_exponent_is_the_sum_of_its_parts(exponent):
    total = sum(b * n for b, n in exponent_vector(sp.sympify(exponent)))
    assert sp.cancel(total - exponent) == 0


@pytest.mark.parametrize(
    "e",
    [
        ((x / (k * c)) ** (1 / (k - 1))) ** k,
        x * (x / c) ** (1 / (k - 1)) + ((1 - x) / (k * d)) ** (k / (k - 1)),
        sp.sqrt(c * x) * sp.sqrt(x) - sp.root(c**2 * x, 3) * (1 - x) ** sp.Rational(3, 2),
        (d / c) ** (1 / (2 * k - 3)) / (1 + (d / c) ** (1 / (2 * k - 3))),
        sp.exp(a * x - r) * sp.exp(2 * r) + sp.log(c**2 * d),
        sp.exp(k * sp.log(c) / (k + 1)) * c ** (1 / (k + 1)),
    ],
)
def test_collecting_powers_keeps_the_value(e):
    for point in POINTS:
        assert close(combined(e), e, point)


def test_collecting_powers_finds_what_is_equal():
    assert combined(((x / c) ** (1 / (k - 1))) ** k * (x / c) ** (-1 / (k - 1))) == x / c


@pytest.mark.parametrize(
    ("e", "low", "high"),
    [
        (c * k * x ** (k - 1) - d, 0, sp.oo),
        (x ** (1 / (k - 1) - 1) * (1 - x) / c ** (1 / (k - 1)) - (1 - x) ** (1 / (k - 1) - 1) * x / d ** (1 / (k - 1)), 0, 1),
        (c * sp.exp(-a * x) - d * sp.exp(a * x), -sp.oo, sp.oo),
        (sp.log(1 + x) - c, 0, sp.oo),
        (c * x ** (r - 1) - d * a * (k - a * x) ** (r - 1), 0, sp.oo),
        (sp.sqrt(x) * (2 - 3 * x) / sp.sqrt(c) + sp.sqrt(1 - x) * x / sp.sqrt(d), 0, 1),
        (1 / (2 * sp.sqrt(x)) - c, 0, sp.oo),
    ],
)
def test_roots_of_equations_with_powers(e, low, high):
    found = roots(e, x, sp.sympify(low), sp.sympify(high))
    assert found
    for point in POINTS:
        rest = {s: v for s, v in point.items() if s != x}
        values = [sp.N(v.subs(rest), 40) for v in found]
        residuals = [abs(sp.N(e.subs(rest).subs(x, v), 30)) for v in values if v.is_real and low < v < high]
        assert any(v < 1e-15 for v in residuals)


def test_the_power_of_generalist_and_domain_has_a_radical_of_degree_two():
    marginal = sp.sqrt(x / c) * 2 * (1 - x) + sp.sqrt((1 - x) / d) * (2 - 3 * x)
    found = roots(marginal, x, sp.Integer(0), sp.Integer(1))
    expected = 2 * (3 * c + d + sp.sqrt(d * (2 * c + d))) / (9 * c + 4 * d)
    assert any(all(close(v, expected, p) for p in POINTS) for v in found)


def test_conditions_share_the_power_of_their_total():
    total = (x + y) ** -r
    one, other = (sp.diff(q * (a * total - cost), q) for q, cost in ((x, c), (y, d)))
    ((found, (value,), _),) = quotients([one, other], [x, y])
    assert found == x
    for point in POINTS:
        at = {**point, y: sp.Rational(3, 2)}
        here = value.subs(at)
        left, right = (sp.diff(q * total, q) for q in (x, y))
        where = {**at, x: here}
        assert abs(sp.N((left * d - right * c).subs(where), 30)) < 1e-20


class TestDeciding:
    given = (k > 1, x >= 0, x <= 1)

    def test_powers_of_one_base(self):
        assert decide(x ** (k / (k - 1)) <= x, self.given).proved
        assert decide(sp.Eq(((x / c) ** (1 / (k - 1))) ** k, x / c * (x / c) ** (1 / (k - 1))), self.given).proved

    def test_monotone_in_the_base(self):
        assert decide((c / k) ** (1 / (k - 1)) <= (d / k) ** (1 / (k - 1)), (k > 1, c <= d)).proved
        assert decide(c ** (1 / (k - 2)) >= d ** (1 / (k - 2)), (k < 2, c <= d)).proved

    def test_a_refutation_is_evaluated_in_the_sentence_itself(self):
        found = decide(c**k >= d**k, (k > 1,))
        assert found.refuted
        at = dict(found.witness)
        assert sp.N((c**k - d**k).subs(at)) < 0

    def test_a_vanishing_base(self):
        assert decide(sp.Eq((1 - x) ** (1 / (k - 1)), 0), (k > 1, sp.Eq(x, 1))).proved
        assert decide((1 - x) ** (1 / (k - 1)) > 0, (k > 1, x < 1, x >= 0)).proved
        assert not decide((1 - x) ** (1 / (k - 1)) > 0, self.given).proved

    def test_an_undefined_exponent_proves_nothing(self):
        claim = c ** (1 / (2 * k - 3)) > 0
        assert decide(claim, (2 * k > 3,)).proved
        assert not decide(claim, (2 * k >= 3,)).proved

    def test_a_negative_base_proves_nothing(self):
        assert not decide(x**k >= 0, (k > 1,)).proved

    def test_logarithms_and_exponentials(self):
        assert decide(sp.log(c) > sp.log(d), (c > d,)).proved
        assert decide(sp.exp(-a * x) <= 1, (x >= 0,)).proved
        assert decide(sp.exp(x) >= 1 + x).proved
        assert decide(sp.exp(x) >= 2 + x).refuted


def test_signs_come_down_to_polynomials():
    found = list(sign_parts(c ** (1 / (k - 1)) - d ** (1 / (k - 1))))
    assert set(found) == {c - d, k - 1}
    assert list(sign_parts(sp.log(c) - 2 * sp.log(d))) == [c - d**2]


def test_absolute_values_of_signed_arguments():
    assert without_abs(sp.sqrt(x**2), (x >= 0,)) == x
    assert without_abs(sp.sqrt((x - 1) ** 2), (x <= 1,)) == 1 - x
    assert without_abs(sp.sqrt(x**2), ()) == sp.Abs(x)


def test_values_beyond_floats():
    ratio = c**k / (c**k + d**k)
    at = {c: Fraction(1, 1000), d: Fraction(1, 1000), k: Fraction(5000)}
    assert precise_value(ratio, at) == pytest.approx(0.5)


def test_what_counts_as_a_power():
    assert has_powers(sp.sqrt(x)) and has_powers(x**k, x) and not has_powers(x**2 + 1 / x) and not has_powers(c**k * x, x)


def test_an_exponent_without_a_range_is_asked_for():
    with pytest.raises(GameError, match="exponent k .* has no range"):
        require_ranges({"G": c - x**k}, [x], [])
    require_ranges({"G": c**k - x**2}, [x], [])
