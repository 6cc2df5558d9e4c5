r"""Expressions as an author writes them: positive term first, factors in order, positive denominators.

A subclass of sympy's `LatexPrinter`.  A quotient prints as ``\frac`` in displays, as ``\dfrac`` at the top
of a case, and with a slash in running text and inside another quotient.  Relations and conditions are in
`symgame.render.conditions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter

from symgame.render.notation import Notation
from symgame.render.order import common_denominator, negative, quotient, sorted_factors, sorted_terms

HALF = sp.Rational(1, 2)


class ExpressionPrinter(LatexPrinter):
    r"""Prints one expression in a notation.

    Parameters
    ----------
    notation : Notation
    style : str
        ``"display"``, ``"cases"`` or ``"text"``.
    names : {Basic: str}
        Expressions that have a name in the text, such as an implicit root.

    Examples
    --------
    >>> c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    >>> ExpressionPrinter(Notation()).doprint(c_0 / (2 * c_0 - c_1))
    '\\frac{c_{0}}{2 c_{0} - c_{1}}'
    >>> ExpressionPrinter(Notation(), style="text").doprint(c_0 / (2 * c_0 - c_1))
    'c_{0}/(2 c_{0} - c_{1})'
    """

    def __init__(self, notation: Notation, *, style: str = "display", names: Mapping[sp.Basic, str] | None = None) -> None:
        super().__init__()
        self.notation = notation
        self.style = style
        self.names = dict(names or {})
        self._inside = 0

    def doprint(self, expr: Any) -> str:
        return str(self._print(expr))

    def _print(self, expr: Any, **settings: Any) -> str:
        if self.names and expr in self.names:
            return self.names[expr]
        return str(super()._print(expr, **settings))

    def inline(self, expr: Any) -> str:
        """The expression in running text, with the same names."""
        return type(self)(self.notation, style="text", names=self.names).doprint(expr)

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        return self.notation.write(expr)

    _print_Dummy = _print_Symbol

    def _print_Player(self, expr: Any) -> str:
        return self.notation.write(expr)

    # sums

    def _print_Add(self, expr: sp.Add, order: Any = None) -> str:
        below = common_denominator(expr)
        if below > 1:
            sign = "-" if negative(expr) else ""
            whole = sp.Add(*[sp.expand(t * (-below if sign else below)) for t in expr.args])
            return sign + self._over([whole], [sp.Integer(below)])
        return self.join_terms(sorted_terms(expr, self.notation))

    def join_terms(self, terms: list[Any]) -> str:
        """The terms in the order given, with their signs between them."""
        text = ""
        for t in terms:
            minus = negative(t)
            body = self._factors([-t if minus else t])
            text += f"-{body}" if minus and not text else f" - {body}" if minus else f" + {body}" if text else body
        return text

    # products and quotients

    def _print_Mul(self, expr: sp.Mul) -> str:
        if negative(expr):
            return f"-{self._factors([-expr])}"
        above, below = quotient(expr)
        return self._over(above, below) if below else self._factors(above)

    def _factors(self, factors: list[sp.Expr]) -> str:
        if not factors:
            return "1"
        parts: list[str] = []
        for f in sorted_factors(factors, self.notation):
            text = self._print(f)
            if f.is_Add or (len(factors) > 1 and isinstance(f, sp.Piecewise)):
                text = self._bracket(text)
            if parts and text[0].isdigit():
                parts.append("\\cdot")
            parts.append(text)
        return " ".join(parts)

    def _over(self, above: list[sp.Expr], below: list[sp.Expr]) -> str:
        slash = self.style == "text" or self._inside > 0
        made = "\\dfrac" if self.style == "cases" else "\\frac"
        self._inside += 1
        try:
            if slash:
                bottom = self._factors(below)
                return f"{self._factors(above)}/{bottom if len(below) == 1 else f'({bottom})'}"
            return f"{made}{{{self._side(above)}}}{{{self._side(below)}}}"
        finally:
            self._inside -= 1

    def _side(self, factors: list[sp.Expr]) -> str:
        return str(self._print(factors[0])) if len(factors) == 1 else self._factors(factors)

    def _bracket(self, text: str) -> str:
        return f"\\left({text}\\right)" if "frac{" in text else f"({text})"

    # powers, roots, numbers

    def _print_Pow(self, expr: sp.Pow) -> str:
        base, exponent = expr.base, expr.exp
        if exponent.is_number and exponent.is_negative:
            return self._over([], [sp.Pow(base, -exponent)])
        if exponent == HALF:
            return f"\\sqrt{{{self._print(base)}}}"
        if exponent.is_Rational and exponent.p == 1 and base.is_number:
            return f"\\sqrt[{exponent.q}]{{{self._print(base)}}}"
        body = self._print(base)
        if not (base.is_Symbol or base.is_Integer and base.is_nonnegative) or "^" in body:
            body = self._bracket(body)
        return f"{body}^{{{self.inline(exponent)}}}"

    def _print_Rational(self, expr: sp.Rational) -> str:
        sign = "-" if expr.p < 0 else ""
        return sign + (str(abs(expr.p)) if expr.q == 1 else self._over([sp.Integer(abs(expr.p))], [sp.Integer(expr.q)]))

    _print_Half = _print_Rational

    # functions

    def _print_exp(self, expr: sp.exp, exp: Any = None) -> str:
        body = f"e^{{{self.inline(expr.args[0])}}}"
        return f"({body})^{{{exp}}}" if exp is not None else body

    _print_ExpBase = _print_exp

    def _print_log(self, expr: sp.log, exp: Any = None) -> str:
        power = f"^{{{exp}}}" if exp is not None else ""
        return f"\\log{power}{self._bracket(str(self._print(expr.args[0])))}"

    def _print_Abs(self, expr: sp.Abs, exp: Any = None) -> str:
        power = f"^{{{exp}}}" if exp is not None else ""
        return f"|{self._print(expr.args[0])}|{power}"

    def _print_Min(self, expr: Any, exp: Any = None) -> str:
        return self._extremum("\\min", expr, exp)

    def _print_Max(self, expr: Any, exp: Any = None) -> str:
        return self._extremum("\\max", expr, exp)

    def _extremum(self, name: str, expr: Any, exp: Any) -> str:
        inside = ", ".join(str(self._print(a)) for a in sorted(expr.args, key=sp.default_sort_key))
        text = f"{name}\\{{{inside}\\}}"
        return f"({text})^{{{exp}}}" if exp is not None else text

    def _print_AppliedUndef(self, expr: Any, exp: Any = None) -> str:
        power = f"^{{{exp}}}" if exp is not None else ""
        inside = ", ".join(str(self._print(a)) for a in expr.args)
        return f"{self.notation.function(type(expr).__name__)}{power}({inside})"

    _print_Function = _print_AppliedUndef

    def _print_Interval(self, expr: sp.Interval) -> str:
        left = "(" if expr.left_open else "["
        right = ")" if expr.right_open else "]"
        return f"{left}{self._print(expr.start)}, {self._print(expr.end)}{right}"

    def _print_FiniteSet(self, expr: sp.FiniteSet) -> str:
        return f"\\{{{', '.join(str(self._print(a)) for a in expr.args)}\\}}"
