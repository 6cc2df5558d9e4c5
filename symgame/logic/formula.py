"""Formulas: polynomial sign conditions under And and Or, the normal form in which sentences are decided.

An *atom* is P > 0, P ≥ 0, P = 0 or P ≠ 0 with a primitive integer polynomial P in generators.  `Defined(g)` says that
the generator g (a radical, an implicit root, a logarithm) has a value.  Negation is pushed to the atoms, so a
formula is two-valued: the places where an expression is undefined are part of it, as conditions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import sympy as sp
from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz_mpoly

from symgame.logic.names import smt_name
from symgame.logic.polynomials import Poly, expression, lift
from symgame.logic.shapes import Shape
from symgame.logic.signs import NEGATIVE, POSITIVE, declared, sign_of

GREATER, AT_LEAST, EQUAL, UNEQUAL = ">", ">=", "=", "!="
ALLOWED = {GREATER: {1}, AT_LEAST: {0, 1}, EQUAL: {0}, UNEQUAL: {-1, 1}}


@dataclass(frozen=True)
class Atom:
    """``poly relation 0``; equal by text."""

    text: str
    relation: str
    gens: tuple[sp.Expr, ...]
    poly: Poly = field(compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.text)

    def expression(self) -> sp.Expr:
        """The polynomial as a sympy expression."""
        return expression(self.poly, self.gens)

    @cached_property
    def exponent_differences(self) -> tuple[tuple[int, ...], ...]:
        """The exponents of the other terms minus those of the first."""
        first, *others = (tuple(int(e) for e in m) for m in self.poly.monoms())
        return tuple(tuple(a - b for a, b in zip(m, first, strict=True)) for m in others)

    @cached_property
    def over_rationals(self) -> Poly:
        """The polynomial with rational coefficients, to be called at rational values."""
        terms = {tuple(int(e) for e in exponents): fmpq(c) for exponents, c in self.poly.to_dict().items()}
        return fmpq_mpoly(terms, fmpq_mpoly_ctx.get([f"g{i}" for i in range(len(self.gens))], "degrevlex"))

    def sign_at(self, values: tuple[Any, ...]) -> int:
        """The sign of the polynomial at rational values of its generators."""
        found = self.over_rationals(*values)
        return (found > 0) - (found < 0)


@dataclass(frozen=True)
class Defined:
    """The generator has a value; `positive` is False for the negation."""

    gen: sp.Expr
    positive: bool = True


@dataclass(frozen=True)
class Assumed:
    """A shape of an unspecified function; an assumption, not a polynomial condition."""

    shape: Shape
    positive: bool = True


@dataclass(frozen=True)
class Quantified:
    """``exists`` or ``forall`` over symbols without declared signs; only where no other form was found."""

    kind: str
    bound: tuple[sp.Symbol, ...]
    body: Formula


@dataclass(frozen=True)
class And:
    """All of the formulas; TRUE when there is none."""

    args: tuple[Formula, ...]


@dataclass(frozen=True)
class Or:
    """One of the formulas; FALSE when there is none."""

    args: tuple[Formula, ...]


Leaf: TypeAlias = Atom | Defined | Assumed | Quantified
Formula: TypeAlias = Leaf | And | Or

TRUE = And(())
FALSE = Or(())


def conj(parts: Iterable[Formula]) -> Formula:
    """The conjunction, flattened, without repetition; FALSE when a part is.

    Examples
    --------
    >>> conj([TRUE, TRUE]) == TRUE
    True
    """
    return _join(parts, And, Or)


def disj(parts: Iterable[Formula]) -> Formula:
    """The disjunction, flattened, without repetition; TRUE when a part is."""
    return _join(parts, Or, And)


def _join(parts: Iterable[Formula], kind: Any, other: Any) -> Formula:
    found: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, other) and not part.args:
            return part
        if isinstance(part, kind):
            found.update(dict.fromkeys(part.args))
        else:
            found[part] = None
    return next(iter(found)) if len(found) == 1 else kind(tuple(found))


@lru_cache(maxsize=50_000)
def negate(formula: Formula) -> Formula:
    """The two-valued negation."""
    match formula:
        case Atom():
            if formula.relation == EQUAL:
                return make(formula.poly, UNEQUAL, formula.gens)
            if formula.relation == UNEQUAL:
                return make(formula.poly, EQUAL, formula.gens)
            return make(-formula.poly, AT_LEAST if formula.relation == GREATER else GREATER, formula.gens)
        case Defined():
            return Defined(formula.gen, not formula.positive)
        case Quantified():
            kind = "forall" if formula.kind == "exists" else "exists"
            return Quantified(kind, formula.bound, negate(formula.body))
        case Assumed():
            return Assumed(formula.shape, not formula.positive)
        case And():
            return disj(negate(a) for a in formula.args)
        case Or():
            return conj(negate(a) for a in formula.args)


def make(poly: Poly, relation: str, gens: tuple[sp.Expr, ...]) -> Formula:
    """The atom ``poly relation 0`` in normal form: factors of declared sign dropped, primitive, TRUE or FALSE when readable."""
    signs = sign_of(poly, gens)
    allowed = ALLOWED[relation]
    if signs <= allowed:
        return TRUE
    if not signs & allowed:
        return FALSE
    if signs == {0, 1} and relation == GREATER:
        relation = UNEQUAL
    elif signs == {-1, 0} and relation == AT_LEAST:
        relation = EQUAL
    poly = _strip(poly, relation, gens)
    if relation in (EQUAL, UNEQUAL) and poly.leading_coefficient() < 0:
        poly = -poly
    used = [i for i, d in enumerate(poly.degrees()) if d]
    if len(used) < len(gens):
        fewer = tuple(gens[i] for i in used)
        poly, gens = lift(poly, gens, fewer), fewer
    return Atom(text(poly, relation, gens), relation, gens, poly)


def _strip(poly: Poly, relation: str, gens: tuple[sp.Expr, ...]) -> Poly:
    """Divide by the content and by powers of generators of known non-zero sign."""
    content = poly.term_content()
    monomial, number = next(iter(content.to_dict().items()))
    if all(not e for e in monomial) and number in (1, -1):
        return poly
    flip, keep = False, []
    for gen, e in zip(gens, monomial, strict=True):
        sign = declared(gen)
        if e and relation in (EQUAL, UNEQUAL):
            keep.append(0 if 0 not in sign else 1)
        elif e and sign in (POSITIVE, NEGATIVE):
            flip ^= sign == NEGATIVE and e % 2 == 1
            keep.append(0)
        else:
            keep.append(e if e < 2 else 2 - e % 2)
    poly = poly / content
    if any(keep):
        poly = poly * fmpz_mpoly({tuple(keep): 1}, poly.context())
    return -poly if flip ^ (number < 0) else poly


def text(poly: Poly, relation: str, gens: tuple[sp.Expr, ...]) -> str:
    """The atom in SMT-LIB."""
    body = polynomial_text(poly, tuple(smt_name(g) for g in gens))
    if relation == UNEQUAL:
        return f"(not (= {body} 0))"
    return f"({relation} {body} 0)"


def polynomial_text(poly: Poly, names: tuple[str, ...]) -> str:
    """The polynomial in SMT-LIB, as a sum of monomials."""
    terms = []
    for exponents, coefficient in poly.to_dict().items():
        parts = [n for n, e in zip(names, exponents, strict=True) for _ in range(e)]
        number = str(coefficient) if coefficient >= 0 else f"(- {-coefficient})"
        if not parts or coefficient != 1:
            parts.insert(0, number)
        terms.append(parts[0] if len(parts) == 1 else f"(* {' '.join(parts)})")
    return terms[0] if len(terms) == 1 else f"(+ {' '.join(terms)})"


def atoms(formula: Formula) -> dict[Leaf, None]:
    """The leaves of a formula, in order."""
    if isinstance(formula, And | Or):
        found: dict[Leaf, None] = {}
        for a in formula.args:
            found.update(atoms(a))
        return found
    return {formula: None}
