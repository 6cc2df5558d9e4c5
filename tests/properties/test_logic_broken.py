"""True statements broken by a change are never proved, and true ones are never refuted."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.decide import decide

a, b, c = sp.symbols("a b c", positive=True)
x, y = sp.symbols("x y", real=True)
SYMBOLS = (a, b, c, x, y)


def linear(rng: random.Random) -> sp.Expr:
    return sum(rng.randint(-3, 3) * s for s in SYMBOLS) + rng.randint(-2, 2)


def true_statement(rng: random.Random) -> tuple[sp.Expr, tuple]:
    """An expression that is positive, by its making, under its assumptions."""
    kind = rng.randint(0, 4)
    square = linear(rng) ** 2 + linear(rng) ** 2
    if kind == 0:
        return sp.expand(square + rng.randint(1, 3)), ()
    if kind == 1:
        return sp.expand(square * a + b * rng.randint(1, 3)), ()
    if kind == 2:
        bound = linear(rng)
        return sp.expand((x - bound) * rng.choice((a, b, a + c)) + c * linear(rng) ** 2), (x > bound,)
    if kind == 3:
        denominator = a + rng.randint(1, 3) * b
        return sp.together((square + c) / denominator), ()
    return sp.expand((a - b) ** 2 * (a + b) + linear(rng) ** 2 * c), (sp.Ne(a, b),)


def broken(expr: sp.Expr, rng: random.Random) -> sp.Expr:
    """The expression with one coefficient changed so that it is negative somewhere: a large multiple of a term is taken away."""
    numerator, denominator = sp.fraction(sp.together(expr))
    terms = sp.Add.make_args(sp.expand(numerator))
    return (sp.expand(numerator) - rng.choice((3, 10)) * abs_term(rng.choice(terms))) / denominator


def abs_term(term: sp.Expr) -> sp.Expr:
    number, rest = term.as_coeff_Mul()
    return abs(number) * rest


def falsified(expr: sp.Expr, given: tuple, rng: random.Random) -> bool:
    """Whether a random exact point shows that the expression is not positive."""
    for _ in range(200):
        at = {s: sp.Rational(rng.randint(1, 12), rng.randint(1, 4)) for s in SYMBOLS[:3]}
        at |= {s: sp.Rational(rng.randint(-12, 12), rng.randint(1, 4)) for s in SYMBOLS[3:]}
        if all(g.subs(at) == sp.true for g in given) and expr.subs(at) <= 0:
            return True
    return False


def run(seeds: range) -> tuple[int, int]:
    known_false, certified = 0, 0
    for seed in seeds:
        rng = random.Random(seed)
        expr, given = true_statement(rng)
        verdict = decide(expr > 0, given, budget=Budget(seconds=8))
        assert not verdict.refuted and not verdict.vacuous, (seed, expr, given, str(verdict))
        certified += verdict.certificate is not None
        other = broken(expr, rng)
        if falsified(other, given, rng):
            known_false += 1
            changed = decide(other > 0, given, budget=Budget(seconds=8))
            assert not changed.proved, (seed, other, given)
            if changed.refuted:
                at = dict(changed.witness)
                assert all(g.subs(at) == sp.true for g in given) and not (other.subs(at) > 0) == sp.true
    return known_false, certified


def test_broken_statements_are_not_proved():
    known_false, certified = run(range(30))
    assert known_false >= 12 and certified >= 10


@pytest.mark.slow
@pytest.mark.parametrize("block", range(1, 12))
def test_broken_statements_are_not_proved_in_full(block):
    run(range(30 * block, 30 * block + 30))
