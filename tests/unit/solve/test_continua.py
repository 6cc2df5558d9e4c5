"""Continua of equilibria of simultaneous stages: sets with true ends, against enumeration on a rational grid and mutants."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

import symgame as sg
from symgame.budget import Budget
from symgame.solve.completeness import sentences, together
from symgame.solve.continuum import with_continua
from symgame.solve.continuum_sets import bound_of, spans
from symgame.solve.loop import solve_stage
from symgame.solve.pieces import Piece, split
from symgame.solve.problem import StageProblem, Unknown

A, B, C = sg.players("A B C")
a, c, d, k, v = sp.symbols("a c d k v", positive=True)
x, y, z, w = sp.symbols("x y z w", real=True)
HALF_LINE, UNIT = sp.Interval(0, sp.oo), sp.Interval(0, 1)


def simultaneous(payoffs: Mapping[Any, sp.Expr], domains: Sequence[sp.Set], **options: Any) -> sg.SequentialGame:
    moves = [sg.Move(p, s, domain=i) for p, s, i in zip(payoffs, (x, y, z), domains, strict=False)]
    return sg.SequentialGame([sg.Simultaneous(*moves)], payoffs, **options)


def least_effort() -> sg.SequentialGame:
    return simultaneous({A: sp.Min(x, y) - c * x, B: sp.Min(x, y) - c * y}, (UNIT, UNIT))


def weakest_link() -> sg.SequentialGame:
    return simultaneous({A: a * sp.Min(x, y) - x**2 / 2, B: a * sp.Min(x, y) - c * y**2 / 2}, (HALF_LINE, HALF_LINE))


def least_effort_of_three() -> sg.SequentialGame:
    least = sp.Min(x, y, z)
    return simultaneous({A: least - c * x, B: least - c * y, C: least - c * z}, (UNIT, UNIT, UNIT))


def substitutes() -> sg.SequentialGame:
    return simultaneous(
        {A: a * (x + y) - (x + y) ** 2 / 2 - x, B: a * (x + y) - (x + y) ** 2 / 2 - y}, (HALF_LINE, HALF_LINE), assume=[a > 1]
    )


def demand() -> sg.SequentialGame:
    fits = x + y <= k
    return simultaneous({A: sp.Piecewise((x, fits), (0, True)), B: sp.Piecewise((y, fits), (0, True))}, (HALF_LINE, HALF_LINE))


def deterrence() -> sg.SequentialGame:
    alone = sp.Piecewise((v, x + y >= k), (0, True))
    return simultaneous({A: alone - x, B: alone - y}, (HALF_LINE, HALF_LINE))


def race() -> sg.SequentialGame:
    payoffs = {A: x * (1 - y) * v + x * y * v * d - c * x**2 / 2, B: y * (1 - x) * v + x * y * v * d - c * y**2 / 2}
    return simultaneous(payoffs, (UNIT, UNIT), assume=[d < 1])


CASES: list[tuple[Callable[[], sg.SequentialGame], list[dict[sp.Symbol, Any]], Fraction, Fraction]] = [
    (least_effort, [{c: sp.Rational(1, 2)}, {c: 1}, {c: 2}], Fraction(1), Fraction(1, 4)),
    (weakest_link, [{a: 1, c: sp.Rational(1, 2)}, {a: 1, c: 2}, {a: 1, c: 1}], Fraction(3), Fraction(1, 4)),
    (least_effort_of_three, [{c: sp.Rational(1, 2)}, {c: 2}], Fraction(1), Fraction(1, 4)),
    (substitutes, [{a: 2}, {a: 3}], Fraction(3), Fraction(1, 2)),
    (demand, [{k: 1}, {k: 2}], Fraction(3), Fraction(1, 2)),
    (deterrence, [{k: 2, v: 3}, {k: 2, v: sp.Rational(3, 2)}, {k: 2, v: 1}, {k: 2, v: sp.Rational(1, 2)}], Fraction(3), Fraction(1, 4)),
    (race, [{c: 1, d: sp.Rational(1, 2), v: 2}, {c: 3, d: sp.Rational(1, 4), v: 4}], Fraction(1), Fraction(1, 12)),
]


def exact_function(e: sp.Expr, actions: tuple[sp.Symbol, ...]) -> Callable[..., sp.Expr]:
    """The expression as a function in exact arithmetic; `lambdify` alone writes 3/2 as a float."""
    constants = {r: sp.Dummy() for r in e.atoms(sp.Rational) if not r.is_Integer}
    function = sp.lambdify((*actions, *constants.values()), e.xreplace(constants), modules="sympy")
    return lambda *point: function(*point, *constants)


def enumerated(game: sg.SequentialGame, values: Mapping[sp.Symbol, Any], top: Fraction, step: Fraction) -> tuple[set[Any], list[Any]]:
    """Profiles of a grid at which no player gains by another point of the grid, from the payoffs alone."""
    actions = game.actions
    functions = [exact_function(game.payoffs[p].subs(values), actions) for p in game.players]
    line = [sp.Rational(i * step.numerator, step.denominator) for i in range(int(top / step) + 1)]
    grid = list(itertools.product(line, repeat=len(actions)))
    tables = [{point: f(*point) for point in grid} for f in functions]
    best = {
        point
        for point in grid
        if all(table[point] >= table[(*point[:i], other, *point[i + 1 :])] for i, table in enumerate(tables) for other in line)
    }
    return best, grid


def described(outcome: Mapping[Any, Any], actions: Sequence[sp.Symbol], point: Sequence[sp.Expr]) -> bool:
    """Whether an outcome of `.at` describes a profile."""
    put = dict(zip(actions, point, strict=True))
    for action, value in put.items():
        said = sp.sympify(outcome[action]).subs({s: u for s, u in put.items() if s != action})
        if not (value in said if isinstance(said, sp.Set) else said == value):
            return False
    return True


@pytest.mark.parametrize(("build", "points", "top", "step"), CASES, ids=[case[0].__name__ for case in CASES])
def test_sets_are_the_equilibria_of_a_grid(
    build: Callable[[], sg.SequentialGame], points: list[dict[sp.Symbol, Any]], top: Fraction, step: Fraction
) -> None:
    """The peaks of all payoffs lie on the grid, so that its equilibria are equilibria of the game."""
    game = build()
    found = sg.solve(game)
    assert found.uncovered is sp.false
    assert found.complete.proved
    assert sg.verify(game, found).proved
    for values in points:
        outcomes = found.at(values)
        best, grid = enumerated(game, values, top, step)
        listed = {point for point in grid if any(described(o, game.actions, point) for o in outcomes)}
        assert listed == best


def changed(found: sg.Equilibrium, action: sp.Symbol, value: Any) -> sg.Equilibrium:
    """The same with another value of an action wherever it is a set or depends on one."""

    def other(items: tuple[tuple[Any, Any], ...]) -> tuple[tuple[Any, Any], ...]:
        return tuple((key, value if key == action else old) for key, old in items)

    branches = [
        replace(b, strategy_items=other(b.strategy_items), outcome_items=other(b.outcome_items))
        if any(isinstance(u, sp.Set) for u in b.outcome.values())
        else b
        for b in found.branches
    ]
    return replace(found, branches=tuple(branches))


def test_sets_that_are_too_long_are_refuted() -> None:
    game = weakest_link()
    found = sg.solve(game)
    (branch,) = found.branches
    assert branch[x] == sp.Interval(0, sp.Min(a, a / c))
    assert sg.verify(game, changed(found, x, sp.Interval(0, sp.Min(a, a / c) + 1))).refuted
    assert sg.verify(game, changed(found, x, sp.Interval(0, a))).refuted
    assert sg.verify(game, changed(found, x, sp.Interval(0, sp.oo))).refuted
    assert sg.verify(game, changed(found, y, x / 2)).refuted
    assert sg.verify(game, changed(found, y, sp.S.Zero)).refuted


def test_an_end_that_is_no_equilibrium_is_open() -> None:
    """A firm with the lower cost sells at its monopoly price; any strictly higher price of the other one will do, an equal one will not."""
    game = simultaneous(
        {
            A: sp.Piecewise((x * (4 - x), x < y), (x * (4 - x) / 2, sp.Eq(x, y)), (0, True)),
            B: sp.Piecewise(((y - 3) * (4 - y), y < x), ((y - 3) * (4 - y) / 2, sp.Eq(x, y)), (0, True)),
        },
        (HALF_LINE, HALF_LINE),
    )
    found = sg.solve(game)
    assert found.complete.proved
    assert [dict(b.outcome) for b in found.branches] == [{x: 2, y: sp.Interval.open(2, sp.oo)}]
    assert sg.verify(game, found).proved
    assert sg.verify(game, changed(found, y, sp.Interval(2, sp.oo))).refuted


def test_open_domains_give_open_ends() -> None:
    domains = (sp.Interval.Ropen(0, 1), sp.Interval.Lopen(0, 1))
    game = simultaneous({A: sp.Min(x, y) - c * x, B: sp.Min(x, y) - c * y}, domains, assume=[c < 1])
    found = sg.solve(game)
    assert [dict(b.outcome) for b in found.branches] == [{x: sp.Interval.open(0, 1), y: x}]
    assert found.complete.proved
    assert sg.verify(game, changed(found, x, sp.Interval.Ropen(0, 1))).refuted
    assert sg.verify(game, changed(found, x, sp.Interval.Lopen(0, 1))).refuted


def test_two_free_actions() -> None:
    total = x + y + z
    common = a * total - total**2 / 2
    game = simultaneous({A: common - c * x, B: common - c * y, C: common - c * z}, (HALF_LINE,) * 3, assume=[a > c])
    found = sg.solve(game)
    (branch,) = found.branches
    assert dict(branch.outcome) == {x: sp.Interval(0, a - c), y: sp.Interval(0, a - c - x), z: a - c - x - y}
    assert found.complete.proved
    assert sg.verify(game, found).proved
    assert sg.verify(game, changed(found, y, sp.Interval(0, a - c))).refuted
    assert sg.verify(game, changed(found, y, sp.Interval(1, a - c - x))).refuted


def test_later_movers_reply_to_every_value() -> None:
    game = sg.SequentialGame(
        [sg.Simultaneous(sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT)), sg.Move(C, w, domain=UNIT)],
        {A: sp.Min(x, y) - c * x, B: sp.Min(x, y) - c * y, C: w * x - w**2},
        assume=[c < 1],
    )
    found = sg.solve(game)
    (branch,) = found.branches
    assert dict(branch.outcome) == {x: UNIT, y: x, w: x / 2}
    assert sp.expand(branch.payoffs[C] - x**2 / 4) == 0
    assert sg.verify(game, found).proved
    assert sg.verify(
        game, replace(found, branches=(replace(branch, payoff_items=((A, 1 - c), (B, 1 - c), (C, sp.Rational(1, 4)))),))
    ).refuted


def test_an_earlier_mover_is_told_that_a_selection_is_open() -> None:
    game = sg.SequentialGame(
        [sg.Move(C, w, domain=UNIT), sg.Simultaneous(sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT))],
        {A: sp.Min(x, y) - c * x, B: sp.Min(x, y) - c * y, C: sp.Min(x, y) * w - w**2},
        assume=[c < 1],
    )
    found = sg.solve(game)
    assert found.complete.undecided
    assert any("continuum" in note for note in found.notes)
    assert sg.verify(game, found).proved


def test_an_earlier_mover_who_does_not_care_meets_the_whole_set() -> None:
    game = sg.SequentialGame(
        [sg.Move(C, w, domain=UNIT), sg.Simultaneous(sg.Move(A, x, domain=UNIT), sg.Move(B, y, domain=UNIT))],
        {A: -((x - y) ** 2), B: -((x - y) ** 2), C: w - w**2},
    )
    found = sg.solve(game)
    assert [dict(b.outcome) for b in found.branches] == [{w: sp.Rational(1, 2), x: UNIT, y: x}]
    assert found.complete.proved
    assert sg.verify(game, found).proved


def test_document_says_for_every() -> None:
    text = sg.to_latex(sg.solve(least_effort()))
    assert r"If $c \le 1$: for every $x \in [0, 1]$, $x^{*} = x$, $y^{*} = x$" in text


def least_effort_stage() -> StageProblem:
    payoffs = [sp.Min(x, y) - c * x, sp.Min(x, y) - c * y]
    pieces = tuple(Piece(conditions, dict(zip((A, B), values, strict=True))) for conditions, values in split(payoffs))
    unknowns = (Unknown(x, A, sp.Integer(0), sp.Integer(1)), Unknown(y, B, sp.Integer(0), sp.Integer(1)))
    return StageProblem(unknowns, pieces, (c,), (c > 0,))


def test_a_part_of_a_set_is_not_complete() -> None:
    problem, meter = least_effort_stage(), Budget().start()
    whole = with_continua(problem, solve_stage(problem, meter), meter)
    assert together(sentences(replace(whole, complete=None), meter)).proved
    for part in (sp.Interval(0, sp.Rational(1, 2)), sp.Interval.Lopen(0, 1), sp.Interval(sp.Rational(1, 2), 1)):
        short = [replace(s, candidate=replace(s.candidate, span=part)) if s.candidate.sets else s for s in whole.solved]
        assert not together(sentences(replace(whole, solved=tuple(short), complete=None), meter)).proved


def test_bounds_of_relations() -> None:
    t = sp.Symbol("t", real=True)
    assert bound_of(a - c * t >= 0, t, ()) == (-1, a / c, False)
    assert bound_of(a - c * t < 0, t, ()) == (1, a / c, True)
    assert bound_of(t**2 >= 1, t, ()) is None
    assert bound_of(sp.Eq(t, 1), t, ()) is None


def test_spans_have_elements_exactly_where_they_say() -> None:
    """Against a fine grid of the free action, for slopes of unknown sign and squares too."""
    t, s = sp.symbols("t s", real=True)
    lists = [
        [t >= 0, t <= s, 2 * t <= 3],
        [s * t >= 1, t <= 2],
        [t >= 0, t**2 <= s, t > 1],
        [t >= s, t < 1],
        [s * t < 1, t >= 0, t <= 4],
    ]
    for relations in lists:
        found = list(spans(relations, t, (), Budget().start()))
        for at in (-2, -1, 0, sp.Rational(1, 4), 1, sp.Rational(3, 2), 2, 3):
            put = {s: sp.sympify(at)}
            for i in range(-40, 41):
                point = {**put, t: sp.Rational(i, 8)}
                inside = all(r.subs(point) == sp.true for r in relations)
                said = any(f.condition.subs(put) == sp.true and point[t] in f.place.xreplace(put) for f in found)
                assert said == inside, (relations, at, i, found)


def test_sets_that_hang_on_each_other_are_not_proved() -> None:
    """A set may use an action before it; a circle would make every sentence about its members empty."""
    game = demand()
    found = sg.solve(game)
    circle = changed(changed(found, x, sp.Interval(0, y)), y, sp.Interval(0, x))
    assert not sg.verify(game, circle).proved
    assert not sg.verify(game, changed(changed(found, x, sp.Interval(0, y)), y, sp.Interval(0, k))).proved
