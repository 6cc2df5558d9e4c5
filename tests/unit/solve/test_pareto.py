"""Pareto sets against brute force over a fine grid, and the known one of the fine-tuning game."""

from __future__ import annotations

from functools import cache

import pytest
import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.pareto_candidates import Segment
from symgame.solve.pareto_game import problem_of_utilities
from symgame.solve.pareto_prove import ParetoProver

GAME = fine_tuning_game()
DELTA, ALPHA_0, ALPHA_1 = GAME.actions
C_0, C_1 = GAME.parameters
G, D = GAME.players
UNIT = sp.Interval(0, 1)
X = sp.Symbol("x", real=True)
A, B = sp.symbols("a b", positive=True)
P1, P2, P3 = sg.players("P1 P2 P3")


@cache
def fine_tuning() -> sg.ParetoSet:
    return sg.pareto_set(GAME)


def undominated(utilities, x) -> bool:
    """By brute force over a grid of shares."""
    functions = [sp.lambdify(X, u) for u in utilities]
    here = [f(float(x)) for f in functions]
    for k in range(4001):
        gains = [f(k / 4000) - h for f, h in zip(functions, here, strict=True)]
        if min(gains) >= -1e-12 and max(gains) > 1e-9:
            return False
    return True


def test_fine_tuning_interval():
    found = fine_tuning()
    assert found.uncovered is sp.false
    for c_0, c_1 in ((1, 2), (2, 1), (1, 1), (5, 1), (1, 7)):
        a, b = sp.Integer(c_0), sp.Integer(c_1)
        low = (b - a) / (2 * b - a) if a < b else 0
        high = a / (2 * a - b) if b < a else 1
        assert found.at({C_0: a, C_1: b}) == sp.Interval(low, high)


def test_fine_tuning_regions_are_short():
    conditions = {c.region.condition for c in fine_tuning().cases}
    assert conditions in ({sp.Le(C_0, C_1), sp.Lt(C_1, C_0)}, {sp.Lt(C_0, C_1), sp.Le(C_1, C_0)})


def test_half_is_never_dominated():
    for case in fine_tuning().cases:
        inside = case.set.contains(sp.Rational(1, 2))
        assert sg.decide(inside, (case.region.condition,)).proved


def test_ends_are_the_dictators_shares():
    best = {p: sg.solve(GAME, bargaining=sg.Dictatorial(p)) for p in (G, D)}
    for point in ({C_0: 3, C_1: 2}, {C_0: 2, C_1: 3}, {C_0: 4, C_1: 4}):
        ends = sp.Interval(*(best[p].at(point)[0][DELTA] for p in (D, G)))
        assert fine_tuning().at(point) == ends


def test_renamed_and_swapped():
    """The share of the other side, other names, the players in the other order."""
    s, x, y = sp.symbols("s x y", nonnegative=True)
    k, m = sp.symbols("k m", positive=True)
    A1, B1 = sg.players("A1 B1")
    game = sg.SequentialGame(
        [
            sg.Bargain(s, between=(B1, A1), domain=UNIT, disagreement=(0, 0)),
            sg.Move(A1, x, domain=sp.Interval(0, sp.oo)),
            sg.Move(B1, y, domain=sp.Interval(x, sp.oo)),
        ],
        {B1: s * y - m * (y - x) ** 2, A1: (1 - s) * y - k * x**2},
    )
    found = sg.pareto_set(game)
    assert found.uncovered is sp.false
    for c_0, c_1 in ((2, 1), (1, 2), (1, 1)):
        mirrored = fine_tuning().at({C_0: c_0, C_1: c_1})
        assert found.at({k: c_0, m: c_1}) == sp.Interval(1 - mirrored.end, 1 - mirrored.start)


def squeezed(share: float, fixed: float) -> float:
    """G's payoff where G starts as high as it takes for D to take part."""
    least = (fixed - (1 - share) ** 2 / 4) / (1 - share)
    return share * (least + (1 - share) / 2) - least**2


