"""Signs of expressions without symbolic powers, proved under hypotheses and remembered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.budget import Budget
from symgame.logic import decide as logic
from symgame.solve.power_symbols import read_sign, symbolic


@lru_cache(maxsize=20_000)
def proved_sign(f: sp.Expr, given: tuple[Boolean, ...]) -> int | None:
    """1, -1, or 0 for "not negative, may vanish"; None when open.  `given` has no symbolic powers.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> proved_sign(1 - x, (x < 1,)), proved_sign(x, (x >= 0,))
    (1, 0)
    """
    read = read_sign(f)
    if read is not None:
        return read
    for claim, found in ((sp.Gt(f, 0), 1), (sp.Lt(f, 0), -1), (sp.Ge(f, 0), 0)):
        verdict = logic.decide(claim, given, deciders=logic.QUICK, budget=Budget(seconds=1.0))
        if verdict.proved or verdict.vacuous:
            return found
    return None


def without_abs(e: sp.Expr, given: Iterable[Boolean]) -> sp.Expr:
    """`e` with each absolute value whose argument has a proved sign written without bars; √(x²) is one.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> without_abs(sp.sqrt(x**2), [x >= 0])
    x
    """
    plain = tuple(g for g in given if g is not sp.true and not symbolic(g))
    swap = {}
    for node in sorted(e.atoms(sp.Abs), key=sp.default_sort_key):
        inside = node.args[0]
        if proved_sign(inside, plain) in (0, 1):
            swap[node] = inside
        elif proved_sign(sp.expand(-inside), plain) in (0, 1):
            swap[node] = -inside
    return e.xreplace(swap) if swap else e
