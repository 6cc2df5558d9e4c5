"""Searches for one lemma: by coefficients, by factors, by slacks, by squares, and by Sturm sequences.

Each takes a system of facts and a goal ``p > 0`` or ``p >= 0`` and returns lemmas, the last of which is the goal, or None.
What they return is checked elsewhere, by arithmetic that shares nothing with the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice, product
from math import comb
from typing import Any

import sympy as sp
from flint import fmpz_mpoly

from symgame.logic.certificate import Isolation, Lemma, Term
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.facts import Fact
from symgame.logic.polynomials import Poly, factors
from symgame.logic.sturm import positive_on

Goal = tuple[Poly, str]
Prove = Callable[[System, Goal, int], "Lemmas | None"]

MAX_SUBSTITUTIONS = 48


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


def by_slacks(system: System, goal: Goal) -> Lemmas | None:
    """After x = bound ± slack, for bounds among the facts, all coefficients are positive."""
    p = goal[0]
    for choice in islice(_choices(system, p), MAX_SUBSTITUTIONS):
        system.meter.spend()
        rows = _slack_rows(system, p, choice)
        if rows is not None:
            strict = any(all(system.relation(q) in (">", "!=") for q, _ in r) for _, r in rows)
            if strict or goal[1] == ">=":
                return (system.lemma(goal, [(1, ((-p, 1),)), *rows], "slacks"),)
    return None


def _choices(system: System, p: Poly) -> Iterator[list[tuple[Poly, int]]]:
    """A bound for every generator that occurs (linear in it with a number as slope), in an order in which they can be used."""
    bounds = [q for q, r in system.facts if r in (">", ">=")]
    options: dict[int, list[tuple[Poly, int]]] = {}
    pending = [i for i, d in enumerate(p.degrees()) if d]
    while pending:
        i = pending.pop()
        if i in options:
            continue
        own = sorted((q for q in bounds if _constant_slope(q, i)), key=lambda q: sum(d > 0 for d in q.degrees()))
        if not own:
            return
        options[i] = [(q, i) for q in own[:4]]
        pending += [j for q in own[:4] for j, d in enumerate(q.degrees()) if d and j not in options]
    for combination in product(*options.values()):
        found = _sorted(list(combination))
        if found is not None:
            yield found


def _constant_slope(q: Poly, i: int) -> bool:
    return q.degrees()[i] == 1 and q.derivative(i).is_constant()


def _sorted(rows: list[tuple[Poly, int]]) -> list[tuple[Poly, int]] | None:
    """Each bound after those whose bounds mention it; None for a circle."""
    done: list[tuple[Poly, int]] = []
    left = list(rows)
    while left:
        free = [r for r in left if not any(r is not s and s[0].degrees()[r[1]] for s in left)]
        if not free:
            return None
        done.append(free[0])
        left.remove(free[0])
    return done


def _in_slacks(system: System, p: Poly, choice: list[tuple[Poly, int]]) -> tuple[Poly, int]:
    """(P, c) with P(slacks) = c p, where each chosen bound is the slack in the place of its generator."""
    gens, scale = list(p.context().gens()), 1
    top = p
    for q, i in choice:
        slope = int(q.derivative(i).coeffs()[0])
        x = gens[i]
        rest = q - slope * x
        degree = top.degrees()[i]
        total, step = system.zero, abs(slope)
        replacement = (x - rest) if slope > 0 else (rest - x)
        for exponents, c in top.to_dict().items():
            e = exponents[i]
            lower = fmpz_mpoly({exponents[:i] + (0,) + exponents[i + 1 :]: c}, top.context())
            total += lower * replacement**e * step ** (degree - e)
        top, scale = total, int(scale * step**degree)
    return top, scale


def _slack_rows(system: System, p: Poly, choice: list[tuple[Poly, int]]) -> list[tuple[Any, Product]] | None:
    """p as a positive combination of products of the chosen bounds, None when a coefficient is negative."""
    top, scale = _in_slacks(system, p, choice)
    bounds = {i: q for q, i in choice}
    rows = []
    for exponents, c in top.to_dict().items():
        if c <= 0:
            return None
        rows.append((Fraction(int(c), scale), tuple((bounds[i], int(e)) for i, e in enumerate(exponents) if e)))
    return rows


def by_shift(system: System, goal: Goal, prove: Prove, depth: int) -> Lemmas | None:
    """The search again in the slacks themselves as unknowns."""
    p, relation = goal
    for choice in islice(_choices(system, p), 6):
        bounds = {i: q for q, i in choice}
        top, scale = _in_slacks(system, p, choice)
        facts = [(system.zero.context().gens()[i], system.relation(q)) for i, q in bounds.items()]
        shifted = System(system.gens, facts, system.meter)
        if all(q == system.zero.context().gens()[i] for i, q in bounds.items()):
            continue
        found = by_squares(shifted, (top, relation), prove, depth - 1)
        if found is None or any(isinstance(x, Isolation) for x in found):
            continue
        back = {system.gens[i]: system.expression(q) for i, q in bounds.items()}
        lemmas = tuple(_replaced(x, back) for x in found if isinstance(x, Lemma))
        inner = system
        for lemma in lemmas:
            inner = inner.with_fact(inner.poly(lemma.fact.expression), lemma.fact.relation)
        value = inner.poly(lemmas[-1].fact.expression)
        return (*lemmas, inner.lemma(goal, [(scale, ((-p, 1),)), (1, ((value, 1),))], "slacks"))
    return None


def _replaced(lemma: Lemma, back: dict[sp.Expr, sp.Expr]) -> Lemma:
    """The lemma with slacks written out."""

    def shown(e: sp.Expr) -> sp.Expr:
        return sp.expand(e.xreplace(back))

    terms = tuple(Term(t.coefficient, tuple((shown(b), k) for b, k in t.factors)) for t in lemma.terms)
    zeros = tuple((shown(m), shown(z)) for m, z in lemma.zeros)
    return Lemma(Fact(shown(lemma.fact.expression), lemma.fact.relation), terms, zeros, lemma.method)


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


def by_interval(system: System, goal: Goal) -> Lemmas | None:
    """Positive coefficients in the basis of BERNSTEIN on an interval with two bounds among the facts, in one unknown."""
    p = goal[0]
    for i in (i for i, d in enumerate(p.degrees()) if d):
        lows = [q for q, r in system.facts if r in (">", ">=") and _constant_slope(q, i) and q.derivative(i).coeffs()[0] == 1]
        highs = [q for q, r in system.facts if r in (">", ">=") and _constant_slope(q, i) and q.derivative(i).coeffs()[0] == -1]
        for low, high in islice(product(lows, highs), 6):
            found = _bernstein(system, goal, i, low, high)
            if found is not None:
                return found
    return None


def _bernstein(system: System, goal: Goal, i: int, low: Poly, high: Poly) -> Lemmas | None:
    """(u - l)^n p = Σ b_k (x - l)^k (u - x)^(n-k), with every b_k positive by its coefficients."""
    p = goal[0]
    x = p.context().gens()[i]
    left, right, n = x - low, high + x, p.degrees()[i]
    if system.relation(low) != ">" and system.relation(high) != ">":
        return None
    parts = _expanded_between(p, i, left, right)
    rows: list[tuple[Any, Product]] = []
    for k, b in enumerate(parts):
        if b.is_zero():
            continue
        inner = by_coefficients(system, (b, ">=")) or by_slacks(system, (b, ">="))
        if inner is None:
            return None
        for term in inner[-1].terms[1:]:  # type: ignore[union-attr]
            factors_ = tuple((system.poly(base), e) for base, e in term.factors)
            rows.append((term.coefficient, _power_rows(factors_, low, k, high, n - k)))
    goal_rows = [(comb(n, k), _power_rows(((-p, 1),), low, k, high, n - k)) for k in range(n + 1)]
    lemma = system.lemma(goal, [*goal_rows, *rows], "Bernstein basis")
    return (lemma,)


def _power_rows(head: Product, low: Poly, k: int, high: Poly, m: int) -> Product:
    return (*head, *(((low, k),) if k else ()), *(((high, m),) if m else ()))


def _expanded_between(p: Poly, i: int, left: Poly, right: Poly) -> list[Poly]:
    """The b_k of the Bernstein expansion on [left, right]."""
    n = p.degrees()[i]
    ctx = p.context()
    found = [ctx.constant(0) for _ in range(n + 1)]
    by_degree: dict[int, dict] = {}
    for exponents, c in p.to_dict().items():
        by_degree.setdefault(exponents[i], {})[exponents[:i] + (0,) + exponents[i + 1 :]] = c
    for e, rest in by_degree.items():
        coefficient = fmpz_mpoly(rest, ctx)
        # x^e (u-l)^n = (l (u-x) + u (x-l))^e ((u-x) + (x-l))^(n-e)
        for a in range(e + 1):
            for b in range(n - e + 1):
                found[a + b] += coefficient * comb(e, a) * right**a * left ** (e - a) * comb(n - e, b)
    return found


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
        if relation in (">", ">=") and _constant_slope(q, i) and sum(d > 0 for d in q.degrees()) == 1:
            slope = int(q.derivative(i).coeffs()[0])
            if slope * side > 0:
                rest = q - slope * q.context().gens()[i]
                constant = int(rest.coeffs()[0]) if not rest.is_zero() else 0
                found.append((Fraction(-constant, slope), relation == ">"))
    return found
