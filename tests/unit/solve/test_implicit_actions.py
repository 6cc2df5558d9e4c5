"""Actions without a closed form, and pieces whose payoffs have logarithms."""

import math

import sympy as sp

import symgame as sg

A, B = sg.players("A B")
x, y = sp.symbols("x y", real=True)
a, b, c, w = sp.symbols("a b c w", positive=True)
beta = sp.Symbol("beta", positive=True)
RAY = sp.Interval(0, sp.oo)


def _best(payoff, low, high, steps=40_000):
    """The best action on a fine grid."""
    grid = [low + (high - low) * i / steps for i in range(steps + 1)]
    return max(grid, key=payoff)


def test_an_implicit_action_on_a_half_line():
    game = sg.SequentialGame([sg.Move(A, x, domain=RAY)], {A: a * x - b * x**3 - x**6})
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved and len(found.branches) == 1
    (play,) = found.at({a: 3, b: 2})
    assert abs(float(play[x].evalf()) - _best(lambda z: 3 * z - 2 * z**3 - z**6, 0, 2)) < 1e-4
    assert sg.verify(game, found).proved


def test_an_implicit_action_beside_a_corner():
    game = sg.SequentialGame([sg.Move(A, x, domain=RAY)], {A: a * sp.log(1 + x) - b * x - c * x**3})
    found = sg.solve(game)
    assert found.uncovered is sp.false and found.complete.proved and len(found.branches) == 2
    assert found.at({a: 1, b: 1, c: 1}) == [{x: 0}]
    (play,) = found.at({a: 5, b: 1, c: 1})
    assert abs(float(play[x].evalf()) - _best(lambda z: 5 * math.log(1 + z) - z - z**3, 0, 4)) < 2e-4


def test_saving_over_three_periods_meets_its_corners_smoothly():
    save, keep = sp.symbols("s_1 s_2", real=True)
    moves = [sg.Move(A, save, domain=sp.Interval(0, w)), sg.Move(A, keep, domain=sp.Interval(0, save))]
    utility = sp.log(1 + w - save) + beta * sp.log(1 + save - keep) + beta**2 * sp.log(1 + keep)
    found = sg.solve(sg.SequentialGame(moves, {A: utility}, assume=[beta < 1]))
    assert found.uncovered is sp.false and len(found.branches) == 3
    for discount, wealth in ((sp.Rational(1, 2), 1), (sp.Rational(1, 2), 3), (sp.Rational(9, 10), 4), (sp.Rational(1, 2), 4)):
        (play,) = found.at({beta: discount, w: wealth})

        def value(first, second, d=float(discount), m=float(wealth)):
            return math.log(1 + m - first) + d * math.log(1 + first - second) + d * d * math.log(1 + second)

        grid = [(i * wealth / 400, j * wealth / 400) for i in range(401) for j in range(i + 1)]
        best = max(value(*p) for p in grid)
        assert best - 1e-9 <= value(float(play[save]), float(play[keep])) <= best + 1e-4


def _implicit(payoff, domain, assume=()):
    game = sg.SequentialGame([sg.Move(A, x, domain=domain)], {A: payoff}, assume=list(assume))
    return game, sg.solve(game)


def test_an_equation_that_is_no_polynomial_has_an_implicit_zero():
    game, found = _implicit(sp.log(1 + x - b) * (a - x), sp.Interval(b, a), [a > b])
    assert found.uncovered is sp.false and found.complete.proved and len(found.branches) == 1
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved
    (play,) = found.at({a: 3, b: 1})
    assert abs(float(play[x].evalf()) - _best(lambda z: math.log(z) * (3 - z), 1, 3)) < 1e-4
    assert abs(float(found.lambdify(x)(3, 1)) - float(play[x].evalf())) < 1e-9
    signs = {e.parameter: [c.sign for c in e.cases] for e in sg.comparative_statics(found).entries if e.quantity == x}
    assert [str(s) for s in signs[a]] == [str(s) for s in signs[b]] == ["+"]


def test_an_implicit_zero_beside_corners_and_false_ones_refuted():
    game, found = _implicit(a * sp.log(1 + x) - b * sp.exp(x), RAY)
    assert found.uncovered is sp.false and len(found.branches) == 2
    assert found.at({a: 1, b: 1}) == [{x: 0}]
    (play,) = found.at({a: 5, b: 1})
    assert r"t_{1} \in (0, \infty): \quad \frac{a}{1 + t_{1}} - b e^{t_{1}} = 0" in found._repr_latex_()
    assert abs(float(play[x].evalf()) - _best(lambda z: 5 * math.log(1 + z) - math.exp(z), 0, 3)) < 2e-4
    from dataclasses import replace

    inner = next(b for b in found.branches if b.outcome[x] != 0)
    wrong = {x: inner.outcome[x] + 1}
    mutant = replace(inner, outcome_items=tuple(wrong.items()), strategy_items=tuple(wrong.items()))
    assert not sg.verify(game, replace(found, branches=(mutant,)), budget=sg.Budget(seconds=20)).proved
    wide = replace(inner, region=sg.Region(sp.true))
    assert not sg.verify(game, replace(found, branches=(wide,)), budget=sg.Budget(seconds=20)).proved


def test_a_symbolic_exponent_without_closed_form():
    k = sp.Symbol("k", positive=True)
    game, found = _implicit(a * x - b * x**2 - c * x**k, RAY, [k > 1])
    assert found.uncovered is sp.false and len(found.branches) == 1
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved
    (play,) = found.at({a: 2, b: 1, c: 1, k: 3})
    assert abs(float(play[x].evalf()) - _best(lambda z: 2 * z - z**2 - z**3, 0, 2)) < 1e-4


def test_payoffs_with_nested_radicals_and_logarithms_are_in_the_parameters():
    """Names that stand for radicals inside a logarithm are replaced again, whichever of them stands in the other."""
    game, found = _implicit(sp.log(1 + w - x) + b * sp.sqrt(1 + x), sp.Interval(0, w))
    assert found.uncovered is sp.false and len(found.branches) == 3
    for branch in found.branches:
        assert set().union(*(v.free_symbols for _, v in (*branch.outcome_items, *branch.payoff_items))) <= {b, w}
    assert found.at({b: 1, w: 6}) == [{x: 3}]
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved


def test_a_zero_with_a_closed_form_is_given_in_closed_form():
    value, risk = sp.symbols("v g", positive=True)
    utility = -sp.exp(-risk * (w + value * x)) / 2 - sp.exp(-risk * (w - x)) / 2
    game, found = _implicit(utility, sp.Interval(0, w))
    assert found.uncovered is sp.false and found.complete.proved
    inner = next(b for b in found.branches if b.outcome[x] not in (0, w))
    assert inner.outcome[x] == sp.log(value) / (risk * (value + 1))
    assert sg.verify(game, found, budget=sg.Budget(seconds=60)).proved
