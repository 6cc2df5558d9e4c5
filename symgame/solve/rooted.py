"""Implicit roots among the values of a candidate: what must hold of them, and the roots as unknowns of their own.

A root of p in an interval exists where p changes its sign between the ends, and is unique where p' has one sign at every
root there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp
from sympy.logic.boolalg import And, Boolean

from symgame.logic.root import Root
from symgame.solve.pieces import substitute
from symgame.solve.problem import Candidate


def root_claims(value: sp.Expr) -> Iterator[tuple[str, Boolean, Boolean]]:
    """Existence and uniqueness of the implicit roots in a value: ``(name, claim, given)`` each.

    A sign change between the ends gives existence.  If the derivative has the same sign at every root there
    is at most one, for between two simple roots with rising polynomial there is one with falling.
    """
    for r in sorted(value.atoms(Root), key=sp.default_sort_key):
        x = sp.Symbol("root'", real=True)
        p, (low, high, _, _) = r.at(x), r.interval
        at_low, at_high = end_sign(p, x, low, below=True), end_sign(p, x, high, below=False)
        slope = sp.diff(p, x)
        inside = And(sp.true if low is -sp.oo else sp.Gt(x, low), sp.true if high is sp.oo else sp.Lt(x, high), sp.Eq(p, 0))
        yield "the root exists", sp.Lt(at_low * at_high, 0), sp.true
        yield "the root is unique", sp.Gt(slope * at_high, 0), inside


def root_names(candidate: Candidate) -> dict[Root, sp.Symbol]:
    """The implicit roots in a candidate's values, each with a symbol for it.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> root_names(Candidate({x: x}, 0, ("low",)))
    {}
    """
    roots = sorted({r for v in candidate.values.values() for r in v.atoms(Root)}, key=sp.default_sort_key)
    return {r: sp.Symbol(f"root'{i}", real=True) for i, r in enumerate(roots)}


def named_roots(candidate: Candidate) -> tuple[Candidate, tuple[Boolean, ...]]:
    """The candidate with each implicit root as an unknown, and what defines that unknown.

    Sound only where the root is proved to exist and to be unique, which is an obligation of its own.
    """
    names = root_names(candidate)
    if not names:
        return candidate, ()
    known: list[Boolean] = []
    for r, s in names.items():
        known += [sp.Eq(r.at(s), 0), r.inside(s)]
    values = {x: v.xreplace(names) for x, v in candidate.values.items()}
    return replace(candidate, values=values), tuple(known)


def end_sign(p: sp.Expr, x: sp.Symbol, end: sp.Expr, *, below: bool) -> sp.Expr:
    """An expression with the sign of the polynomial at a finite or infinite end.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> end_sign(a*x**3 - 1, x, sp.oo, below=False)
    a
    """
    if end in (sp.oo, -sp.oo):
        polynomial = sp.Poly(p, x)
        return polynomial.LC() * (-1) ** polynomial.degree() if below else polynomial.LC()
    return substitute(p, {x: end})
