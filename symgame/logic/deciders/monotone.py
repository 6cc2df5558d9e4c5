"""Searches for the sign of a polynomial beside a root of it: p(x) for x < r or x > r, where p(r) = 0 is a fact.

Let a be positive at x and at r, and let p/a fall between them.  Then p(x)/a(x) has the sign of r - x.  In polynomials

    a(r) p(x) - a(x) p(r) = (r - x) k(x, r)    with k ≥ 0,

which is a sum of products of facts once the signs of a and k are.  The weight a is tried as a product f_1 ⋯ f_n with p = a',
where p/a = Σ f_i'/f_i falls when every f_i is log-concave (an affine f_i is), and as a product of powers of the distances
from bounds of x (the argument behind the rule of signs of DESCARTES in the basis of BERNSTEIN).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from flint import fmpz_mpoly

from symgame.logic.deciders.methods import Goal, Prove, constant_slope
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.lemmas import Lemma
from symgame.logic.polynomials import Poly, factors

MAX_WEIGHTS = 12


@dataclass
class _Side:
    """``goal`` is about the polynomial at generator `x`; `equation · quotient` is its value at generator `root`.

    `gap` is the fact that is root - x, or its negative, and `falls` whether p/a must fall to give the goal.
    """

    goal: Goal
    x: int
    root: int
    equation: Poly
    quotient: Poly
    gap: Poly
    falls: bool


def by_monotone(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """The sign beside a root, from a positive weight that makes the polynomial monotone."""
    for side in _sides(system, goal):
        system.meter.spend()
        found = _by_product(system, side, prove, depth)
        if found is None:
            for weight in islice(_weights(system, side), MAX_WEIGHTS):
                system.meter.spend()
                found = _by_weight(system, side, weight, prove, depth)
                if found is not None:
                    break
        if found is not None:
            return found
    return None


def _sides(system: System, goal: Goal) -> Iterator[_Side]:
    """Where the goal's polynomial, with one generator renamed, is a multiple of an equation, and the order is known."""
    p, relation = goal
    if relation not in (">", ">="):
        return
    gens = system.zero.context().gens()
    for q in (q for q, r in system.facts if r == "="):
        for x, root in product(_occurring(p), _occurring(q)):
            if x == root or p.degrees()[root] or q.degrees()[x] or p.degrees()[x] < 1:
                continue
            quotient, rest = divmod(renamed(p, x, root), q)
            if not rest.is_zero():
                continue
            for gap, falls in ((gens[root] - gens[x], True), (gens[x] - gens[root], False)):
                if system.relation(gap) in (">", ">="):
                    yield _Side(goal, x, root, q, quotient, gap, falls)


def _occurring(p: Poly) -> list[int]:
    return [i for i, d in enumerate(p.degrees()) if d]


def renamed(p: Poly, x: int, other: int) -> Poly:
    """p with one generator in the place of another that does not occur in it."""
    rows = {}
    for exponents, c in p.to_dict().items():
        row = list(exponents)
        row[x], row[other] = row[other], row[x]
        rows[tuple(row)] = c
    return fmpz_mpoly(rows, p.context())


