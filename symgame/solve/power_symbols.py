"""Generators: positive unknowns that stand for powers, and what can be read off an expression with powers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

Sign = Callable[[sp.Expr], int | None]


def read_sign(f: sp.Expr) -> int | None:
    """The sign that the declarations of the symbols give, None when they leave it open.

    Examples
    --------
    >>> c, d = sp.symbols("c d", positive=True)
    >>> read_sign(c + d), read_sign(c - d)
    (1, None)
    """
    return 1 if f.is_positive else -1 if f.is_negative else None


def symbolic(e: sp.Basic) -> bool:
    """Whether powers with symbolic exponents, exponentials or logarithms of symbols occur.

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> symbolic(x**k > 1), symbolic(sp.sqrt(x) > 1)
    (True, False)
    """
    found = e.atoms(sp.Pow, sp.exp, sp.log)
    return any(p.free_symbols if not isinstance(p, sp.Pow) else p.exp.free_symbols for p in found)


@dataclass(frozen=True)
class Generator:
    """A positive unknown that stands for ``base**(exponent/count)``.

    Parameters
    ----------
    symbol : Symbol
    base : Expr
        A positive symbol, a prime number, or e.
    exponent : Expr
        Independent of the other exponents.
    count : int
    """

    symbol: sp.Symbol
    base: sp.Expr
    exponent: sp.Expr
    count: int

    @property
    def value(self) -> sp.Expr:
        """What the unknown stands for."""
        return sp.Pow(self.base, self.exponent / self.count)
