"""The largest value of a sum of powers of a share: what is proved holds on a fine grid, and wrong shares are not proved."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import symgame as sg
from symgame.budget import Budget
from symgame.solve.verify_cases import Names
from symgame.solve.verify_lower import lower
from symgame.solve.verify_odds import Place, T
from symgame.solve.verify_power_sums import NotASum, PowerSum, Reader
from symgame.solve.verify_prover import Prover
from symgame.solve.verify_unimodal import largest, never_negative
from tests.oracle.claims import claim, played, with_branch, with_items

x = sp.Symbol("x", real=True)
a, b = sp.symbols("a b", positive=True)
ENDS = (sp.S.Zero, sp.S.One)
DOMAIN = (sp.Ge(x, 0), sp.Le(x, 1))


def best(value, share, given=()):
    """Whether `largest` proves that a payoff of x is largest at a share."""
    names = Names(["x", "a", "b"])
    (there,) = lower([value], (), names)
    (here,) = lower([sp.sympify(share)], (), names)
    symbol = names.fresh("y")
    numerator, denominator = sp.fraction(sp.together(here.values[0]))
    equation = symbol * denominator - numerator
    fixed = here if here.values[0].is_number else replace(
        here, values=(symbol,), roots=(*here.roots, (symbol, equation)), conditions=(*here.conditions, sp.Eq(equation, 0))
    )
    prover = Prover((*given, *fixed.conditions), Budget(seconds=20).start())
    return largest(Place(prover, fixed.values[0], ENDS, fixed), there, there.values[0], x, DOMAIN)


def power(base, exponent):
    return base ** sp.Rational(exponent)


TRUE = {
    "product": (power(x, "1/3") * power(1 - x, "2/5"), sp.Rational(5, 11)),
    "sum of roots": (a * power(x, "1/3") + b * power(1 - x, "1/3"), power(a, "3/2") / (power(a, "3/2") + power(b, "3/2"))),
    "rises": (power(x, "3/2"), 1),
    "falls": (power(1 - x, "7/3") + 2, 0),
    "a cubic whose peak is higher than its end": (x * (x - 1) ** 2 * 9, sp.Rational(1, 3)),
}
FALSE = {
    "product": (power(x, "1/3") * power(1 - x, "2/5"), sp.Rational(1, 2)),
    "sum of roots": (a * power(x, "1/3") + b * power(1 - x, "1/3"), a / (a + b)),
    "an end": (power(x, "1/3") * power(1 - x, "2/5"), 0),
    "a valley": (power(x, "4/3") + power(1 - x, "4/3"), sp.Rational(1, 2)),
    "an end that is lower than a peak before it": (x * (x - 1) ** 2 * 9 + x, 1),
    "a peak that is lower than the end": (x * (x - 1) ** 2 * 9 + 8 * x**3, sp.Rational(1, 3)),
    "a second critical point": (x * (x - 1) ** 2 * 9, 1),
    "a pole": (1 / x + x, 1),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_maxima_are_proved(name):
    assert best(*TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_other_shares_are_not_proved(name):
    assert not best(*FALSE[name])


def test_a_zero_of_the_squared_condition_alone_is_no_zero():
    """√t + 1 - t squares to t = (t - 1)², whose smaller zero is not one of the condition."""
    for sign, expected in ((1, True), (-1, False)):
        odds = (3 + sign * sp.sqrt(5)) / 2
        (here,) = lower([odds / (1 + odds)], (), Names(["x"]))
        prover = Prover(here.conditions, Budget(seconds=20).start())
        half = PowerSum({frozenset({(T, sp.Rational(1, 2))}): sp.S.One})
        condition = half + PowerSum.of(sp.S.One) - PowerSum.of(T)
        assert Place(prover, here.values[0], ENDS, here).is_zero(condition) is expected


def test_two_groups_of_powers_that_cancel():
    """(2 + a)√t = 2 + a at t = 1, while (2 - t)√t has the square 1 and the value 1 there, not -1."""
    (here,) = lower([sp.Rational(1, 2)], (), Names(["x", "a"]))
    place = Place(Prover(here.conditions, Budget(seconds=20).start()), here.values[0], ENDS, here)
    half, two = PowerSum({frozenset({(T, sp.Rational(1, 2))}): sp.S.One}), PowerSum.of(sp.Integer(2))
    factor = two + PowerSum.of(a)
    assert place.is_zero(half * factor - factor)
    assert place.is_zero(half * (two - PowerSum.of(T)) - PowerSum.of(sp.S.One))
    assert not place.is_zero(half * (two - PowerSum.of(T)) + PowerSum.of(sp.S.One))
    assert not place.is_zero(half * factor - two)


fractions = st.sampled_from([sp.Rational(n, d) for d in (1, 2, 3) for n in range(0, 7)])
coefficients = st.integers(-4, 4).filter(bool)
terms = st.lists(st.tuples(coefficients, fractions, fractions), min_size=1, max_size=3)


def check_random(listed, place):
    value = sp.Add(*(c * x**i * (1 - x) ** j for c, i, j in listed))
    share = sp.Rational(place, 12)
    if not value.free_symbols or not best(value, share):
        return False
    f = sp.lambdify(x, value)
    top = float(value.subs(x, share))
    assert all(float(f(n / 400)) <= top + 1e-9 for n in range(401))
    return True


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(terms, st.sampled_from([0, 12, 0, 12, 6, 4]))
def test_no_grid_point_beats_a_proved_share(listed, place):
    check_random(listed, place)


@pytest.mark.slow
@settings(max_examples=600, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(terms, st.integers(0, 12))
def test_no_grid_point_beats_a_proved_share_many(listed, place):
    check_random(listed, place)


def test_a_sum_with_a_negative_term_is_not_called_non_negative():
    def positive(value):
        (case,) = lower([value], (), Names(["x", "a", "b"]))
        prover = Prover((), Budget(seconds=20).start())
        return never_negative(Place(prover, sp.S.Zero, ENDS, case), case, case.values[0], x, DOMAIN)

    assert positive(a * power(x, "1/3") * (1 - x) + b * x)
    assert positive(1 - x * (1 - x))
    assert not positive(a * power(x, "1/3") - b)
    assert not positive(power(x, "1/2") * (1 - a * x))


def test_a_root_of_what_may_be_negative_is_not_read():
    (case,) = lower([sp.sqrt(x - sp.Rational(1, 2))], (), Names(["x"]))
    with pytest.raises(NotASum):
        Reader(case, x, ENDS, lambda s: False)
    with pytest.raises(NotASum):
        (PowerSum.of(a) - PowerSum.of(b)).inverse()


c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
alpha_0, alpha_1, delta = sp.symbols("alpha_0 alpha_1 delta", nonnegative=True)
G, D = sg.players("G D")


def fine_tuning(k):
    return sg.SequentialGame(
        [
            sg.Bargain(delta, between=(G, D), domain=sp.Interval(0, 1), disagreement=(0, 0)),
            sg.Move(G, alpha_0, domain=sp.Interval(0, sp.oo)),
            sg.Move(D, alpha_1, domain=sp.Interval(alpha_0, sp.oo)),
        ],
        {G: delta * alpha_1 - c_0 * alpha_0**k, D: (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** k},
    )


def replies(k):
    return {alpha_0: (delta / (k * c_0)) ** (1 / (k - 1)), alpha_1: alpha_0 + ((1 - delta) / (k * c_1)) ** (1 / (k - 1))}


def total_surplus(k):
    """The share with the largest sum of payoffs, written down by hand."""
    e = 1 / (2 * k - 3)
    game = fine_tuning(k)
    share = c_1**e / (c_0**e + c_1**e)
    return game, claim(game, played(game, True, {delta: share, **replies(k)}), rule=sg.Utilitarian())


def slowly(value):
    return pytest.param(value, marks=pytest.mark.slow)


EXPONENTS = [sp.Rational(*v) for v in ((5, 2), (7, 4), (7, 2), (4, 1), (5, 1), (6, 1))]


@pytest.mark.parametrize("k", [EXPONENTS[0], *map(slowly, EXPONENTS[1:])])
def test_total_surplus_with_power_costs_is_proved(k):
    game, found = total_surplus(k)
    assert sg.verify(game, found, budget=Budget(seconds=120)).proved


@pytest.mark.slow
@pytest.mark.parametrize("k", [sp.Rational(5, 2), sp.Rational(7, 4), sp.Integer(4)])
def test_shares_and_replies_that_are_not_best_are_never_proved(k):
    game, found = total_surplus(k)
    e = 1 / (2 * k - 3)
    for share in (c_0**e / (c_0**e + c_1**e), c_1 / (c_0 + c_1) if e != 1 else sp.Rational(1, 3), sp.Rational(1, 2), sp.S.Zero, sp.S.One):
        wrong = claim(game, played(game, True, {delta: share, **replies(k)}), rule=sg.Utilitarian())
        assert not sg.verify(game, wrong, budget=Budget(seconds=30)).proved, share
    for action in (alpha_0, alpha_1):
        later = replies(k)
        later[action] = alpha_0 + (later[action] - alpha_0) * 2 if action == alpha_1 else 2 * later[action]
        one = with_items(found.branches[0], strategies=later)
        assert not sg.verify(game, with_branch(found, 0, one), budget=Budget(seconds=30)).proved, action
