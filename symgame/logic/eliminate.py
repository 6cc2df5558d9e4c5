"""Quantifier elimination by virtual substitution, for bound unknowns of degree one and two.

∃x φ is a disjunction over finitely many test points: minus infinity, and for each atom its roots in x, or a point
infinitely close above them.  Substituting a test point gives polynomial conditions again, radicals included.
After LOOS and WEISPFENNING, Applying linear quantifier elimination (1993), and WEISPFENNING, Quantifier
elimination for real algebra: the quadratic case and beyond (1997).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.definitions import definition
from symgame.logic.entail import Entailment
from symgame.logic.formula import (
    AT_LEAST,
    EQUAL,
    FALSE,
    GREATER,
    TRUE,
    UNEQUAL,
    And,
    Atom,
    Defined,
    Formula,
    Or,
    atoms,
    conj,
    disj,
    make,
    negate,
)
from symgame.logic.names import fresh
from symgame.logic.normal import formula
from symgame.logic.polynomials import context, factors, fraction, lift, order_key
from symgame.logic.quantifiers import Exists, Quantifier, quantified
from symgame.logic.query import resolve
from symgame.logic.reduce import simpler_atom
from symgame.logic.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, declared

MAX_CLAUSES = 400


class NotEliminated(Exception):
    """Internal: a bound unknown occurs in a way that this method does not cover, or the result would be too long."""


def eliminated(sentence: Boolean, known: Entailment, positive: bool = True) -> Formula:
    """A quantifier-free formula equivalent to the sentence (or its negation) wherever the context of `known` holds.

    Raises
    ------
    NotEliminated
        If a bound unknown has a degree above two.
    """
    if not quantified((sentence,)):
        return resolve(formula(sentence, positive))
    if isinstance(sentence, Quantifier):
        inner = eliminated(sentence.claim, known, positive)
        if isinstance(sentence, Exists) == positive:
            return exists(sentence.bound, inner, known)
        return negate(exists(sentence.bound, negate(inner), known))
    if isinstance(sentence, sp.Not):
        return eliminated(sentence.args[0], known, not positive)
    if isinstance(sentence, sp.And | sp.Or):
        join = conj if isinstance(sentence, sp.And) == positive else disj
        return join(eliminated(a, known, positive) for a in sentence.args)
    if isinstance(sentence, sp.Implies):
        a, b = sentence.args
        join = disj if positive else conj
        return join((eliminated(a, known, not positive), eliminated(b, known, positive)))
    held = [eliminated(a, known) for a in sentence.args]
    failed = [eliminated(a, known, False) for a in sentence.args]
    if isinstance(sentence, sp.Equivalent):
        return disj((conj(held), conj(failed))) if positive else conj((disj(held), disj(failed)))
    if isinstance(sentence, sp.ITE):
        chosen = (held if positive else failed)[1:]
        return disj((conj((held[0], chosen[0])), conj((failed[0], chosen[1]))))
    raise NotEliminated(f"a quantifier under {type(sentence).__name__}")


def exists(bound: tuple[sp.Symbol, ...], inner: Formula, known: Entailment) -> Formula:
    """∃ bound: inner, without the bound symbols."""
    domain = {POSITIVE: (GREATER, 1), NEGATIVE: (GREATER, -1), NONNEGATIVE: (AT_LEAST, 1), NONPOSITIVE: (AT_LEAST, -1)}
    new: list[sp.Symbol] = []
    taken = {s.name for a in atoms(inner) for g in _gens(a) for s in g.free_symbols} | {x.name for x in bound}
    for x in bound:
        y = fresh(x, taken, real=True)
        new.append(y)
        inner = renamed(inner, x, y)
        if declared(x) in domain:
            relation, sign = domain[declared(x)]
            inner = conj((make(fraction(sign * y, (y,)).num, relation, (y,)), inner))
        elif declared(x) == NONZERO:
            inner = conj((make(fraction(y, (y,)).num, UNEQUAL, (y,)), inner))
    return _without(tuple(new), inner, known)


def _gens(leaf: Atom | Defined) -> tuple[sp.Expr, ...]:
    return leaf.gens if isinstance(leaf, Atom) else (leaf.gen,)


def _without(bound: tuple[sp.Symbol, ...], inner: Formula, known: Entailment) -> Formula:
    """Eliminate the bound symbols from each alternative, the easiest one first."""
    bound = tuple(x for x in bound if _mentions(inner, x))
    if not bound:
        return inner
    found = []
    for clause in _clauses(inner, bound, known):
        clause = _simplified(clause, known)
        x = min(bound, key=lambda y: _difficulty(clause, y))
        rest = tuple(y for y in bound if y != x)
        found.append(_without(rest, _exists_in(x, clause, known), known))
        if found[-1] == TRUE:
            return TRUE
    return disj(found)


def _simplified(clause: Formula, known: Entailment) -> Formula:
    """The conjunction with factors of proved sign dropped from its atoms."""
    parts = list(clause.args) if isinstance(clause, And) else [clause]
    for i, part in enumerate(parts):
        if isinstance(part, Atom) and part.poly.total_degree() > 1 and len(factors(part.poly)[1]) > 1:
            parts[i] = simpler_atom(part, parts[:i] + parts[i + 1 :], known)
    return conj(parts)


def _difficulty(clause: Formula, x: sp.Symbol) -> tuple[int, int]:
    """How hard it is to eliminate x: an equation of low degree, else the highest degree."""
    degrees = [(a.poly.degrees()[a.gens.index(x)], a.relation) for a in atoms(clause) if isinstance(a, Atom) and x in a.gens]
    equations = [d for d, relation in degrees if relation == EQUAL]
    return (min(equations) - 1 if equations else max((d for d, _ in degrees), default=0)), len(degrees)


def renamed(found: Formula, x: sp.Symbol, y: sp.Symbol) -> Formula:
    """The formula with the symbol y, free of declared signs, in place of x."""
    if isinstance(found, And | Or):
        return type(found)(tuple(renamed(a, x, y) for a in found.args))
    if isinstance(found, Defined):
        if x not in found.gen.free_symbols:
            return found
        written = resolve(definition(found.gen).condition)
        if definition(found.gen).second != FALSE:
            raise NotEliminated(f"{x} inside {found.gen}")
        return renamed(written if found.positive else negate(written), x, y)
    if x not in found.gens:
        if any(x in g.free_symbols for g in found.gens):
            raise NotEliminated(f"{x} stands inside a function or a radical")
        return found
    if any(g != x and x in g.free_symbols for g in found.gens):
        raise NotEliminated(f"{x} stands inside a function or a radical")
    gens = tuple(y if g == x else g for g in found.gens)
    order = tuple(sorted(gens, key=order_key))
    return make(lift(found.poly, gens, order), found.relation, order)


def _clauses(found: Formula, bound: tuple[sp.Symbol, ...], known: Entailment) -> list[Formula]:
    """Alternatives in which the bound symbols stand in conjuncts only; infeasible ones dropped."""
    if isinstance(found, Or):
        return [c for a in found.args for c in _clauses(a, bound, known)]
    if isinstance(found, And):
        branching = [a for a in found.args if isinstance(a, Or) and any(_mentions(a, x) for x in bound)]
        if branching:
            first = branching[0]
            rest = [a for a in found.args if a is not first]
            rows = [conj((a, *rest)) for a in first.args]
            if len(rows) > MAX_CLAUSES:
                raise NotEliminated("too many cases")
            return [c for r in rows for c in _clauses(r, bound, known)]
    return [found] if found != FALSE and known.possible((found,)) else []


def _mentions(found: Formula, x: sp.Symbol) -> bool:
    return any(isinstance(a, Atom) and x in a.gens for a in atoms(found))


@dataclass(frozen=True)
class TestPoint:
    """x = (p + q√d)/c, or just above it when `above`; `guard` says where that is a real number."""

    p: Any
    q: Any
    d: Any
    c: Any
    guard: Formula
    above: bool = False


def _exists_in(x: sp.Symbol, clause: Formula, known: Entailment) -> Formula:
    """∃x of a conjunction."""
    parts = clause.args if isinstance(clause, And) else (clause,)
    with_x = [a for a in parts if isinstance(a, Atom) and x in a.gens]
    rest = [a for a in parts if a not in with_x]
    if not with_x:
        return clause
    gens = tuple(sorted({g for a in with_x for g in a.gens} - {x}, key=order_key))
    rows = [(coefficients(a, x, gens), a.relation) for a in with_x]
    return conj((*rest, disj(_solutions(rows, gens, known, rest))))


def _solutions(rows: list[tuple[list[Any], str]], gens: tuple, known: Entailment, rest: list[Formula]) -> list[Formula]:
    """One formula for each test point."""
    equations = [c for c, relation in rows if relation == EQUAL]
    if equations:
        best = min(equations, key=len)
        zero = conj(make(c, EQUAL, gens) for c in best)
        found = [substituted(rows, t, gens) for t in test_points(best, gens, False)]
        if zero != FALSE and known.possible((*rest, zero)):
            left = [r for r in rows if r[0] is not best]
            found.append(conj((zero, disj(_solutions(left, gens, known, rest)))) if left else zero)
        return [f for f in found if f != FALSE and known.possible((*rest, f))]
    found = [conj(at_minus_infinity(c, relation, gens) for c, relation in rows)]
    for c, relation in rows:
        for t in test_points(c, gens, relation in (GREATER, UNEQUAL)):
            found.append(substituted(rows, t, gens))
    return [f for f in found if f != FALSE and known.possible((*rest, f))]


def coefficients(atom: Atom, x: sp.Symbol, gens: tuple) -> list[Any]:
    """The coefficients of the atom's polynomial in x, constant first, over the other generators."""
    i = atom.gens.index(x)
    others = atom.gens[:i] + atom.gens[i + 1 :]
    ctx = context(len(others))
    rows: dict[int, dict] = {}
    for exponents, c in atom.poly.to_dict().items():
        rows.setdefault(exponents[i], {})[exponents[:i] + exponents[i + 1 :]] = c
    return [lift(ctx.from_dict(rows.get(k, {})), others, gens) for k in range(max(rows) + 1)]


