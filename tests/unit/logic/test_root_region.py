"""Implicit roots, exact evaluation, regions, reduced conditions."""

from __future__ import annotations

import pickle

import pytest
import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError, UndecidedError
from symgame.logic.decide import decide
from symgame.logic.exact import enclosure, sign
from symgame.logic.reduce import reduce_condition
from symgame.logic.region import Region
from symgame.logic.root import Root

x, y = sp.symbols("x y", real=True)
a, b, c, d = sp.symbols("a b c d", positive=True)
OPEN = sp.Interval.open(0, 1)


def test_a_root_binds_its_unknown():
    r = Root(x**3 + c * x - 1, x, OPEN)
    assert r.free_symbols == {c}
    assert r.subs(x, 5) == r
    assert r == Root(y**3 + c * y - 1, y, OPEN)
    assert pickle.loads(pickle.dumps(r)) == r
    assert r.is_real and r.is_positive is None


def test_a_root_at_numbers():
    r = Root(x**3 + c * x - 1, x, OPEN)
    value = r.subs(c, 2)
    assert isinstance(value, sp.CRootOf) and sp.N(value**3 + 2 * value - 1, 30) < 1e-25
    assert Root(4 * x**2 - 1, x, OPEN) == sp.Rational(1, 2)
    assert Root(x**2 - 2, x, sp.Interval(0, sp.oo)) == sp.sqrt(2)
    assert Root(x**2 - c, x, sp.Interval(-sp.oo, sp.oo)).subs(c, 4) is sp.nan
    assert Root(x**2 + c, x, sp.Interval(-sp.oo, sp.oo)).subs(c, 4) is sp.nan
    assert Root(x - c, x, sp.Interval(0, d)).subs({c: 2, d: 2}) == 2
    assert Root(x - c, x, sp.Interval.open(0, d)).subs({c: 2, d: 2}) is sp.nan


def test_the_degree_may_drop():
    r = Root(c * x**2 + x - 1, x, sp.Interval(0, sp.oo))
    assert r.subs(c, 0) == 1


def test_derivative_by_the_implicit_function_theorem():
    r = Root(x**3 + c * x - 1, x, OPEN)
    at = {c: sp.Rational(3, 2)}
    step = sp.Rational(1, 10**8)
    numeric = (r.subs(c, at[c] + step).evalf(30) - r.subs(c, at[c] - step).evalf(30)) / (2 * step)
    assert abs(r.diff(c).subs(at).evalf(20) - numeric) < 1e-10


def test_printing_has_no_clash():
    r = Root(x**3 + y * x - 1, x, OPEN)
    text = str(Root(y**3 + x * y - 1, y, OPEN))
    assert "z" in text and r.free_symbols == {y}
    assert r"\operatorname{root}" in sp.latex(r)


@pytest.mark.parametrize("args", [(x + 1, 1, OPEN), (x + 1, x, 3), (x + 1, x)])
def test_misuse_of_root(args):
    with pytest.raises(ArgumentTypeError):
        Root(*args)


def test_root_of_no_polynomial():
    with pytest.raises(ArgumentError):
        Root(sp.sin(x), x, OPEN)
    with pytest.raises(ArgumentError):
        Root(c, x, OPEN)


def test_sentences_with_roots():
    r = Root(x**3 + c * x - 1, x, OPEN)
    assert decide(r < 1).proved
    assert decide(sp.Eq(r**3 + c * r, 1)).proved
    assert decide(r < sp.Rational(1, 2), (c > 4,)).proved
    assert decide(r < sp.Rational(1, 2)).refuted
    assert decide(r.diff(c) < 0).proved


