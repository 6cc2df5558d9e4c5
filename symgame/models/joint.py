"""Finite joint distributions over features and labels, exact.

A base distribution P₀ is a finite family of probabilities P₀(x, y) >= 0 with sum 1, x a feature and y a
label; pairs that are not listed have probability 0.  Probabilities are rationals, or sympy expressions in
parameters whose sum is identically 1.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from flint import fmpq

from symgame.errors import ArgumentTypeError, GameError
from symgame.games.exact import exact_payoff
from symgame.models.cached import CachedValue
from symgame.solve.values import exact_number

Pair = tuple[Hashable, Hashable]


def canonical(names: Iterable[Hashable]) -> tuple[Any, ...]:
    """Names in an order that does not depend on how they were listed.

    Examples
    --------
    >>> canonical(["b", "a"])
    ('a', 'b')
    """
    listed: list[Any] = list(dict.fromkeys(names))
    try:
        return tuple(sorted(listed))
    except TypeError:
        return tuple(sorted(listed, key=lambda k: (type(k).__name__, repr(k))))


def exact_probability(value: Any, where: str) -> sp.Expr:
    """A probability: a rational in [0, 1] or an expression in parameters.

    Examples
    --------
    >>> exact_probability(sp.Rational(1, 2), "P(x)")
    1/2
    """
    if not isinstance(value, sp.Basic) and hasattr(value, "numerator") and not isinstance(value, bool | float):
        value = exact_number(value, where)
    if isinstance(value, sp.Rational):
        # Read off: there may be hundreds of thousands of them, and sympy's assumptions are slow.
        found, negative, above = value, value.p < 0, value.p > value.q
    else:
        found = exact_payoff(value, where)
        negative, above = found.is_negative, not found.free_symbols and (found - 1).is_positive
    if negative:
        raise GameError(f"{where}: the probability {found} is negative")
    if above:
        raise GameError(f"{where}: the probability {found} is above 1")
    return found


def check_total(total: sp.Expr, where: str) -> None:
    """Raise unless `total` is identically 1.

    Examples
    --------
    >>> check_total(sp.Integer(1), "prior")
    """
    if total != 1 and sp.cancel(total) != 1:
        raise GameError(f"{where}: the probabilities sum to {total}, not to 1")


def to_fmpq(value: sp.Rational) -> fmpq:
    """A sympy rational as a flint rational.

    Examples
    --------
    >>> to_fmpq(sp.Rational(2, 3))
    2/3
    """
    return fmpq(int(value.p), int(value.q))


def to_sympy(value: fmpq) -> sp.Rational:
    """A flint rational as a sympy rational.

    Examples
    --------
    >>> to_sympy(fmpq(2, 3))
    2/3
    """
    return sp.Rational(int(value.p), int(value.q))


@dataclass(frozen=True, init=False)
class FiniteJoint(CachedValue):
    """A joint distribution on finitely many (feature, label) pairs.

    Parameters
    ----------
    base : mapping from (feature, label) to probability
        Non-negative, summing to one; rational or symbolic.

    Raises
    ------
    ArgumentTypeError, GameError
        If a key is no pair, or the probabilities are negative, inexact or do not sum to one.

    Examples
    --------
    >>> joint = FiniteJoint({("a", 0): sp.Rational(1, 4), ("a", 1): sp.Rational(3, 4)})
    >>> joint.features, joint.labels
    (('a',), (0, 1))
    """

    items: tuple[tuple[Pair, sp.Expr], ...]

    def __init__(self, base: Mapping[Pair, Any]) -> None:
        if not isinstance(base, Mapping):
            raise ArgumentTypeError(f"base: {base!r} is not a mapping from (feature, label) to a probability")
        if not base:
            raise GameError("base: there is no (feature, label) pair")
        found = {}
        for key, value in base.items():
            if not isinstance(key, tuple) or len(key) != 2:
                raise ArgumentTypeError(f"base: the key {key!r} is not a pair (feature, label)")
            found[key] = exact_probability(value, f"base[{key!r}]")
        if all(isinstance(v, sp.Rational) for v in found.values()):
            check_total(to_sympy(sum((to_fmpq(v) for v in found.values()), fmpq(0))), "base")
        else:
            check_total(sp.Add(*found.values()), "base")
        object.__setattr__(self, "items", tuple((k, found[k]) for k in canonical(found)))

    @cached_property
    def features(self) -> tuple[Any, ...]:
        """Features in canonical order."""
        return canonical(x for (x, _), _ in self.items)

    @cached_property
    def labels(self) -> tuple[Any, ...]:
        """Labels in canonical order."""
        return canonical(y for (_, y), _ in self.items)

    @cached_property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """Symbols in the probabilities."""
        return tuple(sorted(set().union(*(p.free_symbols for _, p in self.items)), key=lambda s: s.name))

    @cached_property
    def numeric(self) -> bool:
        """Whether every probability is rational."""
        return all(isinstance(p, sp.Rational) for _, p in self.items)

    @cached_property
    def table(self) -> dict[Pair, Any]:
        """Probabilities: flint rationals when all are rational, sympy expressions otherwise."""
        return {k: to_fmpq(p) if self.numeric else p for k, p in self.items}

    @property
    def zero(self) -> Any:
        """The zero of the number type of `table`."""
        return fmpq(0) if self.numeric else sp.S.Zero

    def mass(self, feature: Hashable, label: Hashable) -> Any:
        """P₀(x, y); zero for a pair that is not listed.

        Examples
        --------
        >>> FiniteJoint({("a", 0): 1}).mass("a", 1)
        0
        """
        return self.table.get((feature, label), self.zero)

    @cached_property
    def marginal(self) -> dict[Any, Any]:
        """P₀(x) for every feature."""
        found: dict[Any, Any] = dict.fromkeys(self.features, self.zero)
        for (x, _), p in self.table.items():
            found[x] += p
        return found