def fixed_cost(cost: sp.Expr) -> sg.SequentialGame:
    """Fine-tuning where D pays a fixed cost or stays out."""
    return sg.SequentialGame(
        [
            sg.Bargain(DELTA, between=(G, D), domain=UNIT, disagreement=(0, 0)),
            sg.Move(G, ALPHA_0, domain=sp.Interval(0, sp.oo)),
            sg.OutsideOption(D, {G: -(ALPHA_0**2), D: 0}),
            sg.Move(D, ALPHA_1, domain=sp.Interval(ALPHA_0, sp.oo)),
        ],
        {G: DELTA * ALPHA_1 - ALPHA_0**2, D: (1 - DELTA) * ALPHA_1 - (ALPHA_1 - ALPHA_0) ** 2 - cost},
    )


@pytest.mark.parametrize(
    "cost",
    [sp.Rational(3, 20), sp.Rational(1, 100)]
    + [pytest.param(sp.Rational(*f), marks=pytest.mark.slow) for f in ((1, 1000), (1, 50), (1, 20), (1, 10), (9, 50))],
)
def test_fixed_cost_disconnects_the_set(cost):
    """Beyond the share at which D just participates, only the best squeezed contract is left, an isolated point."""
    found = sg.pareto_set(fixed_cost(cost), budget=sg.Budget(seconds=120))
    assert found.uncovered is sp.false
    whole = found.at({})
    connected, point = sorted(whole.args, key=lambda s: isinstance(s, sp.FiniteSet))
    just = sp.sqrt(1 - 4 * cost)
    assert connected == sp.Interval.Ropen(0, just)
    shares = [float(just) + (1 - float(just)) * i / 20_000 for i in range(20_000)]
    best = max(shares, key=lambda share: squeezed(share, float(cost)))
    assert abs(float(point.args[0]) - best) < 1e-3 * (1 - float(just))


def ends(found: sp.Set) -> list[float]:
    """The ends of the parts of a set, in order."""
    parts = found.args if isinstance(found, sp.Union) else [found]
    return sorted(float(e.n(30)) for p in parts for e in (p.args[:2] if isinstance(p, sp.Interval) else p.args))


def test_fixed_cost_for_all_costs():
    """An interval and an isolated point, then the point alone, then every share: nobody ever works together."""
    cost = sp.Symbol("F", positive=True)
    found = sg.pareto_set(fixed_cost(cost))
    assert found.uncovered is sp.false
    last = sp.rootof(80 * X**3 + 32 * X**2 - 32 * X - 1, 2)  # there the best squeezed contract gives G nothing
    for at in (sp.Rational(1, 100), sp.Rational(3, 20), sp.Rational(1, 4), sp.Rational(2, 5), sp.Rational(1, 2)):
        stated, exact = found.at({cost: at}), sg.pareto_set(fixed_cost(at)).at({})
        assert ends(stated) == pytest.approx(ends(exact), abs=1e-12)
        assert isinstance(stated, sp.Union) == (at < sp.Rational(1, 4)), at
        assert isinstance(stated, sp.FiniteSet) == (sp.Rational(1, 4) <= at < last), at
        assert isinstance(stated, sp.Interval) == (at >= last), at
    just = sp.sqrt(1 - 4 * cost)
    assert any(c.set.has(just) for c in found.cases)