def _integral(p: Poly, x: int, start: Poly) -> Poly:
    """A positive multiple of the integral of p from a bound; the bound as a polynomial in other generators."""
    scale = 1
    for n in range(1, int(p.degrees()[x]) + 2):
        scale *= n
    at_x, at_start = p * 0, p * 0
    for exponents, c in p.to_dict().items():
        n = exponents[x] + 1
        lower = fmpz_mpoly({exponents[:x] + (0,) + exponents[x + 1 :]: c * (scale // n)}, p.context())
        at_x += lower * p.context().gens()[x] ** n
        at_start += lower * start**n
    return at_x - at_start


def _bounds(system: System, side: _Side) -> list[tuple[Poly, bool]]:
    """Facts ``x - low`` and ``high - x``, with whether they bound from below; bounds without the root."""
    x, found = side.x, []
    for q, relation in system.facts:
        if relation not in (">", ">=") or q.degrees()[side.root] or not constant_slope(q, x):
            continue
        if abs(int(q.derivative(x).coeffs()[0])) == 1:
            found.append((q, int(q.derivative(x).coeffs()[0]) > 0))
    return found


def _by_product(system: System, side: _Side, prove: Prove, depth: int) -> Lemmas | None:
    """The weight is an integral of the polynomial, a product of affine factors."""
    wanted = side.goal[0] if side.falls else -side.goal[0]
    gens = system.zero.context().gens()
    for q, below in _bounds(system, side):
        integral = _integral(wanted, side.x, gens[side.x] - q if below else gens[side.x] + q)
        parts = factors(integral)[1]
        if any(m > 1 or f.degrees()[side.x] != 1 for f, m in parts) or len(parts) < 2:
            continue
        found = _positive(system, [f for f, _ in parts], side, prove, depth)
        if found is None:
            continue
        inner, lemmas, pairs = found
        lemma = _product_lemma(inner, side, pairs, wanted)
        if lemma is not None:
            return (*lemmas, lemma)
    return None


Pairs = list[tuple[Poly, Poly]]
"""Factors at x and at the root, all positive."""


def _positive(
    system: System, parts: list[Poly], side: _Side, prove: Prove, depth: int
) -> tuple[System, Lemmas, Pairs] | None:
    """Every factor, or its negative, proved positive at x and at the root."""
    lemmas: Lemmas = ()
    pairs: Pairs = []
    for f in parts:
        for g in (f, -f):
            found = _both(system, (g, renamed(g, side.x, side.root)), prove, depth)
            if found is not None:
                system, lemmas = found[0], (*lemmas, *found[1])
                pairs.append((g, renamed(g, side.x, side.root)))
                break
        else:
            return None
    return system, lemmas, pairs


def _both(system: System, polys: tuple[Poly, ...], prove: Prove, depth: int) -> tuple[System, Lemmas] | None:
    lemmas: Lemmas = ()
    for p in polys:
        found = () if system.known(p, ">") else prove(system, (p, ">"), min(depth - 1, 1))
        if found is None:
            return None
        for lemma in found:
            system = system.with_fact(system.poly(lemma.fact.expression), lemma.fact.relation)
        lemmas += found
    return system, lemmas


def _product_lemma(system: System, side: _Side, pairs: Pairs, wanted: Poly) -> Lemma | None:
    """For a = f_1 ⋯ f_n: a(r) a'(x) - a(x) a'(r) = (r - x) Σ f_i'² Π_{j ≠ i} f_j(x) f_j(r), with λ p = ±μ a'."""
    p, one = side.goal[0], system.zero + 1
    weight = one
    for f, _ in pairs:
        weight = weight * f
    slope = weight.derivative(side.x)
    common = wanted.gcd(slope)
    numerator, denominator = wanted / common, slope / common
    if not (numerator.is_constant() and denominator.is_constant()) or numerator.coeffs()[0] * denominator.coeffs()[0] < 0:
        return None
    mu, lam = abs(numerator.coeffs()[0]), abs(denominator.coeffs()[0])
    rows: list[tuple[int, Product]] = [(int(lam), ((-p, 1), *((g, 1) for _, g in pairs)))]
    for i, (f, _) in enumerate(pairs):
        slope_i = f.derivative(side.x)
        others = tuple((h, 1) for j, pair in enumerate(pairs) for h in pair if j != i)
        if slope_i.is_constant():
            rows.append((int(mu * slope_i.coeffs()[0] ** 2), ((side.gap, 1), *others)))
        else:
            rows.append((int(mu), ((side.gap, 1), (slope_i, 2), *others)))
    return _with_zero(system.lemma(side.goal, rows, "log-concavity"), system, side, lam * weight)


def _with_zero(lemma: Lemma, system: System, side: _Side, multiplier: Poly) -> Lemma:
    """The lemma with a multiple of the equation."""
    expression = system.expression
    return replace(lemma, zeros=((expression(multiplier * side.quotient), expression(side.equation)),))


def _weights(system: System, side: _Side) -> Iterator[Product]:
    """Products of powers of the distances from a lower and an upper bound."""
    degree = int(side.goal[0].degrees()[side.x])
    yield ()
    lows = [q for q, below in _bounds(system, side) if below]
    highs = [q for q, below in _bounds(system, side) if not below]
    for low in lows:
        yield from (((low, n),) for n in range(1, degree + 1))
    for low, high in product(lows, highs):
        yield from (((low, n), (high, degree - n)) for n in range(1, degree))
    for high in highs:
        yield from (((high, n),) for n in range(1, degree + 1))


def _by_weight(system: System, side: _Side, weight: Product, prove: Prove, depth: int) -> Lemmas | None:
    """The quotient (a(r) p(x) - a(x) p(r))/(r - x) has a sign."""
    p, relation = side.goal
    at_root = tuple((renamed(q, side.x, side.root), n) for q, n in weight)
    found = _both(system, tuple(q for q, _ in (*weight, *at_root)), prove, depth)
    if found is None:
        return None
    inner, lemmas = found
    a_x, a_root = system.zero + 1, system.zero + 1
    for (q, n), (g, _) in zip(weight, at_root, strict=True):
        a_x, a_root = a_x * q**n, a_root * g**n
    k = (a_root * p - a_x * side.quotient * side.equation) / side.gap
    if k.is_zero() or (relation == ">" and inner.relation(side.gap) != ">"):
        return None
    signed = () if inner.known(k, relation) else prove(inner, (k, relation), min(depth - 1, 1))
    if signed is None:
        return None
    for lemma in signed:
        inner = inner.with_fact(inner.poly(lemma.fact.expression), lemma.fact.relation)
    tail = (k.coeffs()[0], ((side.gap, 1),)) if k.is_constant() else (1, ((side.gap, 1), (k, 1)))
    last = inner.lemma(side.goal, [(1, ((-p, 1), *at_root)), tail], "monotone beside a root")
    return (*lemmas, *signed, _with_zero(last, inner, side, a_x))
