"""What is said of values of exp, log, powers and shaped functions is true of the real functions, at random numbers."""

from __future__ import annotations

import math
import random

import pytest
import sympy as sp

from symgame.logic.decide import decide
from symgame.logic.formula import ALLOWED, And, Atom, Defined, Or
from symgame.logic.functions import facts
from symgame.logic.shapes import Concave, Convex, Decreasing, Increasing

x, y, z = sp.symbols("x y z", real=True)
p, q, w, k = sp.symbols("p q w k", positive=True)
r = sp.Function("r")
TINY = 1e-9


def truth(formula, at) -> bool:
    """Truth at floating-point values, generous at zero."""
    if isinstance(formula, And):
        return all(truth(a, at) for a in formula.args)
    if isinstance(formula, Or):
        return any(truth(a, at) for a in formula.args)
    if isinstance(formula, Defined):
        return formula.positive
    assert isinstance(formula, Atom)
    value, size = 0.0, 1.0
    for exponents, c in formula.poly.to_dict().items():
        term = float(int(c)) * math.prod(at[g] ** int(e) for g, e in zip(formula.gens, exponents, strict=True))
        value, size = value + term, max(size, abs(term))
    if abs(value) <= TINY * size:
        return formula.relation in (">=", "=", ">", "!=")
    return (1 if value > 0 else -1) in ALLOWED[formula.relation]


def values(gens, symbols):
    at = dict(symbols)
    numbers = {s: sp.Float(v, 30) for s, v in symbols.items()}
    for g in gens:
        at[g] = float(sp.N(g.subs(numbers), 25))
    return at


@pytest.mark.parametrize("seed", range(40))
def test_exponentials_and_logarithms(seed):
    rng = random.Random(seed)
    at = {x: rng.uniform(-3, 3), y: rng.uniform(-3, 3), p: rng.uniform(0.05, 4), q: rng.uniform(0.05, 4)}
    if seed % 5 == 0:
        at |= {y: at[x], q: at[p]}
    if seed % 7 == 0:
        at |= {x: 0.0, p: 1.0}
    gens = [sp.exp(x), sp.exp(y), sp.log(p), sp.log(q)]
    for fact in facts(gens):
        assert truth(fact, values(gens, at)), (fact, at)


@pytest.mark.parametrize("seed", range(60))
def test_powers(seed):
    rng = random.Random(seed)
    e = sp.Symbol("e", real=True)
    at = {s: rng.uniform(0.05, 4) for s in (p, q, w)} | {e: rng.choice((-2.5, -0.5, 0.0, 0.3, 1.0, 1.7, 3.0))}
    if seed % 6 == 0:
        at[q] = at[p]
    if seed % 7 == 0:
        at[p] = 1.0
    gens = [p**e, q**e, w**e, p ** (2 * e + 1), p ** (1 / (e + 5))]
    for fact in facts(gens):
        assert truth(fact, values(gens, at)), (fact, at)


MODELS = [
    (sp.exp, (Increasing(r), Increasing(r, True), Convex(r), Convex(r, True))),
    (lambda t: -(t**2), (Concave(r), Concave(r, True))),
    (lambda t: sp.Abs(t), (Convex(r),)),
    (lambda t: -t, (Decreasing(r), Decreasing(r, True), Convex(r), Concave(r))),
    (lambda t: t**3, (Increasing(r), Increasing(r, True))),
    (lambda t: sp.Min(t, 1), (Increasing(r), Concave(r))),
]


@pytest.mark.parametrize("model", range(len(MODELS)))
@pytest.mark.parametrize("seed", range(8))
def test_shapes(model, seed):
    function, shapes = MODELS[model]
    rng = random.Random(100 * model + seed)
    at = {s: rng.uniform(-3, 3) for s in (x, y, z)}
    if seed % 4 == 0:
        at[y] = at[x]
    gens = [r(x), r(y), r(z), r((x + y) / 2)]
    if model not in (2, 5):
        gens += [sp.Derivative(r(x), x), sp.Derivative(r(x), (x, 2))]
    t = sp.Symbol("t", real=True)
    full = dict(at)
    for g in gens:
        if isinstance(g, sp.Derivative):
            full[g] = float(sp.diff(function(t), t, g.derivative_count).subs(t, at[x]))
        else:
            full[g] = float(sp.N(function(g.args[0].subs(at))))
    for fact in facts(gens, shapes):
        assert truth(fact, full), (fact, at)


SENTENCES = [
    (sp.log((p + q) / 2) >= (sp.log(p) + sp.log(q)) / 2, ()),
    (p**k * q ** (1 - k) <= k * p + (1 - k) * q, (k < 1,)),
    (((p + q) / 2) ** k <= (p**k + q**k) / 2, (k > 1,)),
    (p**k * q**k < w**k, (p * q < w,)),
    ((p / q) ** (1 / (2 * k - 3)) < 1, (p < q, k > sp.Rational(3, 2))),
    (sp.exp(x) / (1 + sp.exp(x)) < sp.exp(y) / (1 + sp.exp(y)), (x < y,)),
    (p / (1 + p) < sp.log(1 + p), ()),
    (sp.log(1 + p) < p, ()),
    (x * sp.exp(-x) <= 1, (x > 0,)),
]


@pytest.mark.parametrize(("claim", "given"), SENTENCES, ids=str)
def test_sentences(claim, given):
    assert decide(claim, given).proved


@pytest.mark.parametrize("claim", [sp.log(p) > -1, p**k > 1, sp.exp(x) > 2, p**k < q**k, sp.log(p + q) < sp.log(p) + 1], ids=str)
def test_refuted_sentences(claim):
    found = decide(claim)
    assert found.refuted
    gap = float(sp.N((claim.gts - claim.lts).subs(found.witness), 25))
    assert gap <= 1e-12
