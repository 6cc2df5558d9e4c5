"""Searches for the sign of a polynomial beside a root of it, and for the uniqueness of the root.

Let a be positive at x and at r, and let p/a fall between them.  Then p(x)/a(x) - p(r)/a(r) has the sign of r - x.  In
polynomials

    a(r) p(x) - a(x) p(r) = (r - x) k(x, r)    with k ≥ 0,

which is a sum of products of facts once the signs of a and k are.  With p(r) = 0 it gives the sign of p(x); with p(x) = 0
too, and k > 0, it gives x = r.  The weight a is tried as a product f_1 ⋯ f_n of affine factors with p = a', where
p/a = Σ f_i'/f_i falls since every f_i is log-concave, and as a product of powers of the distances from bounds of x (the
argument behind the rule of signs of DESCARTES in the basis of BERNSTEIN).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from typing import Any

from flint import fmpz_mpoly

from symgame.logic.deciders.methods import Goal, Prove, constant_slope
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.factoring import factors
from symgame.logic.polynomials import Poly

MAX_WEIGHTS = 12

Rows = list[tuple[Any, Product]]


@dataclass
class _Falling:
    """``a(r) p(x) - a(x) p(r) = (r - x) Σ rows``, with facts in `system` that make a positive and the rows non-negative."""

    system: System
    lemmas: Lemmas
    at_x: Poly
    at_root: Poly
    at_root_factors: Product
    rows: Rows


def by_monotone(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """The sign beside a root, from a positive weight that makes the polynomial monotone."""
    p, relation = goal
    gens = system.zero.context().gens()
    for x, root, multiple, equation in _roots(system, p):
        for gap, wanted in ((gens[root] - gens[x], p), (gens[x] - gens[root], -p)):
            order = system.relation(gap)
            if order not in (">", ">=") or (relation == ">" and order != ">"):
                continue
            for found in _falling(system, wanted, x, root, relation, prove, depth):
                inner = found.system
                rows = [(c, ((gap, 1), *product_)) for c, product_ in found.rows]
                last = inner.lemma(goal, [(1, ((-p, 1), *found.at_root_factors)), *rows], "monotone beside a root")
                zero = (inner.expression(found.at_x * multiple), inner.expression(equation))
                return (*found.lemmas, replace(last, zeros=(zero,)))
    return None


def by_uniqueness(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """x = r for two roots of a polynomial, from a positive weight that makes it strictly monotone."""
    gens = system.zero.context().gens()
    for q in (q for q, r in system.facts if r == "="):
        for x, root, multiple, equation in _roots(system, q):
            gap = gens[root] - gens[x]
            if goal[0] not in (gap, -gap):
                continue
            for sign in (1, -1):
                for found in _falling(system, sign * q, x, root, ">", prove, depth):
                    inner, expression = found.system, found.system.expression
                    rows = [(c, ((gap, 2), *product_)) for c, product_ in found.rows]
                    last = inner.lemma(goal, rows, "uniqueness of a root")
                    first = (expression(-sign * gap * found.at_root), expression(q))
                    second = (expression(sign * gap * found.at_x * multiple), expression(equation))
                    return (*found.lemmas, replace(last, zeros=(first, second)))
    return None


def _roots(system: System, p: Poly) -> Iterator[tuple[int, int, Poly, Poly]]:
    """Generators x and r with an equation of which p, with r in the place of x, is a multiple: ``(x, r, multiple, equation)``."""
    for q in (q for q, r in system.facts if r == "="):
        for x, root in product(_occurring(p), _occurring(q)):
            if x == root or p.degrees()[root] or q.degrees()[x]:
                continue
            multiple, rest = divmod(renamed(p, x, root), q)
            if rest.is_zero():
                system.meter.spend()
                yield x, root, multiple, q


def _occurring(p: Poly) -> list[int]:
    return [i for i, d in enumerate(p.degrees()) if d]


def renamed(p: Poly, x: int, other: int) -> Poly:
    """p with two generators exchanged."""
    rows = {}
    for exponents, c in p.to_dict().items():
        row = list(exponents)
        row[x], row[other] = row[other], row[x]
        rows[tuple(row)] = c
    return fmpz_mpoly(rows, p.context())


def _falling(
    system: System, p: Poly, x: int, root: int, relation: str, prove: Prove, depth: int
) -> Iterator[_Falling]:
    """Ways in which p/a falls between x and the root; strictly for the relation >."""
    for bound, below in _bounds(system, x, root):
        found = _by_product(system, p, x, root, (bound, below), prove, depth)
        if found is not None:
            yield found
    for weight in islice(_weights(system, int(p.degrees()[x]), x, root), MAX_WEIGHTS):
        system.meter.spend()
        found = _by_weight(system, p, x, root, weight, relation, prove, depth)
        if found is not None:
            yield found


def _bounds(system: System, x: int, root: int) -> list[tuple[Poly, bool]]:
    """Facts ``x - low`` and ``high - x``, with whether they bound from below; bounds without the root."""
    found = []
    for q, relation in system.facts:
        if relation not in (">", ">=") or q.degrees()[root] or not constant_slope(q, x):
            continue
        if abs(int(q.derivative(x).coeffs()[0])) == 1:
            found.append((q, int(q.derivative(x).coeffs()[0]) > 0))
    return found


def _integral(p: Poly, x: int, start: Poly) -> Poly:
    """A positive multiple of the integral of p from a bound, which is a polynomial in other generators."""
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


def _by_product(
    system: System, p: Poly, x: int, root: int, bound: tuple[Poly, bool], prove: Prove, depth: int
) -> _Falling | None:
    """The weight is an integral a = f_1 ⋯ f_n of p: a(r) a'(x) - a(x) a'(r) = (r - x) Σ f_i'² Π_{j ≠ i} f_j(x) f_j(r)."""
    unknown = system.zero.context().gens()[x]
    parts = factors(_integral(p, x, unknown - bound[0] if bound[1] else unknown + bound[0]))[1]
    if any(m > 1 or f.degrees()[x] != 1 for f, m in parts) or len(parts) < 2:
        return None
    lemmas: Lemmas = ()
    pairs: list[tuple[Poly, Poly]] = []
    for f, _ in parts:
        for g in (f, -f):
            found = _positive(system, (g, renamed(g, x, root)), prove, depth)
            if found is not None:
                system, lemmas = found[0], (*lemmas, *found[1])
                pairs.append((g, renamed(g, x, root)))
                break
        else:
            return None
    at_x, at_root = system.zero + 1, system.zero + 1
    for f, g in pairs:
        at_x, at_root = at_x * f, at_root * g
    slope = at_x.derivative(x)
    common = p.gcd(slope)
    top, bottom = p / common, slope / common
    if not (top.is_constant() and bottom.is_constant()) or top.coeffs()[0] * bottom.coeffs()[0] < 0:
        return None
    scale = Fraction(int(top.coeffs()[0]), int(bottom.coeffs()[0]))
    rows: Rows = []
    for i, (f, _) in enumerate(pairs):
        own = f.derivative(x)
        number, square = (int(own.coeffs()[0]) ** 2, ()) if own.is_constant() else (1, ((own, 2),))
        others = tuple((h, 1) for j, pair in enumerate(pairs) for h in pair if j != i)
        rows.append((number * scale, (*square, *others)))
    return _Falling(system, lemmas, at_x, at_root, tuple((g, 1) for _, g in pairs), rows)


