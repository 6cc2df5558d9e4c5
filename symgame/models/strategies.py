"""Strategies of a collective: maps h: X × Y → X × Y by which its members change their data.

With a signal map g: X → X and a target label y*,

* feature–label: h(x, y) = (g(x), y*);
* feature-only: h(x, y) = (g(x), y*) if y = y*; other members keep their data, or move to a dump feature;
* erasure: h(x, y) = (x, ŷ(g(x))), ŷ(x) a most likely label of x under P₀.

Planting succeeds at x when f(g(x)) = y*, erasure when f(g(x)) = f(x)
(after Hardt, Mazumdar, Mendler-Dünner, Zrnic 2023; Gauthier, Bach, Jordan 2025).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.models.cached import CachedValue
from symgame.models.joint import canonical
from symgame.printing import Value
from symgame.solve.values import exact_number

Pairs = tuple[tuple[Any, Any], ...]


def _pairs(signal: Mapping[Any, Any], where: str) -> Pairs:
    if not isinstance(signal, Mapping):
        raise ArgumentTypeError(f"{where}: {signal!r} is not a mapping from feature to feature")
    return tuple((x, signal[x]) for x in canonical(signal))


@dataclass(frozen=True, init=False)
class _Signalling(CachedValue):
    """What the strategies share: the signal map."""

    signal_items: Pairs

    @cached_property
    def signal(self) -> Mapping[Any, Any]:
        """The signal map g as a read-only mapping."""
        return MappingProxyType(dict(self.signal_items))


@dataclass(frozen=True, init=False)
class FeatureLabel(_Signalling):
    """Members plant the signal and the target label: h(x, y) = (g(x), y*).

    Parameters
    ----------
    signal : mapping from feature to feature
        The signal map g, defined on every feature.
    target : label
        The label y* to be planted.

    Examples
    --------
    >>> FeatureLabel({"a": "a"}, 1).signal["a"]
    'a'
    """

    target: Hashable

    def __init__(self, signal: Mapping[Any, Any], target: Hashable) -> None:
        object.__setattr__(self, "signal_items", _pairs(signal, "signal of FeatureLabel"))
        object.__setattr__(self, "target", target)


@dataclass(frozen=True, init=False)
class FeatureOnly(_Signalling):
    """Only members with the target label plant the signal; nobody changes a label.

    Parameters
    ----------
    signal : mapping from feature to feature
    target : label
    dump : feature, optional
        Where members with another label move; outside the signal set.  By default they keep their data.

    Examples
    --------
    >>> FeatureOnly({"a": "a"}, 1).dump is None
    True
    """

    target: Hashable
    dump: Hashable | None = None

    def __init__(self, signal: Mapping[Any, Any], target: Hashable, dump: Hashable | None = None) -> None:
        object.__setattr__(self, "signal_items", _pairs(signal, "signal of FeatureOnly"))
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "dump", dump)


@dataclass(frozen=True, init=False)
class Erasure(_Signalling):
    """Members keep their features and report the most likely label of g(x): h(x, y) = (x, ŷ(g(x))).

    Parameters
    ----------
    signal : mapping from feature to feature
        Usually idempotent: it removes the signal.

    Examples
    --------
    >>> Erasure({"a": "b", "b": "b"}).signal["a"]
    'b'
    """

    def __init__(self, signal: Mapping[Any, Any]) -> None:
        object.__setattr__(self, "signal_items", _pairs(signal, "signal of Erasure"))


@dataclass(frozen=True, init=False)
class GradientRedirecting(Value):
    """Members choose data at every gradient step whose mean gradient pulls towards the target.

    Their mean gradient is −((1−α)/α) g_{P₀}(θ) + κ (θ − θ*); for the learner `GradientDescent` only.

    Parameters
    ----------
    strength : Rational
        κ > 0.

    Examples
    --------
    >>> GradientRedirecting(1).strength
    1
    """

    strength: sp.Expr

    def __init__(self, strength: Any) -> None:
        size = exact_number(strength, "strength")
        if not size.is_positive:
            raise ArgumentError(f"strength = {size} is not positive")
        object.__setattr__(self, "strength", size)


Strategy = FeatureLabel | FeatureOnly | Erasure
