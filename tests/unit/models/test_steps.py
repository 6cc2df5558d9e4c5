"""Step functions: values at, before and after every threshold, pieces, Piecewise, LaTeX."""

from __future__ import annotations

import pickle

import pytest
import sympy as sp

import symgame as sg
from symgame.models.steps import StepFunction, step_function

R = sp.Rational
a = sp.Symbol("alpha")
# 0 below 1/4, 1/3 at it, 1 up to and without 1/2, 2/3 from there on.
BROKEN = step_function(a, sp.S.Zero, [(R(1, 4), R(1, 3), sp.S.One), (R(1, 2), R(2, 3), R(2, 3))])
LEFT = step_function(a, sp.S.Zero, [(R(1, 4), sp.S.Zero, R(1, 2)), (R(3, 4), R(1, 2), sp.S.One)])


def test_values():
    assert [BROKEN.at(x) for x in (0, R(1, 5), R(1, 4), R(3, 10), R(1, 2), 1)] == [0, 0, R(1, 3), 1, R(2, 3), R(2, 3)]
    assert not BROKEN.left_continuous and LEFT.left_continuous
    assert LEFT.at({a: R(1, 4)}) == LEFT(R(1, 4)) == LEFT.subs(a, R(1, 4)) == LEFT.subs({a: R(1, 4)}) == 0


@pytest.mark.parametrize("step", [BROKEN, LEFT])
def test_piecewise_and_pieces_agree_with_at(step):
    for k in range(41):
        x = R(k, 40)
        assert step.as_piecewise().subs(a, x) == step.at(x) == sp.sympify(step).subs(a, x)
        assert [v for v, where in step.pieces if where.contains(x) == sp.true] == [step.at(x)]
    assert sp.Union(*(where for _, where in step.pieces)) == sp.Interval(0, 1)


def test_ends():
    at_zero = step_function(a, sp.S.Zero, [(sp.S.Zero, R(1, 5), sp.S.One)])
    assert at_zero.at(0) == R(1, 5) and at_zero.at(R(1, 100)) == 1 and at_zero.thresholds == (0,)
    at_one = step_function(a, sp.S.Zero, [(sp.S.One, R(1, 5), R(1, 5))])
    assert at_one.at(R(99, 100)) == 0 and at_one.at(1) == R(1, 5)
    flat = step_function(a, sp.S.One, [(R(1, 3), sp.S.One, sp.S.One)])
    assert flat.thresholds == () and flat.pieces == ((1, sp.Interval(0, 1)),)


def test_missing_variable():
    with pytest.raises(sg.ArgumentError, match="no value for alpha"):
        LEFT.at({sp.Symbol("b"): 1})


def test_latex():
    assert sg.to_latex(LEFT) == (
        "\\begin{cases}\n0 & \\textup{if } \\alpha \\le \\frac{1}{4} \\\\\n"
        "\\frac{1}{2} & \\textup{if } \\frac{1}{4} < \\alpha \\le \\frac{3}{4} \\\\\n"
        "1 & \\textup{if } \\frac{3}{4} < \\alpha\n\\end{cases}"
    )
    assert "\\alpha = \\frac{1}{4}" in sg.to_latex(BROKEN) and "\\alpha < \\frac{1}{4}" in sg.to_latex(BROKEN)


def test_equal_by_content():
    assert pickle.loads(pickle.dumps(LEFT)) == LEFT and hash(LEFT) == hash(pickle.loads(pickle.dumps(LEFT)))
    assert LEFT != StepFunction(a, (), (sp.S.Zero,), ())


def test_models_are_equal_by_content_and_pickle():
    base = {("a", 0): R(1, 2), ("a", 1): R(1, 4), ("b", 0): R(1, 4)}
    turned = dict(reversed(base.items()))
    one, two = (sg.CollectiveAction(b, sg.FeatureLabel({"b": "a", "a": "a"}, 1)) for b in (base, turned))
    one.success(a)
    assert one == two and hash(one) == hash(two) and pickle.loads(pickle.dumps(one)) == one