def test_a_root_that_does_not_exist_proves_nothing():
    missing = Root(x**2 + c, x, sp.Interval(0, sp.oo))
    assert not decide(missing > -1).proved
    twice = Root((x - a) * (x - b), x, sp.Interval(0, sp.oo))
    assert not decide(twice > 0, (a < b,)).proved
    assert decide(sp.Eq(Root((x - a) * (x - b), x, sp.Interval(a, sp.oo, True)), b), (a < b,)).proved


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (sp.sqrt(2) * sp.sqrt(3) - sp.sqrt(6), 0),
        (sp.sqrt(5 + 2 * sp.sqrt(6)) - sp.sqrt(2) - sp.sqrt(3), 0),
        (sp.root(2, 3) + sp.sqrt(3) - 3, -1),
        (sp.CRootOf(x**5 - x - 1, 0) ** 5 - sp.CRootOf(x**5 - x - 1, 0) - 1, 0),
        (sp.CRootOf(x**5 - x - 1, 0) - sp.Rational(11673039782614187, 10**16), -1),
        (sp.sqrt(10**20 + 1) - 10**10, 1),
        (sp.pi - sp.Rational(355, 113), -1),
        (sp.log(2) - sp.exp(-1), 1),
    ],
)
def test_signs_of_numbers_are_exact(number, expected):
    assert sign(number) == expected


def test_enclosures_enclose():
    for number in (sp.pi, sp.sqrt(2), sp.E, sp.CRootOf(x**5 - x - 1, 0), -sp.sqrt(3) * 10**12):
        low, high = enclosure(number, 60)
        assert low < number < high and high - low < abs(number) * sp.Rational(1, 2**50)


def test_regions_combine():
    low, high = Region(a > 1), Region(a < 2, (a < 10,))
    assert (low & high).holds_at({a: sp.Rational(3, 2)}) and not (low & high).holds_at({a: 2})
    assert (low | high).holds_at({a: 5}) and (~low).holds_at({a: 1})
    assert low.implies(Region(a > 0)).proved and low.implies(a > 2).refuted
    assert Region(a < 0).is_empty and not low.is_empty
    assert low.holds_at(low.sample())
    assert Region((a < b) & (a > 2 * c)).boundary in ((a - b, a - 2 * c), (a - 2 * c, a - b), (a - b, -2 * c + a))
    with pytest.raises(UndecidedError):
        Region(a < 0).sample()


@pytest.mark.parametrize("value", [0.5, "1", sp.Float(2), True])
def test_holds_at_wants_exact_numbers(value):
    with pytest.raises(ArgumentTypeError):
        Region(a > 1).holds_at({a: value})


def test_holds_at_wants_every_symbol():
    with pytest.raises(ArgumentTypeError):
        Region(a > b).holds_at({a: 1})


def test_holds_at_on_the_boundary():
    region = Region(a**2 * sp.sqrt(b) <= 2)
    assert region.holds_at({a: sp.root(2, 4), b: 2})
    assert not Region(a**2 * sp.sqrt(b) < 2).holds_at({a: sp.root(2, 4), b: 2})


share, debt = sp.Symbol("share", nonnegative=True), sp.Symbol("debt", nonpositive=True)

REDUCED = [
    ((c * (a**2 - b**2) > 0) & (a * c > 0), (), b < a),
    ((a < b) | sp.Eq(a, b), (), a <= b),
    (((a < b) & (c < d)) | ((a < b) & (c >= d)), (), a < b),
    ((a / (a - b) > 0) & (b > 0), (), b < a),
    (sp.Ne(a, b), (a >= b,), b < a),
    ((x > 0) & (x < 1) | (x < 0) & (x > -1) | sp.Eq(x, 0), (), (-1 < x) & (x < 1)),
    ((a - b) * (a - 2 * b) > 0, (a < b,), sp.true),
    (a * d - b * d <= (1 - d) * b, (d < 1,), a * d <= b),
    (a > a + b, (), sp.false),
    (2 * x > 3, (), x > sp.Rational(3, 2)),
    (sp.Min(a, b) > c, (), (c < a) & (c < b)),
    (a**3 * b > a * b**3 * 4, (), 2 * b < a),
    (share > 0, (), share > 0),
    ((share > 0) & (share < 1), (share <= 1,), (share > 0) & (share < 1)),
    (c * debt < 0, (), debt < 0),
    (share * b > 0, (), share > 0),
]


@pytest.mark.parametrize(("condition", "given", "expected"), REDUCED, ids=str)
def test_reduced_conditions(condition, given, expected):
    found = reduce_condition(condition, given)
    relations = len(found.atoms(sp.core.relational.Relational))
    assert relations <= len(expected.atoms(sp.core.relational.Relational))
    assert decide(sp.Equivalent(found, expected), given).proved
    assert sp.count_ops(found) <= sp.count_ops(expected) + 2
    assert found.has(sp.Ne) == expected.has(sp.Ne)
