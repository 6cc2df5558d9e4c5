"""A fingerprint of a model: the hash that stands in the header of every fragment.

Two games have the same fingerprint iff their canonical texts agree: the types of their values, and sympy's
`srepr` of every expression, with the declared assumptions of every symbol.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

import sympy as sp


def canonical(value: Any) -> str:
    """A text that determines `value`, the same in every process.

    Examples
    --------
    >>> canonical((sp.Symbol("x", positive=True), 1))
    "(Symbol('x', positive=True),1)"
    """
    if isinstance(value, sp.Basic):
        return sp.srepr(value)
    if isinstance(value, tuple | list):
        return "(" + ",".join(canonical(v) for v in value) + ")"
    if isinstance(value, frozenset | set):
        return "{" + ",".join(sorted(canonical(v) for v in value)) + "}"
    if is_dataclass(value) and not isinstance(value, type):
        inside = ",".join(f"{f.name}={canonical(getattr(value, f.name))}" for f in fields(value) if f.compare)
        return f"{type(value).__name__}({inside})"
    return repr(value)


def fingerprint(value: Any) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `canonical`.

    Examples
    --------
    >>> fingerprint(sp.Integer(1)) == fingerprint(sp.Integer(1)) != fingerprint(sp.Integer(2))
    True
    """
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]
