"""The sign of a marginal payoff with powers as the comparison of two terms.

Inside the domain f'(x) has the sign of F(x) = a(x) M(x) - b(x) N(x) with M, N > 0 products of powers and a, b free of
powers: either because the numerator of f' has two classes of powers, or because f' = R(x) - c with a product R and c
free of x.  The derivative of log(aM) - log(bN) is free of the exponents' size: a rational function.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.logic.boolalg import And, Boolean, Or

from symgame.solve.power_forms import Powers
from symgame.solve.power_ratios import absorbed


@dataclass(frozen=True)
class Crossing:
    """``F = first*M - second*N`` with the sign of the marginal payoff inside the domain.

    Parameters
    ----------
    x : Symbol
    first, second : Expr
        The coefficients a and b, free of powers.
    product, other : Expr
        M and N.
    """

    x: sp.Symbol
    first: sp.Expr
    second: sp.Expr
    product: sp.Expr
    other: sp.Expr

    @property
    def slope(self) -> sp.Expr:
        """L', the derivative of log(a M) - log(b N)."""
        parts = [_growth(self.first, self.x), -_growth(self.second, self.x)]
        for e, sign in ((self.product, 1), (self.other, -1)):
            for factor in sp.Mul.make_args(e):
                base, p = factor.as_base_exp()
                if base is sp.E:
                    parts.append(sign * sp.diff(p, self.x))
                else:
                    parts.append(sign * p * _growth(base, self.x))
        return sp.factor(sp.together(sp.Add(*parts)))

    def turned(self) -> Crossing:
        """The same F with the two terms exchanged."""
        return Crossing(self.x, -self.second, -self.first, self.other, self.product)


def _growth(e: sp.Expr, x: sp.Symbol) -> sp.Expr:
    return sp.diff(e, x) / e


def smoothness(e: sp.Expr, x: sp.Symbol) -> Iterator[Boolean]:
    """What makes an expression defined, and differentiable in x.

    Examples
    --------
    >>> x, k = sp.symbols("x k", real=True)
    >>> sorted(map(str, smoothness(x**k + 1/(x - 1), x)))
    ['Ne(x - 1, 0)', 'x > 0']
    """
    for p in e.atoms(sp.Pow, sp.log):
        inside, exponent = (p.args[0], sp.S.Zero) if isinstance(p, sp.log) else (p.base, p.exp)
        if isinstance(p, sp.Pow) and exponent.is_Integer:
            if exponent < 0:
                yield sp.Ne(inside, 0)
        elif inside.has(x) or isinstance(p, sp.log):
            yield sp.Gt(inside, 0)
        else:
            yield Or(sp.Gt(inside, 0), And(sp.Ge(inside, 0), sp.Gt(exponent, 0)))


def crossings(marginal: sp.Expr, x: sp.Symbol, powers: Powers, sign: Any) -> tuple[int, list[sp.Expr], list[Crossing]] | None:
    """The marginal payoff as a sign, factors of open sign, and the two-term form of the only one.

    Parameters
    ----------
    marginal : Expr
    x : Symbol
    powers : Powers
    sign : callable
        From an expression in the caller's symbols to 1, -1 or None.

    Returns
    -------
    (sign, factors, crossings) or None
        None when a denominator has no known sign.
    """
    entered = powers.enter(marginal)
    if entered.has(sp.nan):
        return None
    (rational,), table = powers.rational([entered])
    back = {g.symbol: g.value for g in table}
    top, below = sp.fraction(sp.cancel(rational))
    outer, kept = 1, []
    for part, listed in ((below, sp.factor_list(below)), (top, sp.factor_list(top))):
        content, factors = listed
        outer *= sign(powers.leave(content)) or 0
        for f, n in factors:
            s = 1 if f in back else sign(powers.leave(f.xreplace(back)))
            if s is None and part is below:
                return None
            if s is None and n % 2:
                kept.append(f)
            outer *= s if s is not None and n % 2 else 1
    if outer == 0:
        return None
    forms: list[Crossing] = []
    if len(kept) == 1:
        found = powers.classes(kept[0], table)
        if len(found) == 2:
            (m, a), (n, b) = found.items()
            inside = powers.masks.get(x, x)
            (a, more), (b, also) = absorbed(powers, inside, a), absorbed(powers, inside, b)
            left = [powers.leave(e) for e in (outer * a, -outer * b, m * more, n * also)]
            forms.append(Crossing(x, *left))
    return outer, [powers.leave(f.xreplace(back)) for f in kept], forms


def contrast(marginal: sp.Expr, x: sp.Symbol, powers: Powers, sign: Any) -> Crossing | None:
    """The marginal payoff as ``R(x) - c`` with c free of x and R a product with at most one factor of open sign.

    Parameters
    ----------
    marginal : Expr
    x : Symbol
    powers : Powers
    sign : callable
    """
    constant, moving = marginal.as_independent(x, as_Add=True)
    if sign(constant) is None:
        return None
    entered = powers.enter(moving)
    if entered.has(sp.nan):
        return None
    (rational,), table = powers.rational([entered])
    back = {g.symbol: g.value for g in table}
    outer, factor, product = sp.S.One, sp.S.One, sp.S.One
    for part, power in zip(sp.fraction(sp.cancel(rational)), (1, -1), strict=True):
        content, listed = sp.factor_list(part)
        outer *= content**power
        for f, n in listed:
            plain = powers.leave(f.xreplace(back))
            s = 1 if f in back else sign(plain)
            if s is None and (n != 1 or power < 0 or factor != 1):
                return None
            if s is None:
                factor = plain
            else:
                product *= (plain if s > 0 else -plain) ** (n * power)
                outer *= s**n
    outer = powers.leave(outer)
    return Crossing(x, sp.factor(outer * factor), -constant, product, sp.S.One)
