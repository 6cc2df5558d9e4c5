"""Implicit numbers without a polynomial: ``Zero(f, x, interval)`` is the unique zero of f in the interval.

f has logarithms, exponentials or powers of x and the parameters; it has a value on the interval, and exactly one zero
there.  What shows that there is one is a bracket: two points a < b of the closed interval with f(a) > 0 > f(b).
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentTypeError
from symgame.logic.implicit import Implicit

BOUND = sp.Symbol("zero'", real=True)
"""The bound unknown, which is no symbol of a game."""

STEPS = 400


class Zero(Implicit):
    """The unique zero of a function in an interval, as an expression in the parameters.

    Parameters
    ----------
    f : Expr
        A function of `x` and the parameters.
    x : Symbol
        The bound unknown.
    interval : Interval
        The ends may be infinite or depend on parameters.
    bracket : (Expr, Expr), optional
        Two points of the closed interval, f positive at the first and negative at the second; by default the ends.

    Raises
    ------
    ArgumentTypeError
        If x is no symbol or the third argument no interval.

    Examples
    --------
    >>> x, c = sp.symbols("x c", positive=True)
    >>> z = Zero(1/x - c*sp.exp(x), x, sp.Interval.open(0, sp.oo), bracket=(1/(c*sp.exp(1) + 1), 1 + 1/c))
    >>> z.free_symbols, z.subs(c, 1).evalf(6)
    ({c}, 0.567143)
    """

    word = "zero"

    def __new__(cls, *args: Any, bracket: tuple[sp.Expr, sp.Expr] | None = None) -> Any:
        if len(args) == 7:
            made = args
        elif len(args) == 3 and isinstance(args[1], sp.Symbol) and isinstance(args[2], sp.Interval):
            f, x, interval = args
            low, high = interval.start, interval.end
            made = (f.xreplace({x: BOUND}), low, high, interval.left_open, interval.right_open, *(bracket or (low, high)))
        else:
            raise ArgumentTypeError(f"Zero takes a function, a symbol and an Interval, got {args!r}")
        if any(a in (sp.nan, sp.zoo) for a in made):
            return sp.nan
        return sp.Expr.__new__(cls, *made)

    @property
    def bracket(self) -> tuple[sp.Expr, sp.Expr]:
        """The two points at which f has opposite signs, + and -."""
        return self.args[5], self.args[6]  # type: ignore[return-value]

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set().union(*(a.free_symbols for a in self.args)) - {BOUND}

    def at(self, value: sp.Expr) -> sp.Expr:
        """The function at `value`.

        Examples
        --------
        >>> x, y, c = sp.symbols("x y c", positive=True)
        >>> Zero(sp.log(x) - c, x, sp.Interval.open(0, sp.oo)).at(y)
        -c + log(y)
        """
        return self.args[0].xreplace({BOUND: value})  # type: ignore[return-value]

    def slope(self, value: sp.Expr) -> sp.Expr:
        """The derivative of the function at `value`."""
        return sp.diff(self.args[0], BOUND).xreplace({BOUND: value})

    def enclosing_signs(self) -> tuple[Boolean, ...]:
        """Together sufficient for a zero in the interval: f is positive at the first point of the bracket, negative at the second.

        A point at which f changes its sign upwards is not looked for.
        """
        low, high = self.bracket
        if low in (sp.oo, -sp.oo) or high in (sp.oo, -sp.oo):
            return (sp.false,)
        start, end, _, _ = self.interval
        placed = [sp.Le(start, low)] if start is not -sp.oo else []
        placed += [sp.Le(high, end)] if end is not sp.oo else []
        return (*placed, sp.Lt(low, high), sp.Gt(self.at(low), 0), sp.Lt(self.at(high), 0))

    def _eval_derivative(self, s: Any) -> sp.Expr:
        partial = sp.diff(self.args[0], s).xreplace({BOUND: self}) if s != BOUND else sp.S.Zero
        return -partial / self.slope(self)

    def _eval_evalf(self, prec: int) -> Any:
        if self.free_symbols:
            return None
        digits = prec // 3 + 12
        low, high = (end.evalf(digits) for end in self.bracket)
        if not (low.is_Float or low.is_Rational) or not (high.is_Float or high.is_Rational):
            return None
        above = self.args[0].xreplace({BOUND: low}).evalf(digits)
        if not above.is_extended_real:
            return None
        for _ in range(min(STEPS, prec + 40)):
            middle = ((low + high) / 2).evalf(digits)
            value = self.args[0].xreplace({BOUND: middle}).evalf(digits)
            low, high = (middle, high) if (value > 0) == (above > 0) else (low, middle)
        return sp.Float((low + high) / 2, precision=prec)
