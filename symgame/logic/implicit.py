"""Implicit numbers: the unique solution of an equation in an interval, as an expression in the parameters.

What `Root` (of a polynomial) and `Zero` (of another function) share: their place, and how they are printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import sympy as sp
from sympy.logic.boolalg import Boolean


class Implicit(sp.Expr):
    """The base of implicit numbers: after the equation their arguments are the ends, and whether each is left out.

    Examples
    --------
    >>> from symgame.logic.root import Root
    >>> from symgame.logic.zero import Zero
    >>> issubclass(Root, Implicit), issubclass(Zero, Implicit)
    (True, True)
    """

    is_commutative = True
    is_real = True
    is_finite = True
    word: ClassVar[str]

    if TYPE_CHECKING:

        def at(self, value: sp.Expr) -> sp.Expr:
            """The left side of the equation at `value`."""

    @property
    def interval(self) -> tuple[sp.Expr, sp.Expr, bool, bool]:
        """Lower end, upper end, and whether each is left out."""
        low, high, left_open, right_open = self.args[1:5]
        return low, high, bool(left_open), bool(right_open)  # type: ignore[return-value]

    def inside(self, value: sp.Expr) -> Boolean:
        """``value`` lies in the interval."""
        low, high, left_open, right_open = self.interval
        above = sp.true if low is -sp.oo else unevaluated(sp.Lt if left_open else sp.Le, low, value)
        below = sp.true if high is sp.oo else unevaluated(sp.Lt if right_open else sp.Le, value, high)
        return sp.And(above, below, evaluate=False) if sp.true not in (above, below) else sp.And(above, below)

    def bound_symbol(self) -> sp.Symbol:
        """A name for the unknown that does not clash with a parameter."""
        names = {str(s) for s in self.free_symbols}
        return sp.Symbol(next(n for n in ("x", "z", "t", "xi", "zeta", "_x") if n not in names), real=True)

    def _sympystr(self, printer: Any) -> str:
        x = self.bound_symbol()
        low, high, left_open, right_open = self.interval
        ends = f"{'(' if left_open else '['}{printer._print(low)}, {printer._print(high)}{')' if right_open else ']'}"
        return f"{type(self).__name__}({printer._print(self.at(x))}, {x}, {ends})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        x = self.bound_symbol()
        low, high, left_open, right_open = self.interval
        left, right = "(" if left_open else "[", ")" if right_open else "]"
        ends = rf"\left{left}{printer._print(low)}, {printer._print(high)}\right{right}"
        body = rf"\operatorname{{{self.word}}}_{{{printer._print(x)} \in {ends}}}\left({printer._print(self.at(x))}\right)"
        return rf"\left({body}\right)^{{{exp}}}" if exp else body


def unevaluated(kind: Any, left: sp.Expr, right: sp.Expr) -> Boolean:
    """A relation that sympy does not evaluate from the number's own assumptions.

    Examples
    --------
    >>> unevaluated(sp.Lt, sp.S.Zero, sp.S.One)
    0 < 1
    """
    return kind(left, right, evaluate=False)
