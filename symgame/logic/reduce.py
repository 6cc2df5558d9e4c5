"""Short equivalent forms of conditions, in the terms of the author.

Factors of proved sign are dropped, implied atoms and disjuncts too, strict and equal cases of one polynomial are merged,
and each relation is written with positive terms on both sides.  Every change is proved under the assumptions;
what cannot be proved stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy.logic.boolalg import Boolean

from symgame.budget import Budget, BudgetSpent
from symgame.logic.entail import Entailment
from symgame.logic.factoring import split
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
    conj,
    disj,
    make,
    negate,
)
from symgame.logic.normal import formula
from symgame.logic.present import sentence_of
from symgame.logic.problem import sentence, sentences
from symgame.logic.query import resolve
from symgame.logic.signs import sign_of
from symgame.logic.valued import Values, conditions_of_value, explicit, plain, spoken, with_values, without_value

MAX_CLAUSES = 24


def reduce_condition(
    condition: Boolean | bool, given: Boolean | Iterable[Boolean] = (), *, budget: Budget | None = None
) -> Boolean:
    """A short condition that is equivalent to `condition` wherever `given` holds.

    Parameters
    ----------
    condition : Boolean
        Quantifier-free.
    given : Boolean or iterable of Boolean
        Assumptions; the declared signs of the symbols count too.
    budget : Budget, optional
        When it is spent the condition is returned as far as it has come.

    Returns
    -------
    Boolean
        `true` or `false` themselves where that is proved.

    Examples
    --------
    >>> import sympy as sp
    >>> a, b = sp.symbols("a b", positive=True)
    >>> reduce_condition((a**2 - b**2 < 0) & (a < 2*b))
    a < b
    """
    condition, facts = sentence(condition), sentences(given)
    known = Entailment(tuple(resolve(formula(g)) for g in facts), (budget or Budget(seconds=20.0)).start())
    found = plain(resolve(formula(condition)), known)
    try:
        found = shortened(found, known)
    except BudgetSpent:
        pass
    return sentence_of(found)


def shortened(found: Formula, known: Entailment) -> Formula:
    """The shorter of the reduced disjunctive form and the reduced conjunctive form."""
    values = conditions_of_value(found, known)
    found = explicit(found, values)
    if not known.possible((found,)):
        return FALSE
    if not known.possible((negate(found),)):
        return TRUE
    clauses = alternatives(found)
    if clauses is None:
        return spoken(in_context(found, known, values))
    best = _minimal(clauses, found, known, values)
    if isinstance(best, Or):
        whole = negate(explicit(best, values))
        contrary = alternatives(whole)
        if contrary is not None:
            dual = _minimal([with_values(c, values) for c in contrary], whole, known, values)
            dual = negate(explicit(dual, values))
            best = min(best, _grouped(best), *([] if without_value(dual) else [dual]), key=size)
    return spoken(best)


def size(found: Formula) -> int:
    """The number of atoms."""
    return sum(map(size, found.args)) if isinstance(found, And | Or) else 1


def alternatives(found: Formula) -> list[tuple[Formula, ...]] | None:
    """Disjunctive normal form, None when it is too long."""
    if isinstance(found, Or):
        parts = [alternatives(a) for a in found.args]
        if any(p is None for p in parts) or sum(len(p) for p in parts if p) > MAX_CLAUSES:
            return None
        return [clause for p in parts if p for clause in p]
    if isinstance(found, And):
        rows: list[tuple[Formula, ...]] = [()]
        for a in found.args:
            right = alternatives(a)
            if right is None or len(rows) * len(right) > MAX_CLAUSES:
                return None
            rows = [tuple(dict.fromkeys((*x, *y))) for x in rows for y in right]
        return rows
    return [(found,)]


def _minimal(clauses: list[tuple[Formula, ...]], whole: Formula, known: Entailment, values: Values) -> Formula:
    """A disjunction of clauses with no literal and no clause to spare."""
    clauses = [c for c in clauses if known.possible(c)]
    clauses = [_strengthen(c, known) for c in clauses]
    clauses = [_expanded(c, whole, known) for c in dict.fromkeys(clauses)]
    clauses = sorted(dict.fromkeys(clauses), key=lambda c: (len(c), str(c)))
    for c in reversed(list(clauses)):
        rest = explicit(disj(conj(d) for d in clauses if d != c), values)
        if len(clauses) > 1 and known.implied(rest, c):
            clauses.remove(c)
    return disj(conj(c) for c in clauses)


def _strengthen(clause: tuple[Formula, ...], known: Entailment) -> tuple[Formula, ...]:
    """Each atom simplified by the others: factors of known sign dropped, merged signs of one polynomial."""
    parts = list(dict.fromkeys(clause))
    for i, part in enumerate(parts):
        if isinstance(part, Atom):
            others = [p for j, p in enumerate(parts) if j != i]
            parts[i] = simpler_atom(part, others, known)
    merged = conj(parts)
    return merged.args if isinstance(merged, And) else (merged,)


def _expanded(clause: tuple[Formula, ...], whole: Formula, known: Entailment) -> tuple[Formula, ...]:
    """Literals dropped or weakened while the clause still implies the whole; the largest ones first."""
    parts = list(clause)
    for part in sorted(clause, key=_complexity, reverse=True):
        rest = [p for p in parts if p != part]
        if isinstance(part, Defined) and any(isinstance(p, Atom) and part.gen in p.gens for p in rest):
            continue
        if len(parts) > 1 and known.implied(whole, rest):
            parts = rest
            continue
        weak = _weaker(part)
        if weak is not None and known.implied(whole, [*rest, weak]):
            parts[parts.index(part)] = weak
    return tuple(parts)


def _weaker(part: Formula) -> Formula | None:
    if isinstance(part, Atom) and part.relation == GREATER:
        return make(part.poly, AT_LEAST, part.gens)
    return None


def _complexity(part: Formula) -> tuple[int, int, str]:
    if not isinstance(part, Atom):
        return (99, 0, str(part))
    return (part.poly.total_degree(), len(part.poly), part.text)


def simpler_atom(atom: Atom, others: list[Formula], known: Entailment) -> Formula:
    """The atom without factors of proved sign, under the assumptions and the other conjuncts."""
    constant, parts = split(atom.poly)
    flip, kept = constant < 0, []
    for f, multiplicity in parts:
        nonzero = make(f, UNEQUAL, atom.gens)
        sign = _proved_sign(f, atom, others, known)
        if sign in (1, -1):
            flip ^= sign < 0 and multiplicity % 2 == 1
        elif multiplicity % 2 or atom.relation in (EQUAL, UNEQUAL):
            kept.append(f)
        elif not known.implied(nonzero, others):
            kept.append(f * f)
    poly = atom.poly.context().constant(-1 if flip else 1)
    for f in kept:
        poly = poly * f
    found = make(poly, atom.relation, atom.gens)
    if isinstance(found, Atom) and found.relation == UNEQUAL:
        for p in (found.poly, -found.poly):
            if known.implied(make(p, AT_LEAST, found.gens), others):
                return make(p, GREATER, found.gens)
    if isinstance(found, Atom) and found.relation == AT_LEAST:
        if known.implied(make(-found.poly, AT_LEAST, found.gens), others):
            return make(found.poly, EQUAL, found.gens)
    return found


def _proved_sign(f: Any, atom: Atom, others: list[Formula], known: Entailment) -> int:
    read = sign_of(f, atom.gens)
    if read <= {1}:
        return 1
    if read <= {-1}:
        return -1
    for sign, p in ((1, f), (-1, -f)):
        if known.implied(make(p, GREATER, atom.gens), others):
            return sign
    return 0


def in_context(found: Formula, known: Entailment, values: Values, context: tuple[Formula, ...] = ()) -> Formula:
    """Parts that the context decides replaced by their truth value; for formulas too long for a normal form."""
    if isinstance(found, And | Or):
        parts = list(found.args)
        for i, part in enumerate(parts):
            others = [p if isinstance(found, And) else negate(explicit(p, values)) for j, p in enumerate(parts) if j != i]
            parts[i] = in_context(part, known, values, (*context, *others))
        return (conj if isinstance(found, And) else disj)(parts)
    if known.implied(found, context):
        return TRUE
    if not known.possible((*context, found)):
        return FALSE
    return simpler_atom(found, list(context), known) if isinstance(found, Atom) else found


def _grouped(found: Formula) -> Formula:
    """Atoms common to all clauses taken out."""
    if not isinstance(found, Or) or not found.args:
        return found
    rows = [dict.fromkeys(a.args if isinstance(a, And) else (a,)) for a in found.args]
    common = [p for p in rows[0] if all(p in r for r in rows[1:])]
    if not common:
        return found
    return conj((*common, disj(conj(p for p in r if p not in common) for r in rows)))
