"""Formulas as sympy Booleans in the terms of an author: positive terms on each side, numbers isolated, factors kept."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import fmpz_mpoly
from sympy.logic.boolalg import Boolean

from symgame.logic.factoring import split
from symgame.logic.formula import EQUAL, GREATER, UNEQUAL, And, Assumed, Atom, Defined, Formula, Or, Quantified, text
from symgame.logic.polynomials import expression
from symgame.logic.quantifiers import Exists, ForAll
from symgame.logic.root import Root
from symgame.logic.signs import sign_of


def sentence_of(found: Formula) -> Boolean:
    """A formula as a sympy Boolean, with positive terms on each side of every relation."""
    if isinstance(found, And | Or):
        kind = sp.And if isinstance(found, And) else sp.Or
        return kind(*(sentence_of(a) for a in found.args))
    if isinstance(found, Defined):
        known = found.gen.sign_change() if isinstance(found.gen, Root) else sp.true
        return known if found.positive else sp.Not(known)
    if isinstance(found, Quantified):
        kind = Exists if found.kind == "exists" else ForAll
        return kind(found.bound, sentence_of(found.body))
    if isinstance(found, Assumed):
        return found.shape if found.positive else sp.Not(found.shape)
    return present(found)


def present(atom: Atom) -> Boolean:
    """The atom as a relation: products of several factors against zero, sums with positive terms on each side."""
    atom = _strict(atom)
    constant, parts = split(atom.poly)
    if len(parts) > 1 or any(m > 1 for _, m in parts):
        sign = -1 if constant < 0 else 1
        product = sp.Mul(*(expression(f, atom.gens) ** m for f, m in parts))
        return _relation(sp.S.Zero, product, atom.relation, sign)
    isolated = _isolated(atom)
    if isolated is not None:
        return isolated
    low, high = sides(atom.poly, atom.gens)
    return _relation(low, high, atom.relation, 1)


def _strict(atom: Atom) -> Atom:
    """``p > 0`` in the place of ``p != 0`` where the declared signs leave nothing else."""
    signs = sign_of(atom.poly, atom.gens)
    if atom.relation != UNEQUAL or not (signs <= {0, 1} or signs <= {-1, 0}):
        return atom
    poly = atom.poly if signs <= {0, 1} else -atom.poly
    return Atom(text(poly, GREATER, atom.gens), GREATER, atom.gens, poly)


def _isolated(atom: Atom) -> Boolean | None:
    """``x relation number`` when the atom is linear in one symbol and has no other."""
    symbols = [i for i, g in enumerate(atom.gens) if g.is_Symbol]
    if len(symbols) != 1 or atom.poly.degrees()[symbols[0]] != 1:
        return None
    i = symbols[0]
    terms = atom.poly.to_dict()
    with_x = {e: c for e, c in terms.items() if e[i]}
    if len(with_x) != 1 or sum(next(iter(with_x))) != 1 or any(g.free_symbols for g in atom.gens if not g.is_Symbol):
        return None
    coefficient = sp.Integer(int(next(iter(with_x.values()))))
    rest = expression(atom.poly, atom.gens).xreplace({atom.gens[i]: sp.S.Zero})
    low, high = sp.expand(-rest / coefficient), atom.gens[i]
    if coefficient > 0 and atom.relation not in (EQUAL, UNEQUAL):
        return sp.Gt(high, low) if atom.relation == GREATER else sp.Ge(high, low)
    return _relation(low, high, atom.relation, 1 if coefficient > 0 else -1)


def _relation(low: sp.Expr, high: sp.Expr, relation: str, sign: int) -> Boolean:
    if sign < 0:
        low, high = high, low
    if relation in (EQUAL, UNEQUAL):
        return sp.Eq(high, low) if relation == EQUAL else sp.Ne(high, low)
    return sp.Lt(low, high) if relation == GREATER else sp.Le(low, high)


def sides(poly: Any, gens: tuple[sp.Expr, ...]) -> tuple[sp.Expr, sp.Expr]:
    """(negative terms with the sign turned, positive terms), each factored."""
    terms = poly.to_dict()
    constant = terms.get((0,) * len(gens), 0)
    if constant and len({c > 0 for c in terms.values()}) == 1:
        low, high = sp.Integer(-int(constant)), factored(poly - constant, gens)
        return (low, high) if constant > 0 else (factored(constant - poly, gens), -low)
    negative = fmpz_mpoly({e: -c for e, c in terms.items() if c < 0}, poly.context())
    positive = fmpz_mpoly({e: c for e, c in terms.items() if c > 0}, poly.context())
    return tuple(factored(p, gens) for p in (negative, positive))  # type: ignore[return-value]


def factored(poly: Any, gens: tuple[sp.Expr, ...]) -> sp.Expr:
    """A polynomial as a product of its factors."""
    if poly.is_zero():
        return sp.S.Zero
    constant, parts = split(poly)
    return sp.Mul(sp.Integer(int(constant)), *(expression(f, gens) ** m for f, m in parts))
