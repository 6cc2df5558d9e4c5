"""Theorems about powers, exponentials and logarithms, stated for the unknowns that stand for them.

a^β < b^β iff a < b where β > 0, and the reverse where β < 0; e^z ≥ 1 + z, with e^z > 1 iff z > 0; log a < log b iff a < b.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

import sympy as sp
from sympy.logic.boolalg import Boolean, Not, Or

from symgame.solve.power_symbols import Generator

Sign = Callable[[sp.Expr], int | None]


def power_facts(table: Sequence[Generator], values: Mapping[sp.Symbol, sp.Expr], sign: Sign) -> Iterator[Boolean]:
    """What the unknowns for powers satisfy.

    Parameters
    ----------
    table : sequence of Generator
    values : {Symbol: Expr}
        Composite bases as rational functions.
    sign : callable
        Of an exponent: 1, -1 or None.
    """
    symbols = {g.base: g.symbol**g.count for g in table if g.exponent == 1 and isinstance(g.base, sp.Symbol)}

    def value(base: sp.Expr) -> sp.Expr:
        return values.get(base, symbols.get(base, base))

    for g in table:
        if g.base is sp.E:
            z = (g.exponent / g.count).xreplace(symbols)
            yield from (sp.Ge(g.symbol, 1 + z), Or(sp.Le(z, 0), sp.Gt(g.symbol, 1)), Or(sp.Ge(z, 0), sp.Lt(g.symbol, 1)))
        elif g.exponent != 1:
            yield from _monotone(sign(g.exponent), g.exponent, (value(g.base), sp.S.One), (g.symbol, sp.S.One))
            yield from _lowered(sign, g.exponent, (value(g.base), sp.S.One), (g.symbol**g.count, sp.S.One))
    for g, h in itertools.combinations([g for g in table if g.exponent != 1 and g.base is not sp.E], 2):
        if g.exponent == h.exponent:
            bases = value(g.base), value(h.base)
            yield from _monotone(sign(g.exponent), g.exponent, bases, (g.symbol**g.count, h.symbol**h.count))
            yield from _lowered(sign, g.exponent, bases, (g.symbol**g.count, h.symbol**h.count))


def logarithm_facts(arguments: Mapping[sp.Symbol, sp.Expr]) -> Iterator[Boolean]:
    """What the unknowns for logarithms of positive arguments satisfy.

    Examples
    --------
    >>> s, a = sp.symbols("s a", real=True)
    >>> list(logarithm_facts({s: a}))[-1]
    s <= a - 1
    """
    for s, a in arguments.items():
        yield from (Or(sp.Le(a, 1), sp.Gt(s, 0)), Or(sp.Ge(a, 1), sp.Lt(s, 0)), Or(sp.Ne(a, 1), sp.Eq(s, 0)), sp.Le(s, a - 1))
    for (s, a), (t, b) in itertools.combinations(arguments.items(), 2):
        yield from (Or(sp.Le(a, b), sp.Gt(s, t)), Or(sp.Ge(a, b), sp.Lt(s, t)), Or(sp.Ne(a, b), sp.Eq(s, t)))


def _lowered(
    sign: Sign, beta: sp.Expr, bases: tuple[sp.Expr, sp.Expr], powers: tuple[sp.Expr, sp.Expr]
) -> list[Boolean]:
    """a^(β-1) against b^(β-1), where the sign of β - 1 is known: what derivatives of powers need."""
    known = sign(beta - 1)
    if known not in (1, -1):
        return []
    return _monotone(known, beta - 1, bases, (powers[0] / bases[0], powers[1] / bases[1]))


def _monotone(
    sign: int | None, beta: sp.Expr, bases: tuple[sp.Expr, sp.Expr], powers: tuple[sp.Expr, sp.Expr]
) -> list[Boolean]:
    """a^β against b^β, where g and h stand for the powers."""
    (a, b), (g, h) = bases, powers
    same = Or(sp.Ne(a, b), sp.Eq(g, h))
    if sign in (1, -1):
        up, down = (g, h) if sign == 1 else (h, g)
        return [Or(sp.Le(a, b), sp.Gt(up, down)), Or(sp.Ge(a, b), sp.Lt(up, down)), same]
    rising, falling = sp.Gt(beta, 0), sp.Lt(beta, 0)
    return [
        same,
        Or(Not(rising), sp.Le(a, b), sp.Gt(g, h)),
        Or(Not(rising), sp.Ge(a, b), sp.Lt(g, h)),
        Or(Not(falling), sp.Le(a, b), sp.Lt(g, h)),
        Or(Not(falling), sp.Ge(a, b), sp.Gt(g, h)),
    ]
