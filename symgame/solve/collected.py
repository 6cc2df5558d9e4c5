"""Expressions with powers as an author would print them: each base once in a product, coefficients factored."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symgame.logic.root import Root
from symgame.solve.exponents import short_exponent
from symgame.solve.power_forms import Powers
from symgame.solve.power_symbols import symbolic


@lru_cache(maxsize=5_000)
def combined(e: sp.Expr) -> sp.Expr:
    """The same expression, powers of one base collected: a factored fraction, or a sum when that is shorter.

    Equal wherever the given expression is defined.

    Examples
    --------
    >>> c, d, m = sp.symbols("c d m", positive=True)
    >>> combined((d/c)**m/(1 + (d/c)**m))
    d**m/(c**m + d**m)
    """
    powers = Powers()
    entered = powers.enter(e)
    if entered.has(sp.nan):
        return e
    (rational,), table = powers.rational([entered])
    back = {g.symbol: g.value for g in table}
    whole = sp.factor(sp.cancel(rational))
    top, below = sp.fraction(whole)
    forms = [whole.xreplace(back)]
    if not any(f.is_Add and f.has(*back) for f in sp.Mul.make_args(below)):
        value = below.xreplace(back)
        forms.append(sp.Add(*(sp.factor(u / value) * m for m, u in powers.classes(sp.expand(top), table).items())))
    return min((_merged(powers.leave(f)) for f in forms), key=sp.count_ops)


def _merged(e: sp.Expr) -> sp.Expr:
    """Powers of one symbol in a product written as one power, when an exponent is symbolic."""
    if not e.args or isinstance(e, Root | sp.Pow) and not symbolic(e):
        return e
    e = e.func(*(_merged(a) for a in e.args))
    if not isinstance(e, sp.Mul):
        return e
    exponents: dict[sp.Expr, sp.Expr] = {}
    for f in e.args:
        base, p = f.as_base_exp()
        exponents[base] = exponents.get(base, sp.S.Zero) + p
    return e if len(exponents) == len(e.args) else sp.Mul(*(b ** short_exponent(p) for b, p in exponents.items()))
