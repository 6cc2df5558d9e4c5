"""Quantifier elimination by virtual substitution, for bound unknowns of degree one and two.

∃x φ is a disjunction over finitely many test points: minus infinity, and for each atom its roots in x, or a point
infinitely close above them.  Substituting a test point gives polynomial conditions again, radicals included.
After LOOS and WEISPFENNING, Applying linear quantifier elimination (1993), and WEISPFENNING, Quantifier
elimination for real algebra: the quadratic case and beyond (1997).
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.logic.definitions import definition
from symgame.logic.entail import Entailment
from symgame.logic.factoring import factors
from symgame.logic.formula import (
    AT_LEAST,
    EQUAL,
    FALSE,
    GREATER,
    TRUE,
    UNEQUAL,
    And,
    Assumed,
    Atom,
    Defined,
    Formula,
    Leaf,
    Or,
    Quantified,
    atoms,
    conj,
    disj,
    make,
    negate,
)
from symgame.logic.names import fresh
from symgame.logic.normal import formula
from symgame.logic.polynomials import fraction, lift, order_key
from symgame.logic.quantifiers import Exists, Quantifier, quantified
from symgame.logic.query import resolve
from symgame.logic.reduce import simpler_atom
from symgame.logic.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, POSITIVE, declared
from symgame.logic.virtual import NotEliminated, at_minus_infinity, coefficients, roots_of, substituted

MAX_CLAUSES = 400


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
    try:
        return _without(tuple(new), inner, known)
    except NotEliminated:
        return Quantified("exists", tuple(new), inner)


def _gens(leaf: Leaf) -> tuple[sp.Expr, ...]:
    if isinstance(leaf, Assumed):
        return ()
    if isinstance(leaf, Quantified):
        return (*leaf.bound, *(g for a in atoms(leaf.body) for g in _gens(a)))
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
    parts: list[Formula] = list(clause.args) if isinstance(clause, And) else [clause]
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
    if isinstance(found, Assumed):
        return found
    if isinstance(found, Quantified):
        return Quantified(found.kind, found.bound, renamed(found.body, x, y))
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
    if isinstance(found, Quantified):
        return _mentions(found.body, x)
    if isinstance(found, And | Or):
        return any(_mentions(a, x) for a in found.args)
    return isinstance(found, Atom) and x in found.gens


def _exists_in(x: sp.Symbol, clause: Formula, known: Entailment) -> Formula:
    """∃x of a conjunction."""
    parts = clause.args if isinstance(clause, And) else (clause,)
    if any(isinstance(a, Quantified) and _mentions(a, x) for a in parts):
        raise NotEliminated(f"{x} stands under a quantifier that was not eliminated")
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
        found = [substituted(rows, t, gens) for t in roots_of(best, gens, False)]
        if zero != FALSE and known.possible((*rest, zero)):
            left = [r for r in rows if r[0] is not best]
            found.append(conj((zero, disj(_solutions(left, gens, known, rest)))) if left else zero)
        return [f for f in found if f != FALSE and known.possible((*rest, f))]
    found = [conj(at_minus_infinity(c, relation, gens) for c, relation in rows)]
    for c, relation in rows:
        for t in roots_of(c, gens, relation in (GREATER, UNEQUAL)):
            found.append(substituted(rows, t, gens))
    return [f for f in found if f != FALSE and known.possible((*rest, f))]
