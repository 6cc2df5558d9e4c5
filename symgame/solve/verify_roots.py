"""Roots and intervals as relations: what fixes an implicit root, and what must hold for it to exist.

`Root(p, x, I)` is the only zero of the polynomial p in x on the interval I.  A symbol u stands for it when
u ∈ I and p(u) = 0; that there is exactly one such u is a claim: two zeros in I are equal, and p changes sign
over I.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symgame.logic.descartes import single_root
from symgame.logic.zero import Zero

NO_OTHER_WAY = sp.Symbol("no other way")
"""The last of several sufficient conditions, where none is necessary: that all fail refutes nothing."""


def negation(condition: Boolean) -> Boolean:
    """The negation with relations at the leaves.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> negation(sp.And(x > 0, x < 1))
    (x >= 1) | (x <= 0)
    """
    if isinstance(condition, sp.And):
        return sp.Or(*(negation(a) for a in condition.args))
    if isinstance(condition, sp.Or):
        return sp.And(*(negation(a) for a in condition.args))
    if isinstance(condition, sp.Not):
        return condition.args[0]
    return condition.negated if isinstance(condition, Relational) else sp.Not(condition)


def root_facts(
    node: sp.Basic, u: sp.Symbol, v: sp.Symbol
) -> tuple[tuple[Boolean, ...], sp.Expr, tuple[tuple[Boolean, ...], ...]]:
    """What fixes an implicit root, the expression that vanishes, and the claims that there is exactly one.

    A polynomial that rises (or falls) at each of its zeros in an interval has at most one there, and one whose coefficients
    along the interval change sign once has exactly one.

    Parameters
    ----------
    node : Root or CRootOf
    u, v : Symbol
        Two symbols that occur nowhere else; `u` stands for the root.

    Examples
    --------
    >>> from symgame.logic.root import Root
    >>> x, u, v = sp.symbols("x u v", real=True)
    >>> a = sp.Symbol("a", positive=True)
    >>> root_facts(Root(x**3 - a, x, sp.Interval(0, sp.oo)), u, v)[:2]
    ((0 <= u,), -a + u**3)
    """
    if isinstance(node, sp.CRootOf):
        place = node._get_interval()
        return (sp.Gt(u, place.a), sp.Lt(u, place.b)), node.poly.as_expr().xreplace({node.poly.gen: u}), ()
    inside, other = (_parts(node.inside(w)) for w in (u, v))
    two = (sp.Eq(node.at(u), 0), sp.Eq(node.at(v), 0), *inside, *other)
    outside = tuple(negation(c) for c in (sp.Eq(node.at(u), 0), *inside))
    falls, rises = (sp.Or(kind(node.slope(u), 0), *outside) for kind in (sp.Lt, sp.Gt))
    only = sp.Or(sp.Eq(u, v), *(negation(c) for c in two))
    one = single_root(node)
    return inside, node.at(u), ((one, falls, rises, only), (one, node.sign_change()))


Claims = tuple[tuple[tuple[Boolean, ...], tuple[Boolean, ...]], ...]


def zero_facts(node: Zero, u: sp.Symbol) -> tuple[tuple[Boolean, ...], sp.Expr, Claims]:
    """What fixes an implicit zero, the expression that vanishes, and sufficient claims, each under hypotheses of its own.

    A function that falls wherever it vanishes in an interval has at most one zero there; one that changes its sign has one.

    Parameters
    ----------
    node : Zero
    u : Symbol
        Occurs nowhere else; it stands for the zero.

    Examples
    --------
    >>> x, u = sp.symbols("x u", real=True)
    >>> a = sp.Symbol("a", positive=True)
    >>> facts, vanishing, claims = zero_facts(Zero(a - sp.exp(x), x, sp.Interval.open(0, a)), u)
    >>> facts, vanishing, claims[0]
    ((0 < u, u < a), a - exp(u), ((0 < u, u < a), (True, no other way)))
    """
    inside = _parts(node.inside(u))
    falls = sp.Lt(node.slope(u), 0)
    one = (falls,) if falls is sp.true else (falls, sp.Or(falls, sp.Ne(node.at(u), 0)))
    exists = tuple(((), (c, NO_OTHER_WAY)) for c in node.enclosing_signs())
    return inside, node.at(u), ((inside, (*one, NO_OTHER_WAY)), *exists)


def _parts(condition: Boolean) -> tuple[Boolean, ...]:
    listed = condition.args if isinstance(condition, sp.And) else (condition,)
    return tuple(c for c in listed if c != sp.true)
