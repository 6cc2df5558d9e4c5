"""Region diagrams: what they refuse, what they label, and that an area is where its condition holds."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symgame as sg
from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.render.context import Context
from symgame.render.notation import notation_of
from symgame.render.regions import areas, margin, plot_regions
from tests.unit.render.hand_made import WHOLE, a, b, q

pytest.importorskip("matplotlib", reason="matplotlib is part of the extra 'plot'")
x, y = sp.symbols("x y", real=True)


def test_a_figure_with_labels_and_symbols_on_the_axes(tmp_path):
    figure = plot_regions(WHOLE, a, b)
    axes = figure.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("$a$", "$b$")
    assert {t.get_text() for t in axes.texts} == {"$q^{*} = (a - b)/2$", "$q^{*} = 0$"}
    figure.savefig(tmp_path / "regions.png")
    assert (tmp_path / "regions.png").stat().st_size > 1_000


def test_own_labels():
    texts = {t.get_text() for t in plot_regions(WHOLE, a, b, labels=["in", "out"]).axes[0].texts}
    assert texts == {"in", "out"}


def test_uncovered_and_empty_parts_are_areas_of_their_own():
    from dataclasses import replace

    from symgame.logic.region import Region

    partial = replace(WHOLE, branches=WHOLE.branches[:1], nonexistence=((Region(b > 2 * a), "none"),), uncovered=b >= a)
    listed = areas(partial, Context(notation_of(partial)))
    assert [v.label for v in listed][1:] == ["no equilibrium", "not covered"]


BAD = {
    "unknown parameter": (lambda: plot_regions(WHOLE, a, q), ArgumentError, "its parameters are a, b"),
    "the same axis twice": (lambda: plot_regions(WHOLE, a, a), ArgumentError, "both a"),
    "limits": (lambda: plot_regions(WHOLE, a, b, limits=((1, 0), (0, 1))), ArgumentError, "no intervals"),
    "labels": (lambda: plot_regions(WHOLE, a, b, labels=["one"]), ArgumentError, "2 branches but 1 labels"),
    "no equilibrium": (lambda: plot_regions("text", a, b), ArgumentTypeError, "takes an Equilibrium"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input(case):
    call, kind, message = BAD[case]
    with pytest.raises(kind, match=message):
        call()


def test_a_parameter_without_a_value():
    c = sp.Symbol("c", positive=True)
    M = sg.players("M")
    game = sg.SequentialGame([sg.Move(M, q, domain=sp.Interval(0, sp.oo))], {M: (a - b - c - q) * q})
    with pytest.raises(ArgumentError, match="no value for c"):
        plot_regions(sg.solve(game), a, b)


relations = st.tuples(
    st.sampled_from([x, y, x + y, x * y - 1, x**2 - y]), st.sampled_from([sp.Lt, sp.Le, sp.Gt, sp.Ge]), st.integers(-1, 1)
).map(lambda p: p[1](p[0], p[2]))
conditions = st.recursive(
    relations,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: sp.And(*p)), st.tuples(inner, inner).map(lambda p: sp.Or(*p)), inner.map(sp.Not)
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(conditions, st.fractions(-2, 2, max_denominator=7), st.fractions(-2, 2, max_denominator=7))
def test_the_margin_has_the_sign_of_the_condition(condition, u, v):
    point = {x: sp.Rational(u), y: sp.Rational(v)}
    depth = sp.sympify(margin(condition)).subs(point)
    if depth != 0:
        assert (depth > 0) == condition.subs(point)