def test_points(c: list[Any], gens: tuple, above: bool) -> list[TestPoint]:
    """The roots of a polynomial of degree at most two, with the cases of vanishing leading coefficients."""
    if len(c) > 3:
        raise NotEliminated(f"a bound unknown has degree {len(c) - 1}")
    one, zero = context(len(gens)).constant(1), context(len(gens)).constant(0)
    found = []
    if len(c) == 3:
        discriminant = c[1] ** 2 - 4 * c[0] * c[2]
        guard = conj((make(c[2], UNEQUAL, gens), make(discriminant, AT_LEAST, gens)))
        if guard != FALSE:
            found += [TestPoint(-c[1], one * s, discriminant, 2 * c[2], guard, above) for s in (1, -1)]
    if len(c) >= 2:
        lower = make(c[2], EQUAL, gens) if len(c) == 3 else TRUE
        guard = conj((lower, make(c[1], UNEQUAL, gens)))
        if guard != FALSE:
            found.append(TestPoint(-c[0], zero, zero, c[1], guard, above))
    return found


def substituted(rows: list[tuple[list[Any], str]], point: TestPoint, gens: tuple) -> Formula:
    """The conjunction of atoms at a test point."""
    parts = [point.guard]
    for c, relation in rows:
        parts.append(_above(c, relation, point, gens) if point.above else _at(c, relation, point, gens))
        if parts[-1] == FALSE:
            return FALSE
    return conj(parts)


