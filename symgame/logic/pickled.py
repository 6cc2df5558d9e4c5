"""Relations that stay as written when they are pickled.

sympy rebuilds an object from its arguments, so that an unevaluated ``-2 < 0`` comes back as ``True`` and a
displayed line is lost on the way to another process.  A value that holds such relations packs them first.
"""

from __future__ import annotations

from typing import Any

from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Not, Or


def packed(value: Any) -> Any:
    """`value` with every relation, conjunction and disjunction taken apart.

    Examples
    --------
    >>> import sympy as sp
    >>> packed(sp.Lt(sp.Integer(-2), 0, evaluate=False))
    ('<', -2, 0)
    """
    if isinstance(value, Relational):
        return (value.rel_op, value.lhs, value.rhs)
    if isinstance(value, And | Or | Not):
        return (type(value).__name__, *map(packed, value.args))
    return value


def unpacked(value: Any) -> Any:
    """The inverse of `packed`; nothing is evaluated.

    Examples
    --------
    >>> import sympy as sp
    >>> unpacked(packed(sp.Lt(sp.Integer(-2), 0, evaluate=False)))
    -2 < 0
    """
    if not isinstance(value, tuple):
        return value
    kind, *parts = value
    if kind in JOINED:
        return JOINED[kind](*map(unpacked, parts), evaluate=False)
    left, right = parts
    return Relational(left, right, kind, evaluate=False)


JOINED = {"And": And, "Or": Or, "Not": Not}
