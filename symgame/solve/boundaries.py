"""Interiors and closures of conditions, and the boundaries that two regions share.

For a quantifier-free condition C in normal form, making every weak relation strict gives a subset of its
interior, and making every strict relation weak a superset of its closure; both are exact where no relation is
degenerate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or, to_nnf

from symgame.solve.pieces import relation_sides
from symgame.solve.sign_regions import anywhere, ask
from symgame.solve.strictly import closed


def interior(condition: Boolean, parameter: sp.Symbol | None = None) -> Boolean:
    """An open part of the condition: open in all parameters, or along one only.

    Parameters
    ----------
    condition : Boolean
    parameter : Symbol, optional
        Relations without it are left as they are.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> interior((a <= b) & (b >= 0), a)
    (b >= 0) & (a < b)
    """
    return _each(to_nnf(condition, simplify=False), parameter, _strict)


def closure(condition: Boolean) -> Boolean:
    """A closed condition that contains the closure of this one.

    Examples
    --------
    >>> a = sp.Symbol("a", real=True)
    >>> closure(a > 1)
    a >= 1
    """
    return _each(to_nnf(condition, simplify=False), None, closed)


def _each(condition: Boolean, parameter: sp.Symbol | None, change: Callable[[Relational], Boolean]) -> Boolean:
    if isinstance(condition, And | Or):
        return condition.func(*(_each(a, parameter, change) for a in condition.args))
    if isinstance(condition, Relational) and (parameter is None or parameter in condition.free_symbols):
        return change(condition)
    return condition


def _strict(relation: Relational) -> Boolean:
    if isinstance(relation, sp.Ge):
        return sp.Gt(relation.lhs, relation.rhs)
    if isinstance(relation, sp.Le):
        return sp.Lt(relation.lhs, relation.rhs)
    return sp.false if isinstance(relation, sp.Eq) else relation


def shared_boundary(first: Boolean, second: Boolean, parameter: sp.Symbol, given: Iterable[Boolean]) -> Boolean:
    """Where two regions touch; false where they do not, have common inner points, or do not use the parameter.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> sorted(shared_boundary(a < b, a >= b, a, ()).args, key=str)
    [a <= b, a >= b]
    """
    facts = tuple(given)
    if parameter not in first.free_symbols | second.free_symbols:
        return sp.false
    if anywhere(And(interior(first), interior(second)), facts):
        return sp.false
    both = And(closure(first), closure(second))
    return both if anywhere(both, facts) else sp.false


def above(region: Boolean, boundary: Boolean, parameter: sp.Symbol, given: Iterable[Boolean]) -> bool | None:
    """Whether the region lies on the side of larger parameters at its boundary; None when that is not proved.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> above(a >= b, sp.Eq(a, b), a, ()), above(a < b, sp.Eq(a, b), a, ())
    (True, False)
    """
    facts = (*given, boundary)
    for r in sorted(to_nnf(region, simplify=False).atoms(sp.Ge, sp.Gt, sp.Le, sp.Lt), key=sp.default_sort_key):
        side = relation_sides(r)
        if parameter not in side.free_symbols or not ask(sp.Eq(side, 0), facts).proved:
            continue
        slope = sp.diff(side, parameter)
        if ask(sp.Gt(slope, 0), facts).proved:
            return True
        if ask(sp.Lt(slope, 0), facts).proved:
            return False
    return None
