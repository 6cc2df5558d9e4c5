"""Choices in a finite game: an action for sure, or a lottery over actions.

A behaviour strategy gives each information set a probability distribution over its actions (Kuhn 1953).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import sympy as sp

from symgame.printing import Value


@dataclass(frozen=True)
class Lottery(Value):
    """A probability for each action of an information set.

    Parameters
    ----------
    items : tuple of (action, Expr)

    Examples
    --------
    >>> p = sp.Symbol("p", positive=True)
    >>> Lottery((("L", p), ("R", 1 - p)))["L"]
    p
    """

    items: tuple[tuple[Hashable, sp.Expr], ...]

    @property
    def probabilities(self) -> Mapping[Hashable, sp.Expr]:
        """The probabilities, a read-only mapping from actions."""
        return MappingProxyType(dict(self.items))

    def __getitem__(self, action: Hashable) -> sp.Expr:
        return self.probabilities[action]

    def __str__(self) -> str:
        return ", ".join(f"{a}: {p}" for a, p in self.items)
