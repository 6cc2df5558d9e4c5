"""Shapes of unspecified functions as assumptions: ``Increasing(r)``, ``Decreasing(r)``, ``Concave(r)``, ``Convex(r)``.

For a function r of one real argument, defined on all reals, they say that for all x < y: r(x) ≤ r(y); r(x) ≥ r(y); r lies
above its chords; below its chords.  With ``strict=True`` the inequalities are strict.  Derivatives that occur in a sentence
have the signs that follow.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import UndefinedFunction
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean, BooleanFunction

from symgame.errors import ArgumentTypeError


class Shape(BooleanFunction):
    """Common base; args are the name of the function and whether strictly."""

    nargs = (1, 2)
    order = 1
    sign = 1

    def __new__(cls, function: Any, strict: Any = False) -> Any:
        if isinstance(function, UndefinedFunction):
            function = Str(function.__name__)
        if not isinstance(function, Str):
            raise ArgumentTypeError(f"{cls.__name__} takes an unspecified function such as Function('r'), got {function!r}")
        return sp.Basic.__new__(cls, function, sp.true if bool(strict) else sp.false)

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.args[0].name

    @property
    def strict(self) -> bool:
        """Whether the inequalities are strict."""
        return bool(self.args[1])

    @property
    def free_symbols(self) -> set[Any]:
        return set()

    def _eval_subs(self, old: Any, new: Any) -> Any:
        return self

    def to_nnf(self, simplify: bool = True, form: Any = None) -> Boolean:
        return self

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({self.name}{', strict=True' if self.strict else ''})"


class Increasing(Shape):
    """The function is (weakly, or with ``strict=True`` strictly) increasing.

    Parameters
    ----------
    function : UndefinedFunction
        ``sympy.Function("r")``.
    strict : bool

    Examples
    --------
    >>> from symgame.logic.decide import decide
    >>> r, (x, y) = sp.Function("r"), sp.symbols("x y", real=True)
    >>> decide(r(x) <= r(y), [Increasing(r), x < y]).proved
    True
    """


class Decreasing(Shape):
    """The function is (weakly, or with ``strict=True`` strictly) decreasing.

    Parameters
    ----------
    function : UndefinedFunction
    strict : bool

    Examples
    --------
    >>> Decreasing(sp.Function("r"))
    Decreasing(r)
    """

    sign = -1


class Convex(Shape):
    """The function is (weakly, or with ``strict=True`` strictly) convex.

    Parameters
    ----------
    function : UndefinedFunction
    strict : bool

    Examples
    --------
    >>> Convex(sp.Function("r"))
    Convex(r)
    """

    order = 2


class Concave(Shape):
    """The function is (weakly, or with ``strict=True`` strictly) concave.

    Parameters
    ----------
    function : UndefinedFunction
    strict : bool

    Examples
    --------
    >>> from symgame.logic.decide import decide
    >>> r, (x, y) = sp.Function("r"), sp.symbols("x y", real=True)
    >>> decide(2*r((x + y)/2) >= r(x) + r(y), [Concave(r)]).proved
    True
    """

    order = 2
    sign = -1
