"""Searches on an interval, in the basis of BERNSTEIN (1912).

Let L = αx - λ ≥ 0 and U = μ - βx ≥ 0 be facts with α, β > 0, and W = αμ - βλ, so that W = αU + βL and Wx = λU + μL.  Then

    W^n p = Σ_j p_j (λU + μL)^j (αU + βL)^(n-j) = Σ_k b_k L^k U^(n-k)    for p = Σ_j p_j x^j of degree n,

and p ≥ 0 when every b_k ≥ 0: the b_k do not contain x.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import comb
from typing import Any

from flint import fmpz_mpoly

from symgame.logic.deciders.methods import Goal, Prove, by_coefficients
from symgame.logic.deciders.slacks import by_slacks
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.polynomials import Poly

MAX_PAIRS = 6
MAX_DEGREE = 8


@dataclass
class _Interval:
    """L = alpha x - lam and U = mu - beta x, both non-negative; W = alpha U + beta L."""

    low: Poly
    high: Poly
    alpha: Poly
    beta: Poly
    lam: Poly
    mu: Poly

    @property
    def width(self) -> Poly:
        return self.alpha * self.mu - self.beta * self.lam


def by_interval(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """Coefficients of known sign in the basis of Bernstein, in one unknown between two bounds among the facts."""
    p = goal[0]
    for i in (i for i, d in enumerate(p.degrees()) if 0 < d <= MAX_DEGREE):
        for inner, lemmas, interval in islice(_intervals(system, i), MAX_PAIRS):
            system.meter.spend()
            found = _expanded(inner, goal, i, interval, prove, depth)
            if found is not None:
                return (*lemmas, *found)
    return None


def _intervals(system: System, i: int) -> Iterator[tuple[System, Lemmas, _Interval]]:
    """Pairs of bounds of generator i; those with numbers as slopes first."""
    x = system.zero.context().gens()[i]
    lows: list[tuple[Poly, Poly, Poly, Lemmas]] = []
    highs: list[tuple[Poly, Poly, Poly, Lemmas]] = []
    for q, relation in system.facts:
        if relation not in (">", ">=") or q.degrees()[i] != 1:
            continue
        slope = q.derivative(i)
        rest = q - slope * x
        for side, sign in ((lows, 1), (highs, -1)):
            found = _positive(system, sign * slope)
            if found is not None:
                side.append((q, sign * slope, -sign * rest, found))
                break
    pairs = sorted(product(lows, highs), key=lambda pair: len(pair[0][0]) + len(pair[1][0]))
    for (low, alpha, lam, first), (high, beta, mu, second) in pairs:
        lemmas = tuple(dict.fromkeys((*first, *second)))
        inner = system
        for lemma in lemmas:
            inner = inner.with_fact(inner.poly(lemma.fact.expression), lemma.fact.relation)
        yield inner, lemmas, _Interval(low, high, alpha, beta, lam, mu)


def _positive(system: System, p: Poly) -> Lemmas | None:
    """Lemmas for p > 0 by methods that end at once; a slope is looked at for every fact."""
    if p.is_constant():
        return () if not p.is_zero() and p.coeffs()[0] > 0 else None
    if system.known(p, ">"):
        return ()
    return by_coefficients(system, (p, ">")) or by_slacks(system, (p, ">"))


def _expanded(system: System, goal: Goal, i: int, interval: _Interval, prove: Prove, depth: int) -> Lemmas | None:
    """The lemma, after lemmas for the coefficients."""
    p, relation = goal
    n = int(p.degrees()[i])
    left = _multiplied_goal(system, p, n, interval)
    if left is None:
        return None
    lemmas: Lemmas = ()
    rows: list[tuple[Any, Product]] = []
    strict = relation == ">="
    parts = coefficients(p, i, interval)
    for k, b in enumerate(parts):
        tail = _powers(interval.low, k, interval.high, n - k)
        if b.is_zero():
            continue
        may = not strict and all(system.relation(q) == ">" for q, _ in tail)
        found = _signed(system, b, ">", prove, depth) if may else None
        strict = strict or found is not None
        found = found or _signed(system, b, ">=", prove, depth)
        if found is None:
            return None
        own, heads = found
        for lemma in own:
            system = system.with_fact(system.poly(lemma.fact.expression), lemma.fact.relation)
        lemmas += own
        rows += [(c, (*head, *tail)) for c, head in heads]
    if not strict:
        rows_ = _with_constant(parts, n, interval)
        if rows_ is None:
            return None
        rows = rows_
    return (*lemmas, system.lemma(goal, [*left, *rows], "Bernstein basis"))


def _multiplied_goal(system: System, p: Poly, n: int, interval: _Interval) -> list[tuple[Any, Product]] | None:
    """W^n times the negated goal: with W as a factor where it is known to be positive, else written in L and U."""
    width = interval.width
    if width.is_constant():
        return [(width.coeffs()[0] ** n, ((-p, 1),))] if not width.is_zero() and width.coeffs()[0] > 0 else None
    if system.relation(width) == ">":
        return [(1, ((-p, 1), (width, n)))]
    if ">" not in (system.relation(interval.low), system.relation(interval.high)):
        return None
    rows: list[tuple[Any, Product]] = []
    for k in range(n + 1):
        head: Product = ((-p, 1), *_powers(interval.alpha, n - k, interval.beta, k))
        number = comb(n, k)
        for q, e in head[1:]:
            number *= int(q.coeffs()[0]) ** e if q.is_constant() else 1
        kept = tuple((q, e) for q, e in head if not q.is_constant())
        rows.append((number, (*kept, *_powers(interval.low, k, interval.high, n - k))))
    return rows


def _with_constant(parts: list[Poly], n: int, interval: _Interval) -> list[tuple[Any, Product]] | None:
    """On a closed interval of constant width and with positive numbers as coefficients, a positive constant is split off."""
    width = interval.width
    if not width.is_constant() or not all(b.is_constant() and not b.is_zero() for b in parts):
        return None
    least = min(Fraction(int(b.coeffs()[0]), comb(n, k)) for k, b in enumerate(parts))
    if least <= 0 or not interval.alpha.is_constant() or not interval.beta.is_constant():
        return None
    alpha, beta = (Fraction(int(q.coeffs()[0])) for q in (interval.alpha, interval.beta))
    scale = least / max(alpha, beta) ** n
    rows: list[tuple[Any, Product]] = [(scale * Fraction(int(width.coeffs()[0])) ** n, ())]
    for k, b in enumerate(parts):
        rest = Fraction(int(b.coeffs()[0])) - scale * comb(n, k) * alpha ** (n - k) * beta**k
        if rest:
            rows.append((rest, _powers(interval.low, k, interval.high, n - k)))
    return rows


def _signed(
    system: System, b: Poly, relation: str, prove: Prove, depth: int
) -> tuple[Lemmas, list[tuple[Any, Product]]] | None:
    """Lemmas for a coefficient, and the coefficient as a sum of products of facts."""
    if b.is_constant():
        return ((), [(b.coeffs()[0], ())]) if b.coeffs()[0] > 0 else None
    read = by_coefficients(system, (b, relation))
    if read is not None:
        terms = read[-1].terms[1:]  # type: ignore[union-attr]
        return (), [(t.coefficient, tuple((system.poly(base), e) for base, e in t.factors)) for t in terms]
    found = () if system.known(b, relation) else prove(system, (b, relation), depth - 1) if depth > 0 else None
    return None if found is None else (found, [(1, ((b, 1),))])


def _powers(a: Poly, j: int, b: Poly, k: int) -> Product:
    return (*(((a, j),) if j else ()), *(((b, k),) if k else ()))


def coefficients(p: Poly, i: int, interval: _Interval) -> list[Poly]:
    """The b_k, from k = 0."""
    n, ctx = int(p.degrees()[i]), p.context()
    found = [ctx.constant(0) for _ in range(n + 1)]
    by_degree: dict[int, dict] = {}
    for exponents, c in p.to_dict().items():
        by_degree.setdefault(exponents[i], {})[exponents[:i] + (0,) + exponents[i + 1 :]] = c
    for j, rest in by_degree.items():
        lower = fmpz_mpoly(rest, ctx)
        for a in range(j + 1):
            first = lower * comb(j, a) * interval.mu**a * interval.lam ** (j - a)
            for b in range(n - j + 1):
                found[a + b] += first * comb(n - j, b) * interval.beta**b * interval.alpha ** (n - j - b)
    return found
