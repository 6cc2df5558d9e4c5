"""Names of generators in solver text: readable, unique by content, the same in every process."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

import sympy as sp

KEYWORDS = frozenset("let and or not xor ite true false forall exists par NUMERAL DECIMAL STRING BINARY".split())


@lru_cache(maxsize=50_000)
def smt_name(gen: sp.Expr) -> str:
    """An SMT-LIB simple symbol for a generator.

    Two symbols of one name with different assumptions are different unknowns and get different names.

    Examples
    --------
    >>> smt_name(sp.Symbol("c_0", real=True))
    'c_0'
    >>> smt_name(sp.Symbol("c_0", positive=True)).startswith("c_0!")
    True
    """
    plain = re.sub(r"[^A-Za-z0-9_]", "", gen.name if gen.is_Symbol else type(gen).__name__) or "v"
    if plain[0].isdigit() or plain in KEYWORDS:
        plain = f"v{plain}"
    if gen == sp.Symbol(plain, real=True):
        return plain
    return f"{plain}!{hashlib.sha256(sp.srepr(gen).encode()).hexdigest()[:10]}"


def fresh(x: sp.Symbol, taken: set[str], **assumptions: bool | None) -> sp.Symbol:
    """A symbol named like `x` with primes, whose name is not taken; the name is taken from then on.

    Examples
    --------
    >>> fresh(sp.Symbol("x"), {"x", "x'"}, real=True)
    x''
    """
    name = f"{x.name}'"
    while name in taken:
        name += "'"
    taken.add(name)
    return sp.Symbol(name, **assumptions)
