"""Which conditions of a step are worth saying: not the region of its case, the domain, or what a root is.

Conditions are compared as polynomials: p < q and 2q - 2p > 0 are one condition.  Nothing is dropped that is
not said elsewhere in the same proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean

from symgame.games.stage_symbols import stage_actions, stage_domains
from symgame.render.context import Context


def conjuncts(condition: Any) -> list[Any]:
    """The parts of a conjunction.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> len(conjuncts(And(x > 0, x < 1)))
    2
    """
    return [p for a in condition.args for p in conjuncts(a)] if isinstance(condition, And) else [condition]


def normal(relation: Any) -> Any:
    """A key that is equal for relations that differ by a positive factor or by the side of their terms.

    Examples
    --------
    >>> p, q = sp.symbols("p q", real=True)
    >>> normal(p < q) == normal(2*q - 2*p > 0)
    True
    """
    if not isinstance(relation, Relational):
        return relation
    sign = relation.rel_op
    difference = sp.expand(relation.lhs - relation.rhs)
    if sign in (">", ">="):
        difference, sign = -difference, {">": "<", ">=": "<="}[sign]
    content, primitive = sp.expand(difference).primitive() if difference != 0 else (sp.S.One, difference)
    if sign in ("==", "!=") and sp.core.function.expand(-primitive).sort_key() < primitive.sort_key():
        primitive = sp.expand(-primitive)
    return (sign, sp.expand(primitive))


def own_conditions(step: Any, region: Boolean, equilibrium: Any) -> tuple[Any, ...]:
    """The conditions of a step beside the region of its branch, the assumptions, and the domain of its action.

    Examples
    --------
    See `symgame.render.proofs.proof`.
    """
    known = [c for whole in (region, *equilibrium.assumptions) for c in conjuncts(whole)]
    known += _domain_conditions(step.action, equilibrium.game)
    said = {normal(c) for c in known}
    said |= {("<=", rest) for sign, rest in (k for k in said if isinstance(k, tuple)) if sign == "<"}
    kept = [_met(c, said) for g in step.given for c in conjuncts(g) if normal(c) not in said and c != sp.true]
    return tuple(dict.fromkeys(kept))


def contradicts(conditions: Sequence[Any], region: Boolean) -> bool:
    """Whether a condition is plainly false, or the opposite of a part of the region, so that a step says nothing there.

    Examples
    --------
    >>> p, q = sp.symbols("p q", real=True)
    >>> contradicts([p <= q], q < p), contradicts([p <= q], q <= p)
    (True, False)
    >>> x = sp.Symbol("x", positive=True)
    >>> contradicts([sp.Ge(0, x, evaluate=False)], sp.true)
    True
    """
    if sp.And(*conditions) is sp.false:
        return True
    strict = {normal(c) for c in conjuncts(region) if isinstance(c, sp.Lt | sp.Gt)}
    said = {normal(c) for c in conjuncts(region)}
    for c in conditions:
        if not isinstance(c, Relational):
            continue
        apart = (normal(sp.Lt(*c.args)), normal(sp.Gt(*c.args))) if isinstance(c, sp.Eq) else ()
        if normal(c.negated) in said or strict.intersection(apart) or c.func(c.lhs - c.rhs, 0) is sp.false:
            return True
    return False


def covering(conditions: Iterable[tuple[Any, ...]]) -> bool:
    """Whether two of the lists are one condition each, and together hold everywhere, as p <= 0 and p >= 0.

    Examples
    --------
    >>> p, q = sp.symbols("p q", real=True)
    >>> covering([(p <= q,), (q <= p,)]), covering([(p <= q,)])
    (True, False)
    """
    lone = [c[0] for c in conditions if len(c) == 1 and isinstance(c[0], sp.Le | sp.Ge)]
    return any(normal(type(a)(a.rhs, a.lhs)) == normal(b) for a in lone for b in lone)


def _met(condition: Any, said: set[Any]) -> Any:
    """An equation in place of p <= q where q <= p was said before."""
    if isinstance(condition, sp.Le | sp.Ge) and normal(type(condition)(condition.rhs, condition.lhs)) in said:
        return sp.Eq(condition.lhs, condition.rhs)
    return condition


def _domain_conditions(action: Any, game: Any) -> Iterable[Any]:
    for stage in getattr(game, "stages", ()):
        for a, d in zip(stage_actions(stage), stage_domains(stage), strict=False):
            if action is not None and a.name == action.name and isinstance(d, sp.Interval):
                for low, high in ((d.start, action), (action, d.end)):
                    if low.is_finite is not False and high.is_finite is not False:
                        yield from (low <= high, low < high) if (d.left_open or d.right_open) else (low <= high,)


def roots_by_symbol(conditions: Iterable[Any], context: Context) -> tuple[tuple[Any, ...], Context]:
    """Conditions without those that say what a named root is, and the context in which its symbol has that name.

    A solver writes a root as a symbol r with p(r) = 0 and lo < r < hi.

    Examples
    --------
    >>> from symgame.render.notation import Notation
    >>> roots_by_symbol((), Context(Notation()))[0]
    ()
    """
    listed = list(conditions)
    for c in listed:
        for symbol in sorted(c.free_symbols, key=str) if isinstance(c, sp.Eq) else ():
            name = _named(symbol, c, context)
            if name:
                kept = [k for k in listed if k is not c and not _places(k, symbol, context)]
                notation = replace(context.notation, actions=(symbol, *context.notation.actions))
                inner = replace(context, notation=notation, names=(*context.names, (symbol, name)))
                return roots_by_symbol(kept, inner)
    return tuple(listed), context


def _named(symbol: sp.Symbol, equation: sp.Eq, context: Context) -> str:
    difference = equation.lhs - equation.rhs
    for root, name in context.roots:
        at = root.at(symbol)
        if sp.expand(at - difference) == 0 or sp.expand(at + difference) == 0:
            return name
    return ""


def _places(condition: Any, symbol: sp.Symbol, context: Context) -> bool:
    """Whether a condition says only in which interval the root lies."""
    for root, _ in context.roots:
        low, high, _, _ = root.interval
        if isinstance(condition, Relational) and normal(condition) in {
            normal(rel(*sides))
            for sides in ((low, symbol), (symbol, high))
            for rel in (sp.Lt, sp.Le)
            if sp.oo not in sides and -sp.oo not in sides
        }:
            return True
    return False
