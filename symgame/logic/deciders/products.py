"""Search by exact linear programming: a non-negative combination of products of facts that contradicts the negated goal.

After HANDELMAN (1988) and KRIVINE (1964).  The rational simplex of an SMT solver finds the multipliers; they are a guess that
is checked by arithmetic.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from typing import Any

import sympy as sp

from symgame.logic.deciders.methods import Goal
from symgame.logic.deciders.system import Lemmas, Product, System
from symgame.logic.facts import Fact
from symgame.logic.lemmas import Lemma, Term
from symgame.logic.polynomials import Poly
from symgame.logic.worker import worker

MAX_PRODUCTS = 400
MAX_TERMS = 40
SECONDS = 2.0


def by_products(system: System, goal: Goal, *, factors: int = 2) -> Lemmas | None:
    """A lemma from products of at most `factors` facts, the negated goal among them, and multiples of equations."""
    p, relation = goal
    against = {">": (-p, ">="), ">=": (-p, ">"), "=": (p, "!=")}.get(relation, (p, "="))
    facts = [f for f in (*system.facts, against) if f[1] != "=" and not f[0].is_constant()]
    zeros = [q for q, r in (*system.facts, against) if r == "="]
    rows = products(facts, factors)
    squares = _differences(system)
    rows += [(((q, 2),), False) for q in squares]
    if factors > 2:
        rows += [(((f, 1), (q, 2)), False) for f, r in facts if r != "!=" for q in squares if f != -p]
    free = [(m, z) for z in zeros for m in multipliers(system, z, rows)]
    if len(rows) > MAX_PRODUCTS or len(free) > MAX_PRODUCTS:
        return None
    found = combination([_value(r, system) for r, _ in rows], [s for _, s in rows], [m * z for m, z in free], system)
    if found is None:
        return None
    weights, multiples = found
    terms = tuple(
        Term(_rational(w), tuple((system.expression(q), e) for q, e in r))
        for w, (r, _) in zip(weights, rows, strict=True)
        if w
    )
    summed: dict[Any, Any] = {}
    for w, (m, z) in zip(multiples, free, strict=True):
        if w:
            key = system.expression(z)
            summed[key] = summed.get(key, 0) + _rational(w) * system.expression(m)
    lemma = Lemma(Fact(system.expression(p), relation), terms, tuple((m, z) for z, m in summed.items()), "products")
    return (lemma,) if len(terms) <= MAX_TERMS else None


def products(facts: list[tuple[Poly, str]], count: int) -> list[tuple[Product, bool]]:
    """Products of at most `count` facts, and whether each is strictly positive; the constant 1 first."""
    found: list[tuple[Product, bool]] = [((), True)]
    ordered = [f for f in facts if f[1] != "!="]
    unequal = [f for f in facts if f[1] == "!="]
    for n in range(1, count + 1):
        for chosen in combinations_with_replacement(range(len(ordered)), n):
            powers = {i: chosen.count(i) for i in chosen}
            strict = all(ordered[i][1] == ">" for i in powers)
            found.append((tuple((ordered[i][0], e) for i, e in powers.items()), strict))
    found += [(((q, 2),), True) for q, _ in unequal]
    return found


def _differences(system: System) -> list[Poly]:
    """Differences of generators, whose squares may help; few generators only."""
    gens = list(system.zero.context().gens())
    return ([a - b for a, b in combinations(gens, 2)] if len(gens) <= 4 else []) + (gens if len(gens) <= 9 else [])


def multipliers(system: System, zero: Poly, rows: list[tuple[Product, bool]]) -> list[Poly]:
    """Monomials that bring an equation up to the degree of the products."""
    degree = max(sum(q.total_degree() * e for q, e in r) for r, _ in rows)
    room = min(2, max(0, degree - zero.total_degree()))
    gens = list(system.zero.context().gens())
    found = [system.zero + 1]
    for n in range(1, room + 1):
        for chosen in combinations_with_replacement(gens, n):
            m = system.zero + 1
            for g in chosen:
                m = m * g
            found.append(m)
    return found


def _value(product: Product, system: System) -> Poly:
    total = system.zero + 1
    for q, e in product:
        total = total * q**e
    return total


def combination(
    values: list[Poly], strict: list[bool], free: list[Poly], system: System
) -> tuple[list[Fraction], list[Fraction]] | None:
    """Weights w ≥ 0 and v with Σ w·values + Σ v·free = 0 where the strictly positive values weigh 1 together."""
    columns: dict[tuple[int, ...], list[str]] = {}
    for name, polys in (("w", values), ("v", free)):
        for j, q in enumerate(polys):
            for exponents, c in q.to_dict().items():
                number = str(c) if c >= 0 else f"(- {-c})"
                columns.setdefault(exponents, []).append(f"(* {number} {name}{j})")
    lines = ["(set-logic QF_LRA)"]
    lines += [f"(declare-const w{j} Real)(assert (>= w{j} 0))" for j in range(len(values))]
    lines += [f"(declare-const v{j} Real)" for j in range(len(free))]
    lines += [f"(assert (= {_sum(c)} 0))" for c in columns.values()]
    total = [f"w{j}" for j, s in enumerate(strict) if s]
    lines.append(f"(assert (= {_sum(total)} 1))")
    system.meter.spend()
    answer = worker("z3").ask("\n".join(lines), (("default", min(SECONDS, max(0.01, system.meter.left_seconds))),))
    if answer.answer != "sat":
        return None
    return ([_number(answer.model, f"w{j}") for j in range(len(values))], [_number(answer.model, f"v{j}") for j in range(len(free))])


def _number(model: Any, name: str) -> Fraction:
    value = model.get(name, "0/1")
    return Fraction(value) if isinstance(value, str) else Fraction(0)


def _sum(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"(+ {' '.join(parts)})"


def _rational(value: Fraction) -> Any:
    return sp.Rational(value.numerator, value.denominator)
