"""Searches by bounds: slacks in the place of unknowns.

With x = bound + slack for bounds among the facts a polynomial whose coefficients are all positive is positive; the slacks
written out again, that is a sum of products of facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product
from typing import Any

import sympy as sp
from flint import fmpz_mpoly

from symgame.logic.deciders.methods import Goal, Prove, by_squares, constant_slope
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Isolation, Lemma, Term
from symgame.logic.polynomials import Poly

MAX_SUBSTITUTIONS = 48


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
        own = sorted((q for q in bounds if constant_slope(q, i)), key=lambda q: sum(d > 0 for d in q.degrees()))
        if not own:
            return
        options[i] = [(q, i) for q in own[:4]]
        pending += [j for q in own[:4] for j, d in enumerate(q.degrees()) if d and j not in options]
    for combination in product(*options.values()):
        found = _sorted(list(combination))
        if found is not None:
            yield found


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
