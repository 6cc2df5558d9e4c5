"""``ForAll`` and ``Exists`` over the reals, as sympy Booleans.

The bound symbols are not free, and substitution does not touch them.  A bound symbol ranges over the reals that its
declared sign allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean, BooleanFunction

from symgame.errors import ArgumentTypeError, StatementError
from symgame.logic.names import fresh


class Quantifier(BooleanFunction):
    """Common base of `ForAll` and `Exists`; args are a Tuple of symbols and a Boolean."""

    nargs = (2,)

    def __new__(cls, symbols: Any, claim: Any) -> Any:
        bound = (symbols,) if isinstance(symbols, sp.Symbol) else tuple(symbols)
        if not bound or not all(isinstance(x, sp.Symbol) for x in bound):
            raise ArgumentTypeError(f"{cls.__name__} binds symbols, got {symbols!r}")
        if claim is True or claim is False:
            claim = sp.true if claim else sp.false
        if not isinstance(claim, Boolean) or isinstance(claim, sp.Symbol):
            raise StatementError(f"{cls.__name__} needs a sympy Boolean as its claim, got {claim!r}")
        bound = tuple(x for x in dict.fromkeys(bound) if x in claim.free_symbols)
        if not bound:
            return claim
        return sp.Basic.__new__(cls, sp.Tuple(*bound), claim)

    @property
    def bound(self) -> tuple[sp.Symbol, ...]:
        """The symbols that are quantified over."""
        return tuple(self.args[0])

    @property
    def claim(self) -> Boolean:
        """The sentence under the quantifier."""
        return self.args[1]

    @property
    def free_symbols(self) -> set[sp.Symbol]:
        return self.claim.free_symbols - set(self.bound)

    @property
    def bound_symbols(self) -> list[sp.Symbol]:
        return list(self.bound)

    def _eval_subs(self, old: Any, new: Any) -> Any:
        if old in self.bound:
            return self
        symbols: set[Any] = getattr(new, "free_symbols", set())
        taken = {s.name for s in self.claim.atoms(sp.Symbol) | symbols}
        clash = {x: fresh(x, taken, **x.assumptions0) for x in self.bound if x in symbols}
        return self.func([clash.get(x, x) for x in self.bound], self.claim.xreplace(clash)._subs(old, new))

    def _xreplace(self, rule: Any) -> tuple[Any, bool]:
        kept = {k: v for k, v in rule.items() if k not in self.bound}
        claim, changed = self.claim._xreplace(kept)
        return (self.func(self.bound, claim), True) if changed else (self, False)

    def to_nnf(self, simplify: bool = True, form: Any = None) -> Any:
        return self


class ForAll(Quantifier):
    """``ForAll(symbols, claim)``: the claim holds for all real values of the symbols.

    Parameters
    ----------
    symbols : Symbol or iterable of Symbol
        A declared sign (``positive=True`` …) restricts the values.
    claim : Boolean

    Raises
    ------
    ArgumentTypeError, StatementError
        If a bound object is no symbol or the claim is no Boolean.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> ForAll((x,), x**2 + a > 0).free_symbols
    {a}
    """


class Exists(Quantifier):
    """``Exists(symbols, claim)``: some real values of the symbols make the claim true.

    Parameters
    ----------
    symbols : Symbol or iterable of Symbol
    claim : Boolean

    Raises
    ------
    ArgumentTypeError, StatementError
        If a bound object is no symbol or the claim is no Boolean.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> Exists((x,), sp.Eq(x**2, a)).free_symbols
    {a}
    """


def quantified(sentences: Iterable[Boolean]) -> bool:
    """Whether a quantifier stands in one of the sentences.

    Examples
    --------
    >>> quantified([sp.true])
    False
    """
    return any(isinstance(s, sp.Basic) and s.has(Quantifier) for s in sentences)
