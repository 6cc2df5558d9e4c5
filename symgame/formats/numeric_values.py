"""Payoffs as exact numbers in text, for formats that hold numbers only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symgame.errors import ArgumentError
from symgame.solve.values import exact_values


def at_values(game: Any, at: Mapping[sp.Symbol, Any] | None) -> Callable[[sp.Expr], str]:
    """A function from payoffs to their exact values as text, such as ``"-1/2"``.

    Raises
    ------
    ArgumentError
        If a parameter has no value, or the function meets a number that is not rational.

    Examples
    --------
    >>> from symgame.games.tree_builder import tree
    >>> x = sp.Symbol("x", real=True)
    >>> at_values(tree("A", L=(x,), R=(0,)).game(), {x: 2})(x / 4)
    '1/2'
    """
    point = exact_values(dict(at or {}), game.parameters, game.assumptions)

    def text(value: sp.Expr) -> str:
        found = sp.S(value).subs(point)
        if not found.is_Rational:
            raise ArgumentError(f"{value} is {found} at the values given, not a rational number; the format cannot hold it")
        return str(found)

    return text
