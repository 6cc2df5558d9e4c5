"""Random sentences: no verdict contradicts exact evaluation by sympy at random rational points."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy as sp

from symgame.budget import Budget
from symgame.logic.decide import QUICK, decide, satisfiable
from symgame.logic.when import when

SYMBOLS = (sp.Symbol("x", real=True), sp.Symbol("y", real=True), sp.Symbol("c", positive=True), sp.Symbol("d", nonnegative=True))


def random_expression(rng: random.Random, depth: int) -> sp.Expr:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([*SYMBOLS, *SYMBOLS, sp.Rational(rng.randint(-3, 3), rng.randint(1, 3))])
    a, b = random_expression(rng, depth - 1), random_expression(rng, depth - 1)
    kind = rng.choice(["+", "+", "-", "*", "*", "/", "min", "max", "abs", "sqrt", "piecewise", "square"])
    match kind:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return a / (b if b != 0 else 1)
        case "min":
            return sp.Min(a, b)
        case "max":
            return sp.Max(a, b)
        case "abs":
            return sp.Abs(a)
        case "square":
            return a**2
        case "sqrt":
            return sp.sqrt(a**2 + rng.randint(0, 2)) if rng.random() < 0.5 or a.is_number else sp.sqrt(a)
        case _:
            return sp.Piecewise((a, random_relation(rng, 1)), (b, True))


def random_relation(rng: random.Random, depth: int) -> sp.Basic:
    kind = rng.choice([sp.Gt, sp.Ge, sp.Lt, sp.Le, sp.Eq, sp.Ne, sp.Gt, sp.Le])
    return kind(random_expression(rng, depth), random_expression(rng, max(0, depth - 1)))


def random_sentence(rng: random.Random) -> sp.Basic:
    parts = [random_relation(rng, rng.randint(1, 3)) for _ in range(rng.randint(1, 3))]
    kind = rng.choice([sp.And, sp.Or, lambda *a: sp.Not(sp.And(*a)), lambda *a: sp.Implies(a[0], sp.Or(*a[1:]))])
    return kind(*parts)


def real(expr: sp.Basic) -> bool:
    return not expr.has(sp.I, sp.zoo, sp.nan, sp.oo, -sp.oo)


def truth(sentence: sp.Basic, point: dict, negated: bool = False) -> bool:
    """An independent reading of the semantics: Fractions and sympy numbers, undefined atoms are never true."""
    if sentence in (sp.true, sp.false):
        return bool(sentence) != negated
    if isinstance(sentence, sp.Not):
        return truth(sentence.args[0], point, not negated)
    if isinstance(sentence, sp.And | sp.Or):
        join = all if isinstance(sentence, sp.And) != negated else any
        return join([truth(a, point, negated) for a in sentence.args])
    if isinstance(sentence, sp.Implies):
        a, b = sentence.args
        return (truth(a, point) and truth(b, point, True)) if negated else (truth(a, point, True) or truth(b, point))
    if isinstance(sentence, sp.ITE):
        test, first, second = sentence.args
        if truth(test, point):
            return truth(first, point, negated)
        return truth(test, point, True) and truth(second, point, negated)
    left, right = (number(side, point) for side in sentence.args)
    if left is None or right is None:
        return False
    difference = left - right
    sign = int(sp.sign(difference)) if difference.is_Rational else surd_sign(difference)
    holds = {sp.Gt: sign > 0, sp.Ge: sign >= 0, sp.Lt: sign < 0, sp.Le: sign <= 0, sp.Eq: sign == 0, sp.Ne: sign != 0}
    return next(v for k, v in holds.items() if isinstance(sentence, k)) != negated


def surd_sign(value: sp.Expr) -> int:
    approximate = sp.N(value, 60)
    if abs(approximate) > sp.Float("1e-40"):
        return 1 if approximate > 0 else -1
    assert sp.radsimp(sp.expand(value)).equals(0) is not False
    return 0


def number(expr: sp.Expr, point: dict) -> sp.Expr | None:
    """The exact value, None when undefined; every node by hand."""
    if expr.is_Symbol:
        return sp.Rational(point[expr].numerator, point[expr].denominator)
    if expr.is_Rational:
        return expr
    if isinstance(expr, sp.Piecewise):
        for value, guard in expr.args:
            if truth(guard, point):
                return number(value, point)
            if not truth(guard, point, True):
                return None
        return None
    args = [number(a, point) for a in expr.args]
    if any(a is None for a in args):
        return None
    if isinstance(expr, sp.Min | sp.Max):
        best = args[0]
        for a in args[1:]:
            sign = surd_sign(a - best)
            best = a if (sign < 0) == isinstance(expr, sp.Min) and sign else best
        return best
    if isinstance(expr, sp.Abs):
        return args[0] if surd_sign(args[0]) >= 0 else -args[0]
    if isinstance(expr, sp.Pow):
        base, exponent = args
        if exponent < 0 and surd_sign(base) == 0:
            return None
        if not exponent.is_integer and surd_sign(base) < 0:
            return None
    return expr.func(*args)


def random_point(rng: random.Random) -> dict:
    x, y, c, d = SYMBOLS
    small = [Fraction(n, m) for n in range(-4, 5) for m in (1, 2, 3)]
    return {
        x: rng.choice(small),
        y: rng.choice(small),
        c: abs(rng.choice(small)) + Fraction(rng.randint(1, 4), 4),
        d: abs(rng.choice(small)),
    }


def check_one(seed: int, decided: dict[str, int]) -> None:
    rng = random.Random(seed)
    try:
        claim = random_sentence(rng)
        given = [random_sentence(rng) for _ in range(rng.randint(0, 2))]
    except (TypeError, ValueError):  # sympy refuses to compare what it sees is not real
        return
    if not all(real(e) for e in (claim, *given)):
        return
    verdict = decide(claim, given, deciders=QUICK, budget=Budget(seconds=3))
    decided[verdict.status.value] = decided.get(verdict.status.value, 0) + 1
    if verdict.refuted:
        point = dict(verdict.witness)
        if all(v.is_Rational for v in point.values()):
            exact = {s: Fraction(int(v.p), int(v.q)) for s, v in point.items()}
            assert all(truth(g, exact) for g in given), (seed, claim, given, point)
            assert not truth(claim, exact), (seed, claim, given, point)
    for _ in range(25):
        at = random_point(rng)
        if all(truth(g, at) for g in given) and not truth(claim, at):
            assert not verdict.proved, (seed, claim, given, at)
            break


@pytest.mark.parametrize("block", range(4))
def test_no_verdict_contradicts_an_exact_sample(block: int) -> None:
    decided: dict[str, int] = {}
    for seed in range(50 * block, 50 * block + 50):
        check_one(seed, decided)
    assert decided.get("proved", 0) >= 3 and decided.get("refuted", 0) >= 5
    assert decided.get("undecided", 0) <= sum(decided.values()) // 10, decided


@pytest.mark.slow
@pytest.mark.parametrize("block", range(4, 40))
def test_no_verdict_contradicts_an_exact_sample_in_full(block: int) -> None:
    test_no_verdict_contradicts_an_exact_sample(block)


def test_satisfiable_agrees_with_samples() -> None:
    for seed in range(40):
        rng = random.Random(9000 + seed)
        try:
            condition = sp.And(random_relation(rng, 2), random_relation(rng, 2))
        except (TypeError, ValueError):
            continue
        if not real(condition):
            continue
        verdict = satisfiable(condition, deciders=QUICK)
        if any(truth(condition, random_point(rng)) for _ in range(25)):
            assert not verdict.refuted, condition


def test_when_is_equivalent_at_samples() -> None:
    for seed in range(12):
        rng = random.Random(7000 + seed)
        try:
            claim = sp.And(random_relation(rng, 2), random_relation(rng, 1))
        except (TypeError, ValueError):
            continue
        if not real(claim) or claim.has(sp.Pow) and claim.has(sp.sqrt):
            continue
        region = when(claim)
        for _ in range(25):
            at = random_point(rng)
            values = {s: sp.Rational(v.numerator, v.denominator) for s, v in at.items()}
            assert region.holds_at(values) == truth(claim, at), (seed, claim, region.condition, values)
