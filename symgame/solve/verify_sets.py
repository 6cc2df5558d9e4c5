"""Membership in domains and supports as relations, for the check from the definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.games.stages import Nature
from symgame.logic.quantifiers import Exists
from symgame.solve.verify_cases import Names


class NotReadable(Exception):
    """A strategy or a game that the check from the definition does not read; the message says why."""


def member(x: sp.Symbol, place: sp.Set) -> tuple[Boolean, ...]:
    """That x lies in a set, as relations; ends that are Min or Max become conjunctions where they can.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> member(x, sp.FiniteSet(0, 1))
    (Eq(x, 0) | Eq(x, 1),)
    >>> member(x, sp.Interval(0, sp.Min(a, 1)))
    (x >= 0, x <= 1, x <= a)
    """
    if isinstance(place, sp.FiniteSet):
        return (sp.Or(*(sp.Eq(x, v) for v in sorted(place.args, key=sp.default_sort_key))),)
    if isinstance(place, sp.Union):
        return (sp.Or(*(sp.And(*member(x, p)) for p in place.args)),)
    if isinstance(place, sp.Intersection):
        return tuple(c for p in place.args for c in member(x, p))
    if isinstance(place, sp.ConditionSet) and isinstance(place.sym, sp.Symbol):
        condition = place.condition.xreplace({place.sym: x})
        return (*member(x, place.base_set), *(condition.args if isinstance(condition, sp.And) else (condition,)))
    if place is sp.S.Reals:
        return ()
    if not isinstance(place, sp.Interval):
        raise NotReadable(f"the set {place} is outside this check")
    found: list[Boolean] = []
    if place.start != -sp.oo:
        kind = sp.Gt if place.left_open else sp.Ge
        found.extend(_each(place.start, sp.Max, sp.Min, lambda end: kind(x, end)))
    if place.end != sp.oo:
        kind = sp.Lt if place.right_open else sp.Le
        found.extend(_each(place.end, sp.Min, sp.Max, lambda end: kind(x, end)))
    return tuple(found)


def nonempty(place: sp.Set, names: Names) -> Boolean:
    """That a set has an element.

    Examples
    --------
    >>> a = sp.Symbol("a", real=True)
    >>> nonempty(sp.Interval(0, a), Names([]))
    a >= 0
    """
    if isinstance(place, sp.FiniteSet):
        return sp.true
    if isinstance(place, sp.Interval) and place.start != -sp.oo and place.end != sp.oo:
        half_open = place.left_open or place.right_open
        return sp.Gt(place.end, place.start) if half_open else sp.Ge(place.end, place.start)
    if isinstance(place, sp.Interval) or place is sp.S.Reals:
        return sp.true
    x = names.fresh("x")
    return Exists((x,), sp.And(*member(x, place)))


def known(action: sp.Symbol, value: Any, unknown: set[sp.Symbol]) -> Any:
    """The value of a strategy, which may not use what is unknown where it is played.

    Raises
    ------
    NotReadable
        If it does.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> known(x, sp.Interval(0, 1), {x, y})
    Interval(0, 1)
    """
    wrong = value.free_symbols & unknown
    if wrong:
        raise NotReadable(f"the strategy of {action} uses {sorted(map(str, wrong))[0]}, which is not known there")
    return value


def _each(end: Any, every: Any, some: Any, relation: Callable[[sp.Expr], Boolean]) -> Iterable[Boolean]:
    if isinstance(end, every):
        return tuple(relation(a) for a in end.args)
    if isinstance(end, some):
        return (sp.Or(*(relation(a) for a in end.args)),)
    return (relation(end),)


def support(stage: Nature, symbol: sp.Symbol, enter: Callable[[Any], Any]) -> tuple[Boolean, ...]:
    """That a draw lies in the support of its distribution."""
    if isinstance(stage.distribution, tuple):
        return (sp.Or(*(sp.Eq(symbol, enter(v)) for v, _ in stage.distribution)),)
    return (sp.Ge(symbol, enter(stage.distribution.low)), sp.Le(symbol, enter(stage.distribution.high)))