@pytest.mark.parametrize(
    ("utilities", "domain", "expected"),
    [
        ((X**2, -X), UNIT, UNIT),
        ((X, X), sp.Interval.Ropen(0, 1), sp.S.EmptySet),
        ((X, X), sp.Interval.open(0, 1), sp.S.EmptySet),
        ((X - X**2, sp.Integer(0)), UNIT, sp.FiniteSet(sp.Rational(1, 2))),
        ((sp.Integer(1), sp.Integer(0)), UNIT, UNIT),
        ((X * (3 - X**2), -X), sp.Interval(-2, 2), sp.FiniteSet(-2)),
        ((X * (6 - X**2), -X), UNIT, UNIT),
        ((X * (1 - X**2), -X), UNIT, sp.Interval(0, sp.sqrt(3) / 3)),
        ((X * (1 - X), -1 / (1 + X)), UNIT, sp.Interval(sp.Rational(1, 2), 1)),
        ((-((X - 1) ** 2) * (X - 2) ** 2, sp.Integer(0)), sp.Interval(0, 3), sp.FiniteSet(1, 2)),
        ((sp.Piecewise((X, sp.sqrt(2) > X), (X - 1, True)), -X), sp.Interval(0, 2), sp.Interval.Ropen(0, sp.sqrt(2))),
        ((sp.Piecewise((X, sp.sqrt(2) >= X), (X - 1, True)), -X), sp.Interval(0, sp.sqrt(3)), sp.Interval(0, sp.sqrt(2))),
    ],
)
def test_without_parameters(utilities, domain, expected):
    """Closed and open ends, isolated and irrational shares, and domains where every share is dominated."""
    found = sg.pareto_set(dict(zip((P1, P2), utilities, strict=True)), over=X, domain=domain)
    assert found.uncovered is sp.false
    whole = found.at({})
    assert whole.symmetric_difference(expected) is sp.S.EmptySet
    assert all(o.verdict.proved for c in found.cases for o in c.evidence)


@pytest.mark.parametrize("a", [sp.Rational(1, 4), sp.Rational(1, 2), sp.Rational(4, 5)])
def test_jump(a):
    utilities = (X, sp.Piecewise((1 - X, X <= sp.Rational(1, 2)), (1 - X + A, True)))
    found = sg.pareto_set(dict(zip((P1, P2), utilities, strict=True)), over=X, domain=UNIT)
    assert found.uncovered is sp.false
    for k in range(21):
        x = sp.Rational(k, 20)
        expected = undominated([u.subs(A, a) for u in utilities], x)
        assert found.at({A: a}).contains(x) == sp.sympify(expected)


def test_two_peaks_leave_a_gap():
    utilities = (-2 * X**2 + X * (A + 2) + sp.Max(0, X - sp.Rational(2, 3)) / 3, 4 * X**2)
    found = sg.pareto_set(dict(zip((P1, P2), utilities, strict=True)), over=X, domain=UNIT)
    assert found.uncovered is sp.false
    whole = found.at({A: sp.Rational(9, 20)})
    assert isinstance(whole, sp.Union) and len(whole.args) == 2
    for k in range(33):
        x = sp.Rational(k, 32)
        expected = undominated([u.subs(A, sp.Rational(9, 20)) for u in utilities], x)
        assert whole.contains(x) == sp.sympify(expected)


def test_three_parties():
    utilities = {P1: -((X - A) ** 2), P2: -((X - B) ** 2), P3: -((X - sp.Rational(1, 2)) ** 2)}
    found = sg.pareto_set(utilities, over=X, domain=UNIT, given=[A < 1, B < 1])
    assert found.uncovered is sp.false
    third = sp.Rational(1, 3)
    assert found.at({A: third, B: third}) == sp.Interval(third, sp.Rational(1, 2))
    assert found.at({A: third, B: 2 * third}) == sp.Interval(third, 2 * third)
    assert found.at({A: sp.Rational(1, 2), B: sp.Rational(1, 2)}) == sp.FiniteSet(sp.Rational(1, 2))


def test_open_ends_do_not_belong():
    found = sg.pareto_set({P1: X * (A - X), P2: -X}, over=X, domain=sp.Interval.open(0, 1))
    assert found.uncovered is sp.false
    assert found.at({A: 1}) == sp.Interval.Lopen(0, sp.Rational(1, 2))
    assert found.at({A: 3}) == sp.Interval.open(0, 1)


def test_bargain_after_investment():
    """What was invested before is a parameter of the set: all shares split a fixed pie, none is dominated."""
    i, s = sp.symbols("i s", nonnegative=True)
    game = sg.SequentialGame(
        [sg.Move(G, i, domain=sp.Interval(0, sp.oo)), sg.Bargain(s, between=(G, D), domain=UNIT, disagreement=(-(i**2), 0))],
        {G: s * i - i**2, D: (1 - s) * i},
    )
    found = sg.pareto_set(game)
    assert found.uncovered is sp.false
    assert found.at({i: 2}) == UNIT and found.at({i: 0}) == UNIT


