"""What is shown under strict conditions extends to the boundary: only where every point of it is a limit of inner points."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symgame as sg
from symgame.budget import Budget
from symgame.logic.decide import decide
from symgame.solve import prove
from symgame.solve.pieces import Piece
from symgame.solve.problem import Candidate, StageProblem, Unknown
from symgame.solve.prove import Prover
from symgame.solve.strictly import apart, regular
from tests.oracle.classify import classify
from tests.oracle.random_games import draw

x, y, b = sp.symbols("x y b", real=True)
a = sp.Symbol("a", positive=True)
A = sg.Player("A")
UNIT = Unknown(x, A, sp.Integer(0), sp.Integer(1))
SOLVED = [("two_stages_kink", 5), ("one_kink", 8)]
MORE = [(kind, seed) for kind in ("one_player", "two_stages", "two_stages_kink", "participation") for seed in range(20, 30)]


@pytest.fixture
def strictly(monkeypatch):
    """Every closed claim about one action is asked with strict conditions first."""
    monkeypatch.setattr(prove, "HARD", 0)
    monkeypatch.setattr(prove, "TOO_HARD", 10**6)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([y >= 0, y <= 1, b >= y**2], True),
        ([y * b >= 0, y >= 0, b >= 0], False),  # at the origin no two gradients are independent
        ([y**2 * (b - 1) >= 0, b <= 2], False),  # y = 0 sticks out where b < 1
        ([y >= 0, -y >= 0], False),
        ([sp.Eq(y, 0)], False),
        ([a * y >= 0, a * y <= 1, a * b >= 1], True),
        ([y**2 + b**2 <= 0], False),
        ([y**2 + b**2 <= a], True),
    ],
)
def test_regular(conditions, expected):
    assert regular(conditions, decide) is expected


def test_integers_have_no_limits():
    n = sp.Symbol("n", integer=True)
    assert not regular([n >= 0, n <= y], decide)


TERMS = (a, y, b, a * y, a * b, y * b, a**2, y**2, b**2, a * y * b, a**2 * b, y**3)


@given(st.lists(st.lists(st.tuples(st.sampled_from(TERMS), st.integers(-3, 3)), min_size=1, max_size=5), min_size=2, max_size=4),
       st.tuples(st.integers(1, 5), st.integers(-4, 4), st.integers(-4, 4)))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_polynomials_with_a_common_zero_are_never_apart(drawn, values):
    at = dict(zip((a, y, b), values, strict=True))
    raw = [sp.Add(*(c * t for t, c in terms)) for terms in drawn]
    listed = [p for p in (sp.expand(r - r.subs(at)) for r in raw) if p != 0]
    symbols = sorted(set().union(*(p.free_symbols for p in listed)), key=str)
    assert not listed or not apart(listed, symbols)


def test_what_lacks_a_symbol_is_kept():
    """The resultant of two polynomials without the symbol is 1 and says nothing."""
    assert not apart([y**2 - 3 * y - 28, 2 * a + 3 * y**2 - 50, 2 * a**2 * y - 2 * b * y + sp.Rational(16, 3), 1 - a**3], [a, b, y])


def _prover(payoff, conditions=()):
    pieces = (Piece(tuple(conditions), {A: payoff}),) if conditions else (Piece((), {A: payoff}),)
    return Prover(StageProblem((UNIT,), pieces, (a, b), ()), Budget(seconds=60).start())


def test_a_region_that_sticks_out_is_not_claimed(strictly):
    prover = _prover((b - 1) * x)
    high = Candidate({x: sp.Integer(1)}, 0, ("high",))
    assert prover.attempt(high, b >= 1).proved
    assert prover.sharp
    thin = a * (b - 1) ** 3 * b**2 >= 0  # holds at b = 0 too, where 0 is best
    assert not prover.attempt(high, thin).proved
    assert not prover.attempt(high, sp.Eq(b, 0)).proved


def test_a_jump_at_a_thin_piece_is_seen(strictly):
    """At x = 1/2 alone there is a prize: a thin piece that does not agree with its neighbours."""
    half = sp.S.Half
    spike = Piece((sp.Le((x - half) ** 2, 0),), {A: sp.Integer(5)})
    rest = Piece((sp.Gt((x - half) ** 2, 0),), {A: -x})
    prover = Prover(StageProblem((UNIT,), (rest, spike), (a,), ()), Budget(seconds=60).start())
    assert not prover.attempt(Candidate({x: sp.Integer(0)}, 0, ("low",)), sp.true).proved


@pytest.mark.parametrize(("kind", "seed"), [*SOLVED, *(pytest.param(*m, marks=pytest.mark.slow) for m in MORE)])
def test_games_under_strict_conditions(strictly, kind, seed):
    result = classify(draw(kind, seed), lambda d: sg.solve(d.game, budget=sg.Budget(seconds=40)), count=8)
    assert result.status != "WRONG", result.reasons
    assert not sg.verify(result.drawn.game, result.equilibrium, budget=sg.Budget(seconds=10)).refuted


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1003, 1006])
def test_three_movers(seed):
    result = classify(draw("three_stages", seed), lambda d: sg.solve(d.game, budget=sg.Budget(seconds=90)), count=8)
    assert result.status == "right", result.reasons
