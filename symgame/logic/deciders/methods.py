"""Searches for one lemma: by coefficients, by factors, by slacks, by squares, and by Sturm sequences.

Each takes a system of facts and a goal ``p > 0`` or ``p >= 0`` and returns lemmas, the last of which is the goal, or None.
What they return is checked elsewhere, by arithmetic that shares nothing with the search.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import fmpz_mpoly

from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.factoring import factors
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma
from symgame.logic.polynomials import Poly
from symgame.logic.sturm import positive_on

Goal = tuple[Poly, str]
Prove = Callable[[System, Goal, int], "Lemmas | None"]


def by_coefficients(system: System, goal: Goal, terms: list[tuple[Any, Product]] | None = None) -> Lemmas | None:
    """Every monomial is a positive number times generators and squares of known sign."""
    p, relation = goal
    gens = p.context().gens()
    signs = [system.relation(g) for g in gens]
    rows: list[tuple[Any, Product]] = []
    strict = False
    for exponents, c in p.to_dict().items():
        if c <= 0 or any(e % 2 and s not in (">", ">=") for e, s in zip(exponents, signs, strict=True)):
            return None
        rows.append((c, tuple((g, e) for g, e in zip(gens, exponents, strict=True) if e)))
        strict |= all(s in (">", "!=") for e, s in zip(exponents, signs, strict=True) if e)
    if relation == ">" and not strict:
        return None
    return (system.lemma(goal, [(1, ((-p, 1),)), *rows], "coefficients"),)


def by_factors(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """The sign of every irreducible factor of odd multiplicity is proved on its own."""
    p, relation = goal
    constant, parts = factors(p)
    if len(parts) == 1 and parts[0][1] == 1:
        return None
    lemmas: Lemmas = ()
    rows: list[tuple[Poly, int]] = []
    for f, multiplicity in sorted(parts, key=lambda fm: len(fm[0])):
        if multiplicity % 2:
            signed = _signed(system, f, relation, prove, depth)
            if signed is None:
                return None
            g, found = signed
            constant = -constant if g != f else constant
        else:
            g, found = f, ()
            if relation == ">" and system.relation(f) not in (">", "!="):
                signed = _signed(system, f, ">", prove, depth)
                if signed is None:
                    return None
                g, found = signed
        for lemma in found:
            system = system.with_fact(system.poly(lemma.fact.expression), lemma.fact.relation)
        lemmas += found
        rows.append((g, multiplicity))
    if constant <= 0:
        return None
    return (*lemmas, system.lemma(goal, [(1, ((-p, 1),)), (constant, tuple(rows))], "factors"))


def _signed(system: System, f: Poly, relation: str, prove: Prove, depth: int) -> tuple[Poly, Lemmas] | None:
    """f or -f, whichever is proved to satisfy the relation, with the lemmas."""
    for g in (f, -f):
        if system.known(g, relation):
            return g, ()
    for g in (f, -f):
        found = prove(system, (g, relation), depth - 1)
        if found is not None:
            return g, found
    return None


def sharpened(system: System, prove: Prove) -> Lemmas:
    """Facts about products turned into facts about the one factor whose sign is not known."""
    lemmas: list[Lemma | Isolation] = []
    for p, relation in system.facts:
        constant, parts = factors(p)
        if relation not in (">", ">=") or len(parts) < 2:
            continue
        rows, open_, before = [], [], list(lemmas)
        for f, multiplicity in parts:
            signed = _signed(system, f, ">", prove, 1)
            if signed is None:
                open_.append((f, multiplicity))
                continue
            g, found = signed
            before += [x for x in found if x not in before]
            constant = -constant if g != f and multiplicity % 2 else constant
            rows.append((g, multiplicity))
        if len(open_) == 1 and open_[0][1] == 1:
            g = open_[0][0] if constant > 0 else -open_[0][0]
            terms = [(1, ((p, 1),)), (abs(constant), (*rows, (-g, 1)))]
            lemmas = [*before, system.lemma((g, relation), terms, "factors")]
            for lemma in lemmas:
                system = system.with_fact(system.poly(lemma.fact.expression), lemma.fact.relation)
    return tuple(lemmas)


def by_squares(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """4a p = (2a x + b)² + (4ac - b²) for p = a x² + b x + c with a > 0."""
    p, relation = goal
    gens = p.context().gens()
    for i in (i for i, d in enumerate(p.degrees()) if d == 2):
        a, b, c = _quadratic(p, i)
        rest = 4 * a * c - b * b
        first = () if system.relation(a) == ">" or _positive_constant(a) else prove(system, (a, ">"), depth - 1)
        if first is None:
            continue
        inner = system.with_fact(a, ">")
        square = 2 * a * gens[i] + b
        rows: list[tuple[Any, Product]] = [(4, ((a, 1), (-p, 1)) if not a.is_constant() else ((-p, 1),))]
        if a.is_constant():
            rows = [(4 * a.coeffs()[0], ((-p, 1),))]
        rows.append((1, ((square, 2),)))
        if rest.is_zero():
            if relation == ">=":
                return (*first, inner.lemma(goal, rows, "squares"))
            continue
        second = () if _positive_constant(rest) else prove(inner, (rest, relation), depth - 1)
        if second is None:
            continue
        rows.append((rest.coeffs()[0], ()) if rest.is_constant() else (1, ((rest, 1),)))
        return (*first, *second, inner.lemma(goal, rows, "squares"))
    return None


def _positive_constant(p: Poly) -> bool:
    return p.is_constant() and not p.is_zero() and p.coeffs()[0] > 0


def _quadratic(p: Poly, i: int) -> tuple[Poly, Poly, Poly]:
    rows: list[dict] = [{}, {}, {}]
    for exponents, c in p.to_dict().items():
        rows[exponents[i]][exponents[:i] + (0,) + exponents[i + 1 :]] = c
    c0, c1, c2 = (fmpz_mpoly(r, p.context()) for r in rows)
    return c2, c1, c0


def by_sturm(system: System, goal: Goal) -> Lemmas | None:
    """A polynomial in one unknown without root between two rational bounds among the facts."""
    p, relation = goal
    used = [i for i, d in enumerate(p.degrees()) if d]
    if len(used) != 1:
        return None
    i = used[0]
    dense = [Fraction(0)] * (p.degrees()[i] + 1)
    for exponents, c in p.to_dict().items():
        dense[exponents[i]] = Fraction(int(c))
    lows, highs = _rational_bounds(system, i, 1), _rational_bounds(system, i, -1)
    low, low_open = max(lows, default=(None, True))  # type: ignore[type-var]
    high, high_open = min(highs, key=lambda e: (e[0], not e[1]), default=(None, True))
    if not positive_on(dense, low, high, low_open, high_open, strict=relation == ">"):
        return None
    ends = [sp.Rational(e.numerator, e.denominator) if e is not None else None for e in (low, high)]
    fact = Fact(system.expression(p), relation)
    return (Isolation(fact, -sp.oo if ends[0] is None else ends[0], sp.oo if ends[1] is None else ends[1]),)


def _rational_bounds(system: System, i: int, side: int) -> list[tuple[Fraction, bool]]:
    """The rational numbers below (side 1) or above (-1) the unknown, and whether strictly; facts with unit slope only."""
    found = []
    for q, relation in system.facts:
        if relation in (">", ">=") and constant_slope(q, i) and sum(d > 0 for d in q.degrees()) == 1:
            slope = int(q.derivative(i).coeffs()[0])
            if slope * side > 0:
                rest = q - slope * q.context().gens()[i]
                constant = int(rest.coeffs()[0]) if not rest.is_zero() else 0
                found.append((Fraction(-constant, slope), relation == ">"))
    return found


def constant_slope(q: Poly, i: int) -> bool:
    """Whether q is linear in generator i, with a number as coefficient."""
    return q.degrees()[i] == 1 and q.derivative(i).is_constant()
