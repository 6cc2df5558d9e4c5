"""Pieces: a kinked payoff as finitely many smooth ones, each on a set cut out by relations.

For payoffs written with Min, Max, Abs, Piecewise, Heaviside and sign, `split` returns pieces
(C_1, u_1), …, (C_m, u_m) with C_k a conjunction of relations, so that u = u_k on C_k and the C_k cover the
space.  Pieces from continuous functions are closed and may share boundaries, where they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, BooleanFalse, BooleanTrue, Not, Or, to_nnf

from symgame.solve.root_values import has_one_root, put_root

KINKED = (sp.Piecewise, sp.Max, sp.Min, sp.Abs, sp.Heaviside, sp.sign)


@dataclass(frozen=True)
class Piece:
    """One smooth piece of a continuation.

    Parameters
    ----------
    conditions : tuple of Boolean
        A conjunction in parameters, history and the actions of the stage above.
    payoffs : {Player: Expr}
        Everybody's payoff there.
    outcome : {action: Expr or Set}
        What is played from here on, as functions of the same symbols.
    """

    conditions: tuple[Boolean, ...]
    payoffs: Mapping[Any, sp.Expr]
    outcome: Mapping[Any, Any] = field(default_factory=dict)

    def replace(self, values: Mapping[sp.Symbol, Any]) -> Piece:
        """The piece with symbols replaced."""
        return Piece(
            tuple(c for c in (substitute(c, values) for c in self.conditions) if c is not sp.true),
            {p: substitute(e, values) for p, e in self.payoffs.items()},
            {k: substitute(v, values) for k, v in self.outcome.items()},
        )


def substitute(expression: Any, values: Mapping[sp.Symbol, Any]) -> Any:
    """Replace symbols simultaneously; relations stay relations.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> substitute(x + y, {x: y, y: x})
    x + y
    """
    if not isinstance(expression, sp.Basic) or not values:
        return expression
    used = {k: v for k, v in values.items() if k in expression.free_symbols}
    if not used:
        return expression
    root = has_one_root(used)
    try:
        return expression.xreplace(used) if root is None else put_root(expression, used, root)
    except TypeError:
        if isinstance(expression, Boolean):  # sympy refuses to compare what is not real: the relation is not defined there
            return sp.false
        raise


def conjunctions(condition: Any) -> Iterator[tuple[Boolean, ...]]:
    """The disjoint conjunctions of relations whose union is `condition`.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> list(conjunctions(sp.Or(x < 0, x > 1)))
    [(x < 0,), (x >= 0, x > 1)]
    """
    if isinstance(condition, bool):
        condition = sp.true if condition else sp.false
    condition = to_nnf(condition, simplify=False)
    if isinstance(condition, BooleanFalse):
        return
    if isinstance(condition, BooleanTrue):
        yield ()
    elif isinstance(condition, And):
        parts: list[tuple[Boolean, ...]] = [()]
        for arg in condition.args:
            parts = [p + c for p in parts for c in conjunctions(arg)]
        yield from parts
    elif isinstance(condition, Or):
        before: Boolean = sp.true
        for arg in sorted(condition.args, key=sp.default_sort_key, reverse=True):
            for outside in conjunctions(before):
                for c in conjunctions(arg):
                    yield outside + c
            before = And(before, to_nnf(Not(arg), simplify=False))
    elif isinstance(condition, sp.Ne):
        yield (sp.Gt(condition.lhs, condition.rhs),)
        yield (sp.Lt(condition.lhs, condition.rhs),)
    else:
        yield (condition,)


def _cases(node: sp.Expr) -> Iterator[tuple[tuple[Boolean, ...], sp.Expr]]:
    """The cases of one kinked node whose arguments are smooth."""
    if isinstance(node, sp.Piecewise):
        before: Boolean = sp.true
        for value, condition in node.args:
            for outside in conjunctions(before):
                for c in conjunctions(condition):
                    yield outside + c, value
            before = And(before, to_nnf(Not(condition), simplify=False))
    elif isinstance(node, sp.Max | sp.Min):
        for a in node.args:
            others = [b for b in node.args if b != a]
            yield tuple(sp.Ge(a, b) if isinstance(node, sp.Max) else sp.Le(a, b) for b in others), a
    elif isinstance(node, sp.Abs):
        (a,) = node.args
        yield (sp.Ge(a, 0),), a
        yield (sp.Le(a, 0),), -a
    else:
        a = node.args[0]
        at_zero = sp.Integer(0) if isinstance(node, sp.sign) else node.args[1] if len(node.args) > 1 else sp.Rational(1, 2)
        yield (sp.Gt(a, 0),), sp.Integer(1)
        yield (sp.Lt(a, 0),), sp.Integer(-1) if isinstance(node, sp.sign) else sp.Integer(0)
        yield (sp.Eq(a, 0),), at_zero


def _innermost(expressions: Iterable[sp.Basic]) -> sp.Expr | None:
    for e in expressions:
        for node in sp.postorder_traversal(e):
            if isinstance(node, KINKED):
                return node
    return None


def split(expressions: Sequence[sp.Basic]) -> Iterator[tuple[tuple[Boolean, ...], tuple[sp.Basic, ...]]]:
    """Cut expressions at their kinks.

    Parameters
    ----------
    expressions : sequence of Expr

    Yields
    ------
    (conditions, expressions)
        The conditions of the piece, and the expressions there, free of kinked nodes.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> for conditions, (e,) in split([sp.Max(0, x - 1)]):
    ...     print(conditions, e)
    (0 >= x - 1,) 0
    (x - 1 >= 0,) x - 1
    """
    node = _innermost(expressions)
    if node is None:
        yield (), tuple(expressions)
        return
    for conditions, value in _cases(node):
        if any(c is sp.false for c in conditions):
            continue
        kept = tuple(c for c in conditions if c is not sp.true)
        replaced = [e.xreplace({node: value}) for e in expressions]
        for more, final in split([*kept, *replaced]):
            inner, values = final[: len(kept)], final[len(kept) :]
            if any(c is sp.false for c in (*more, *inner)):
                continue
            yield tuple(c for c in (*more, *inner) if c is not sp.true), tuple(values)


def relation_sides(relation: Relational) -> sp.Expr:
    """Left minus right, oriented so that the relation says ``≥ 0``, ``> 0`` or ``= 0``.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> relation_sides(x <= 1)
    1 - x
    """
    if isinstance(relation, sp.Lt | sp.Le):
        return relation.rhs - relation.lhs
    return relation.lhs - relation.rhs


def beside(relation: Relational, x: sp.Symbol) -> Boolean:
    """What is enough at a value of x for the relation to hold at all values near it, on either side.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> beside(x <= a, x), beside(sp.Eq(a, 1), x), beside(sp.Eq(x, a), x)
    (a - x > 0, Eq(a, 1), False)
    """
    if isinstance(relation, sp.Eq):
        return sp.false if relation.has(x) else relation
    side = relation_sides(relation)
    return sp.Ne(side, 0) if isinstance(relation, sp.Ne) else sp.Gt(side, 0)
