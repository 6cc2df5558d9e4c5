"""Literals for payoffs with powers: what tells a peak from a valley, and where implicit roots meet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import sympy as sp

from symgame.logic.root import Root
from symgame.solve.crossings import crossings
from symgame.solve.pieces import substitute
from symgame.solve.power_forms import Powers
from symgame.solve.power_ratios import has_powers


def power_literals(payoff: sp.Expr, x: sp.Symbol, values: dict[sp.Symbol, sp.Expr]) -> Iterator[sp.Expr]:
    """Expressions whose signs tell peaks from valleys: exponents, and factors of L' and of a, b at the candidate."""
    for v in values.values():
        yield from (_discriminant(r) for r in v.atoms(Root) if len(r.coefficients) <= 5)
        for p in v.atoms(sp.Pow):
            if p.exp.free_symbols:
                yield from sp.fraction(sp.together(p.exp))
    for f in _form_factors(payoff, x) if has_powers(payoff, x) else ():
        yield substitute(f, values) if f.has(x) else f


@lru_cache(maxsize=1_000)
def _discriminant(root: Root) -> sp.Expr:
    """Zero where two roots of the polynomial meet."""
    x = sp.Dummy("x")
    return sp.discriminant(root.at(x), x)


@lru_cache(maxsize=1_000)
def _form_factors(payoff: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, ...]:
    """Factors of L' and of the coefficients of the two terms, bases taken as positive."""
    powers = Powers(positive=(x,), guess=True)
    found = crossings(sp.diff(payoff, x), x, powers, lambda f: _guess(f, x))
    listed: list[sp.Expr] = []
    for form in found[2] if found is not None else ():
        for e in (*sp.fraction(form.slope), form.first, form.second):
            listed += [f for f, _ in sp.factor_list(e)[1]]
    return tuple(dict.fromkeys(listed))


def _guess(f: sp.Expr, x: sp.Symbol) -> int | None:
    """A sign for factors that are not the one of interest."""
    if f.is_number:
        return 1 if f.is_positive else -1
    return None if has_powers(f, x) and f.is_Add else 1