def test_unspecified_utilities():
    U, V = sp.symbols("U V", cls=sp.Function)
    p, q = sp.symbols("p q", real=True)
    utilities, inside = {P1: U(X), P2: V(X)}, [p >= 0, p <= 1, q >= 0, q <= 1]
    found = sg.pareto_set(utilities, over=X, domain=UNIT, given=inside, peaks={P1: p, P2: q})
    assert found.uncovered is sp.false
    assert found.at({p: sp.Rational(1, 3), q: sp.Rational(1, 5)}) == sp.Interval(sp.Rational(1, 5), sp.Rational(1, 3))
    opposed = [sg.Increasing(U, strict=True), sg.Decreasing(V, strict=True)]
    assert sg.pareto_set(utilities, over=X, domain=UNIT, given=opposed).at({}) == UNIT
    alike = [sg.Increasing(U, strict=True), sg.Increasing(V, strict=True)]
    assert sg.pareto_set(utilities, over=X, domain=UNIT, given=alike).at({}) == sp.FiniteSet(1)
    with pytest.raises(sg.ArgumentError, match="peak of U"):
        sg.pareto_set(utilities, over=X, domain=UNIT, given=opposed[1:])
    with pytest.raises(sg.ArgumentError, match="lies in"):
        sg.pareto_set(utilities, over=X, domain=UNIT, given=opposed[1:], peaks={P1: p})


def test_a_wrong_set_is_not_proved():
    """Every structure but the right one is refuted or left unproved."""
    problem, _, _ = problem_of_utilities({P1: X * (1 - X), P2: -X}, X, UNIT, ())
    half = sp.Rational(1, 2)
    prover = ParetoProver(problem, [sp.Integer(0), sp.Integer(1), half], sg.Budget().start())
    right = (Segment(sp.Integer(0), half),)
    assert prover.attempt(right, sp.true).proved
    for wrong in (
        (Segment(sp.Integer(0), sp.Rational(51, 100)),),
        (Segment(sp.Integer(0), sp.Rational(49, 100)),),
        (Segment(sp.Integer(0), half, False, True),),
        (Segment(sp.Integer(0), half, True, False),),
        (Segment(half, half),),
        (Segment(sp.Integer(0), sp.Rational(1, 4)), Segment(sp.Rational(1, 3), half)),
        (),
    ):
        assert not prover.attempt(wrong, sp.true).proved, wrong


def test_a_spent_budget_is_said():
    found = sg.pareto_set({P1: X * (A - X), P2: -X}, over=X, domain=UNIT, budget=sg.Budget(operations=1))
    assert found.uncovered is not sp.false
    assert any("budget" in note for note in found.notes)
    with pytest.raises(sg.UncoveredError):
        found.at({A: 1})


def test_bad_input_is_named():
    with pytest.raises(sg.ArgumentTypeError, match="over="):
        sg.pareto_set({P1: X, P2: -X})
    with pytest.raises(sg.ArgumentError, match="two players"):
        sg.pareto_set({P1: X}, over=X, domain=UNIT)
    with pytest.raises(sg.ArgumentTypeError, match="Player"):
        sg.pareto_set({"P1": X, P2: -X}, over=X, domain=UNIT)
    with pytest.raises(sg.UnsupportedError, match="finite ends"):
        sg.pareto_set({P1: X, P2: -X}, over=X, domain=sp.Interval(0, sp.oo))
    with pytest.raises(sg.GameError, match="one Bargain stage"):
        sg.pareto_set(sg.SequentialGame([sg.Move(G, ALPHA_0, domain=UNIT)], {G: ALPHA_0}))
    with pytest.raises(sg.ArgumentError, match="a game has its own"):
        sg.pareto_set(GAME, over=DELTA)
