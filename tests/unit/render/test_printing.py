"""Expressions, conditions and readable forms: how they look, and that rewriting changes no value."""

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symgame.errors import ArgumentError
from symgame.logic.region import Region
from symgame.logic.root import Root
from symgame.render.conditions import Printer, balanced, condition_latex
from symgame.render.forms import collected, readable, sample_point
from symgame.render.notation import Notation, natural

a, c_0, c_1, c_2, c_10, r, F = sp.symbols("a c_0 c_1 c_2 c_10 r F", positive=True)
delta, alpha_0, alpha_1, t = sp.symbols("delta alpha_0 alpha_1 t", real=True)
NOTATION = Notation("inline", (F, a, c_0, c_1, c_2, c_10, r), (delta, alpha_0, alpha_1, t))
MACROS = Notation("macros", (F, a, c_0, c_1, c_2, c_10, r), (delta, alpha_0, alpha_1, t))

EXPRESSIONS = {
    r"\delta \alpha_{1} - c_{0} \alpha_{0}^{2}": delta * alpha_1 - c_0 * alpha_0**2,
    r"(1 - \delta) \alpha_{1} - c_{1} (\alpha_{1} - \alpha_{0})^{2}": (1 - delta) * alpha_1 - c_1 * (alpha_1 - alpha_0) ** 2,
    r"\alpha_{0} + \frac{1 - \delta}{2 c_{1}}": alpha_0 + (1 - delta) / (2 * c_1),
    r"\frac{c_{0}}{2 c_{0} - c_{1}}": c_0 / (2 * c_0 - c_1),
    r"\frac{c_{1} - c_{0}}{2 c_{1} - c_{0}}": (c_1 - c_0) / (2 * c_1 - c_0),
    r"c_{2} + c_{10}": c_10 + c_2,
    r"\frac{a - 2 c_{1} + c_{2}}{3}": (a - 2 * c_1 + c_2) / 3,
    r"2 c_{0} - c_{1} + \sqrt{c_{0}^{2} - c_{0} c_{1} + c_{1}^{2}}": 2 * c_0 - c_1 + sp.sqrt(c_0**2 - c_0 * c_1 + c_1**2),
    r"c_{1}^{2} t^{3} + c_{1} (5 c_{0} - 3 c_{1}) t^{2} + c_{0} (3 c_{0} - 5 c_{1}) t - c_{0}^{2}": c_1**2 * t**3
    + c_1 * (5 * c_0 - 3 * c_1) * t**2
    + c_0 * (3 * c_0 - 5 * c_1) * t
    - c_0**2,
    r"\frac{2 c_{0}^{2} + c_{1}^{2}}{4 c_{0} (c_{0} + c_{1})^{2}}": (2 * c_0**2 + c_1**2) / (4 * c_0 * (c_0 + c_1) ** 2),
    r"-\frac{3 c_{0}}{4}": -3 * c_0 / 4,
    r"\frac{1}{\sqrt{c_{0}}}": 1 / sp.sqrt(c_0),
    r"\left(\frac{\delta}{2 c_{0}}\right)^{1/(r - 1)}": (delta / (2 * c_0)) ** (1 / (r - 1)),
    r"2 \min\{1, c_{0}, c_{1}\}": 2 * sp.Min(c_0, c_1, 1),
    r"e^{-c_{0} t}": sp.exp(-c_0 * t),
    r"\log(1 + t)": sp.log(1 + t),
    r"|a - c_{0}|": sp.Abs(a - c_0),
    r"[0, \infty)": sp.Interval(0, sp.oo),
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expression(text):
    assert Printer(NOTATION).doprint(EXPRESSIONS[text]) == text


CONDITIONS = {
    r"c_{1} < c_{0}": c_0 - c_1 > 0,
    r"c_{1} \ge 2 c_{0}": 2 * c_0 - c_1 <= 0,
    r"c_{0} \le c_{1} < 2 c_{0}": sp.And(c_1 >= c_0, c_1 < 2 * c_0),
    r"0 \le \delta \le 1": sp.And(delta >= 0, delta <= 1),
    r"F \le (a - c_{0})^{2}/4": F <= (a - c_0) ** 2 / 4,
    r"c_{1} = c_{0}": sp.Eq(c_0, c_1),
    r"F < a < 1, c_{1} < c_{0}": sp.And(c_1 < c_0, F < a, a < 1),
    r"c_{0} < 2 \textup{ or } c_{1} < c_{0}": sp.Or(c_1 < c_0, c_0 < 2),
    r"\alpha_{0} \le a - c_{0}": a - c_0 - alpha_0 >= 0,
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_condition(text):
    assert condition_latex(CONDITIONS[text], Printer(NOTATION, style="text")) == text


def test_macros_are_letters_and_differ():
    taken = [made for made, _ in MACROS.commands.values()]
    assert len(set(taken)) == len(taken)
    assert all(m[1:].isalpha() for m in taken)
    clash = Notation("macros", sp.symbols("c0 c_0 c__0"))
    assert len({made for made, _ in clash.commands.values()}) == 3
    assert Printer(MACROS).doprint(c_0 * alpha_1**2) == r"\gtczero \gtalphaone^{2}"


def test_natural_order():
    assert sorted(["c_10", "c_2", "b", "c_1"], key=natural) == ["b", "c_1", "c_2", "c_10"]


def test_unknown_notation():
    with pytest.raises(ArgumentError, match="macros or inline"):
        Notation("fancy")


def test_any_other_choice_has_a_prime():
    assert Printer(NOTATION).doprint(sp.Symbol("alpha_0_alternative")) == r"\alpha_{0}'"


FORMS = {
    "common denominators": ((2 * alpha_0 * c_1 - delta + 1) / (2 * c_1), alpha_0 + (1 - delta) / (2 * c_1)),
    "sum of quotients": (
        -(c_0 * delta - c_0 - c_1 * delta) / (2 * c_0 * c_1),
        delta / (2 * c_0) + (1 - delta) / (2 * c_1),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_short_form(name):
    long, short = FORMS[name]
    assert readable(long) == short


def test_factors_are_positive_in_the_region():
    sample = sample_point(Region(c_0 < c_1), (c_0, c_1))
    shown = readable((c_0 - c_1) / (c_0 - 2 * c_1), sample)
    assert Printer(NOTATION).doprint(shown) == r"\frac{c_{1} - c_{0}}{2 c_{1} - c_{0}}"


def test_no_sample_in_an_empty_region():
    assert sample_point(Region(sp.And(c_0 < c_1, c_1 < c_0)), (c_0, c_1)) == ()


def test_roots_and_radicals_are_left_whole():
    root = Root(t**3 + c_0 * t - 1, t, sp.Interval.open(0, 1))
    value = (2 * root * c_1 + 1) / (2 * c_1)
    assert readable(value) == root + 1 / (2 * c_1)


symbols = st.sampled_from([c_0, c_1, delta, alpha_0])
numbers = st.integers(-3, 3).map(sp.Integer)
polynomials = st.recursive(
    symbols | numbers,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        st.tuples(inner, st.integers(2, 3)).map(lambda p: p[0] ** p[1]),
    ),
    max_leaves=7,
)
POINT = {c_0: sp.Rational(7, 5), c_1: sp.Rational(11, 3), delta: sp.Rational(2, 7), alpha_0: sp.Rational(-13, 11)}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(polynomials, polynomials, st.sampled_from(["short", "product", "given"]))
def test_readable_forms_are_equal(above, below, wanted):
    assume(sp.expand(below) != 0)
    value = above / below
    shown = readable(value, tuple(POINT.items()), wanted, (delta, alpha_0))
    assert sp.cancel(shown - value) == 0


@settings(max_examples=60, deadline=None, derandomize=True)
@given(polynomials)
def test_collecting_changes_nothing(value):
    assert sp.expand(collected(value, (delta,)) - value) == 0


@settings(max_examples=60, deadline=None, derandomize=True)
@given(polynomials, polynomials, st.sampled_from([sp.Lt, sp.Le, sp.Gt, sp.Ge, sp.Eq, sp.Ne]))
def test_balanced_relations_are_equivalent(left, right, kind):
    relation = kind(left, right)
    assume(isinstance(relation, sp.core.relational.Relational))
    shown = balanced(relation, NOTATION)
    for shift in (0, 1, -2):
        point = {s: v + shift if s in (delta, alpha_0) else v + abs(shift) for s, v in POINT.items()}
        assert shown.subs(point) == relation.subs(point)