def _positive(system: System, polys: tuple[Poly, ...], prove: Prove, depth: int) -> tuple[System, Lemmas] | None:
    """The system with all polynomials positive, and the lemmas that show it."""
    lemmas: Lemmas = ()
    for p in polys:
        found = () if system.known(p, ">") else prove(system, (p, ">"), min(depth - 1, 1))
        if found is None:
            return None
        for lemma in found:
            system = system.with_fact(system.poly(lemma.fact.expression), lemma.fact.relation)
        lemmas += found
    return system, lemmas


def _weights(system: System, degree: int, x: int, root: int) -> Iterator[Product]:
    """Products of powers of the distances from a lower and an upper bound."""
    bounds = _bounds(system, x, root)
    lows, highs = [q for q, below in bounds if below], [q for q, below in bounds if not below]
    yield ()
    for low in lows:
        yield from (((low, n),) for n in range(1, degree + 1))
    for low, high in product(lows, highs):
        yield from (((low, n), (high, degree - n)) for n in range(1, degree))
    for high in highs:
        yield from (((high, n),) for n in range(1, degree + 1))


def _by_weight(
    system: System, p: Poly, x: int, root: int, weight: Product, relation: str, prove: Prove, depth: int
) -> _Falling | None:
    """The quotient (a(r) p(x) - a(x) p(r))/(r - x) has a sign."""
    gens = system.zero.context().gens()
    factors_ = tuple((renamed(q, x, root), n) for q, n in weight)
    found = _positive(system, tuple(q for q, _ in (*weight, *factors_)), prove, depth)
    if found is None:
        return None
    inner, lemmas = found
    at_x, at_root = system.zero + 1, system.zero + 1
    for (q, n), (g, _) in zip(weight, factors_, strict=True):
        at_x, at_root = at_x * q**n, at_root * g**n
    k = (at_root * p - at_x * renamed(p, x, root)) / (gens[root] - gens[x])
    if k.is_zero():
        return None
    if k.is_constant():
        rows: Rows = [(k.coeffs()[0], ())]
        return _Falling(inner, lemmas, at_x, at_root, factors_, rows) if k.coeffs()[0] > 0 else None
    signed = () if inner.known(k, relation) else prove(inner, (k, relation), min(depth - 1, 1))
    if signed is None:
        return None
    for lemma in signed:
        inner = inner.with_fact(inner.poly(lemma.fact.expression), lemma.fact.relation)
    return _Falling(inner, (*lemmas, *signed), at_x, at_root, factors_, [(1, ((k, 1),))])