def _at(c: list[Any], relation: str, t: TestPoint, gens: tuple) -> Formula:
    """``Σ c_k x^k relation 0`` at x = (p + q√d)/c."""
    n = len(c) - 1
    a, b = 0 * t.p, 0 * t.p
    pa, pb = t.p**0, 0 * t.p
    for k in range(n + 1):
        scale = c[k] * t.c ** (n - k)
        a, b = a + scale * pa, b + scale * pb
        pa, pb = pa * t.p + pb * t.q * t.d, pa * t.q + pb * t.p
    if n % 2:
        a, b = a * t.c, b * t.c
    return _radical_sign(a, b, t.d, relation, gens)


def _radical_sign(a: Any, b: Any, d: Any, relation: str, gens: tuple) -> Formula:
    """``a + b√d relation 0`` for d ≥ 0, without the radical."""
    if b.is_zero() or d.is_zero():
        return make(a, relation, gens)
    norm = a * a - b * b * d
    if relation == EQUAL:
        return conj((make(-a * b, AT_LEAST, gens), make(norm, EQUAL, gens)))
    if relation == UNEQUAL:
        return disj((make(a * b, GREATER, gens), make(norm, UNEQUAL, gens)))
    if relation == AT_LEAST:
        return disj(
            (
                conj((make(a, AT_LEAST, gens), make(norm, AT_LEAST, gens))),
                conj((make(b, AT_LEAST, gens), make(-norm, AT_LEAST, gens))),
            )
        )
    return disj(
        (
            conj((make(a, GREATER, gens), make(norm, GREATER, gens))),
            conj((make(b, AT_LEAST, gens), disj((make(a, GREATER, gens), make(-norm, GREATER, gens))))),
        )
    )


def _above(c: list[Any], relation: str, t: TestPoint, gens: tuple) -> Formula:
    """The atom just above the point: the first derivative that does not vanish decides."""
    if relation == EQUAL:
        return conj(make(k, EQUAL, gens) for k in c)
    if relation == UNEQUAL:
        return disj(make(k, UNEQUAL, gens) for k in c)
    here = _at(c, GREATER, t, gens)
    if len(c) == 1:
        return make(c[0], relation, gens)
    slope = [k * c[k] for k in range(1, len(c))]
    return disj((here, conj((_at(c, EQUAL, t, gens), _above(slope, relation, t, gens)))))


def at_minus_infinity(c: list[Any], relation: str, gens: tuple) -> Formula:
    """The atom for all x below some bound."""
    if relation == EQUAL:
        return conj(make(k, EQUAL, gens) for k in c)
    if relation == UNEQUAL:
        return disj(make(k, UNEQUAL, gens) for k in c)
    leading = c[-1] * (-1) ** (len(c) - 1)
    if len(c) == 1:
        return make(leading, relation, gens)
    below = at_minus_infinity(c[:-1], relation, gens)
    return disj((make(leading, GREATER, gens), conj((make(leading, EQUAL, gens), below))))


