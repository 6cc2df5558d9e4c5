"""Implicit roots with parameters: ``Root(p, x, interval)`` is the unique root of p in the interval.

It has a value where p, a polynomial in x with coefficients in the parameters, has exactly one root in the interval,
multiplicity not counted.  The coefficients and the ends are the arguments; x itself is bound and not kept, so two roots
that differ in its name are equal.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import acb, acb_poly, arb, ctx, fmpq
from sympy.logic.boolalg import Boolean

from symgame.errors import ArgumentError, ArgumentTypeError
from symgame.logic.implicit import Implicit


class Root(Implicit):
    """The unique root of a polynomial in an interval, as an expression in the parameters.

    Parameters
    ----------
    p : Expr
        Polynomial in `x`; its coefficients are expressions in the parameters.
    x : Symbol
        The bound unknown.
    interval : Interval
        The ends may be infinite or depend on parameters.

    Returns
    -------
    Expr
        A `Root`, or a rational number, a radical or a `sympy.CRootOf` when there are no parameters; `nan` when then there is
        no root in the interval or several.

    Raises
    ------
    ArgumentError, ArgumentTypeError
        If p is not a polynomial in x of positive degree, x no symbol, or the third argument no interval.

    Examples
    --------
    >>> x, c = sp.symbols("x c", positive=True)
    >>> r = Root(x**3 + c*x - 1, x, sp.Interval.open(0, 1))
    >>> r.free_symbols
    {c}
    >>> r.subs(c, 2) == sp.CRootOf(sp.Poly(x**3 + 2*x - 1, x), 0)
    True
    """

    word = "root"

    def __new__(cls, *args: Any) -> Any:
        if len(args) == 5 and isinstance(args[0], sp.Tuple):
            coefficients, low, high, left_open, right_open = args
        elif len(args) == 3:
            coefficients, low, high, left_open, right_open = _read(*args)
        else:
            raise ArgumentTypeError(f"Root takes a polynomial, a symbol and an interval, got {len(args)} arguments")
        coefficients = _normal(coefficients)
        if any(a.has(sp.nan, sp.zoo) for a in (*coefficients, low, high)):
            return sp.nan
        if all(isinstance(a, sp.Rational) or a in (sp.oo, -sp.oo) for a in (*coefficients, low, high)):
            return _numeric(coefficients, low, high, bool(left_open), bool(right_open))
        return sp.Expr.__new__(cls, coefficients, low, high, left_open, right_open)

    @property
    def coefficients(self) -> tuple[sp.Expr, ...]:
        """From the leading one to the constant one."""
        return tuple(self.args[0])  # type: ignore[arg-type]

    @property
    def free_symbols(self) -> set[sp.Basic]:
        return set().union(*(a.free_symbols for a in self.args[:3]))

    def at(self, value: sp.Expr) -> sp.Expr:
        """The polynomial at `value`.

        Examples
        --------
        >>> a, x, y = sp.symbols("a x y", real=True)
        >>> Root(x**3 - a, x, sp.Interval(0, sp.oo)).at(y)
        -a + y**3
        """
        n = len(self.coefficients) - 1
        return sp.Add(*(c * value ** (n - i) for i, c in enumerate(self.coefficients)))

    def slope(self, value: sp.Expr) -> sp.Expr:
        """The derivative of the polynomial at `value`."""
        n = len(self.coefficients) - 1
        return sp.Add(*((n - i) * c * value ** (n - i - 1) for i, c in enumerate(self.coefficients[:-1])))

    def quotient(self, first: sp.Expr, second: sp.Expr) -> sp.Expr:
        """(p(first) - p(second))/(first - second) as a polynomial."""
        n = len(self.coefficients) - 1
        terms = []
        for i, c in enumerate(self.coefficients[:-1]):
            k = n - i
            terms.append(c * sp.Add(*(first**j * second ** (k - 1 - j) for j in range(k))))
        return sp.Add(*terms)

    def sign_change(self) -> Boolean:
        """A sufficient condition for a root in the interval: p changes sign over it, or a closed end is a root."""
        low, high, left_open, right_open = self.interval
        (up, down), (higher, lower) = self._beside(low, 1), self._beside(high, -1)
        found = [sp.And(up, lower), sp.And(down, higher)]
        found += [sp.Eq(self.at(end), 0) for end, open_ in ((low, left_open), (high, right_open)) if not open_]
        nonempty = sp.true if low is -sp.oo or high is sp.oo else sp.Lt(low, high)
        return sp.And(nonempty, sp.Or(*found))

    def _beside(self, end: sp.Expr, side: int) -> tuple[Boolean, Boolean]:
        """Conditions for p > 0 and for p < 0 on the inner side of an end."""
        n = len(self.coefficients) - 1
        if end in (sp.oo, -sp.oo):
            values = [c * (1 if end is sp.oo else (-1) ** (n - i)) for i, c in enumerate(self.coefficients)]
        else:
            t = sp.Dummy("t", real=True)
            p, values = self.at(t), []
            for k in range(n + 1):
                values.append(p.subs(t, end) * side**k)
                p = sp.diff(p, t)
        positive, negative, before = [], [], sp.true
        for v in values:
            positive.append(sp.And(before, v > 0))
            negative.append(sp.And(before, v < 0))
            before = sp.And(before, sp.Eq(v, 0))
        return sp.Or(*positive), sp.Or(*negative)

    def _eval_derivative(self, s: Any) -> sp.Expr:
        n = len(self.coefficients) - 1
        partial = sp.Add(*(sp.diff(c, s) * self ** (n - i) for i, c in enumerate(self.coefficients)))
        return -partial / self.slope(self)

    def _eval_evalf(self, prec: int) -> Any:
        if self.free_symbols:
            return None
        bits = 2 * prec + 64  # roots beside each other cost digits
        with ctx.workprec(bits):
            roots = [z.real for z in _balls(self.coefficients, bits, prec) if z.imag.contains(0)]
            low, high = (_float_end(end, bits) for end in self.interval[:2])
            inside = [r for r in roots if not r < low and not r > high]
        if len(inside) != 1:
            return None
        return sp.Float(inside[0].mid().str(prec // 3 + 8, radius=False), precision=prec)


def valueless(e: sp.Basic) -> bool:
    """Whether nan, an infinity or the imaginary unit occurs, the intervals of implicit roots apart.

    Examples
    --------
    >>> x, c = sp.symbols("x c", positive=True)
    >>> valueless(Root(x**3 + c*x - 1, x, sp.Interval.open(0, sp.oo))), valueless(sp.oo - x)
    (False, True)
    """
    roots = e.atoms(Root)
    plain = e.xreplace({r: sp.Dummy("root", real=True) for r in roots}) if roots else e
    inner = any(valueless(a) for r in roots for a in (*r.coefficients, *(end for end in r.interval[:2] if end not in (sp.oo, -sp.oo))))
    return inner or plain.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I)


def _read(p: Any, x: Any, interval: Any) -> tuple[Any, ...]:
    if not isinstance(x, sp.Symbol):
        raise ArgumentTypeError(f"the unknown of a Root is a symbol, got {x!r}")
    if isinstance(interval, tuple) and len(interval) == 2:
        interval = sp.Interval.open(*interval)
    if interval is sp.S.Reals:
        interval = sp.Interval(-sp.oo, sp.oo)
    if not isinstance(interval, sp.Interval):
        raise ArgumentTypeError(f"the third argument of a Root is an Interval, got {interval!r}")
    p = sp.Integer(p) if isinstance(p, int) else p
    if not isinstance(p, sp.Expr) or not p.is_polynomial(x):
        raise ArgumentError(f"{p} is not a polynomial in {x}")
    t = sp.Dummy("t", real=True)
    coefficients = sp.Poly(p.xreplace({x: t}), t).all_coeffs()
    if len(coefficients) < 2:
        raise ArgumentError(f"{p} does not depend on {x}")
    return sp.Tuple(*coefficients), interval.start, interval.end, interval.left_open, interval.right_open


def _normal(coefficients: sp.Tuple) -> sp.Tuple:
    """Leading zeros dropped."""
    found = list(coefficients)
    while len(found) > 1 and found[0] == 0:
        found = found[1:]
    return sp.Tuple(*found)


def _numeric(coefficients: sp.Tuple, low: sp.Expr, high: sp.Expr, left_open: bool, right_open: bool) -> sp.Expr:
    """The root when all data are rational."""
    t = sp.Symbol("x")
    poly = sp.Poly(list(coefficients), t, domain="QQ")
    if poly.degree() < 1 or low >= high and not (low == high and not left_open and not right_open):
        return sp.nan
    found: list[sp.Expr] = []
    for factor, _ in poly.factor_list()[1]:
        if factor.degree() == 1:
            a, b = factor.all_coeffs()
            r = -b / a
            above = r > low if left_open else r >= low
            below = r < high if right_open else r <= high
            found += [r] if above and below else []
        else:
            first = factor.count_roots(None, low) if low.is_finite else 0
            last = factor.count_roots(None, high) if high.is_finite else factor.count_roots()
            found += [sp.rootof(factor, i) for i in range(first, last)]
    return found[0] if len(found) == 1 else sp.nan


def _balls(coefficients: tuple[sp.Expr, ...], bits: int, wanted: int) -> list[Any]:
    poly = acb_poly([acb(_ball(c, bits)) for c in reversed(coefficients)])
    try:
        return list(poly.roots(arb(2) ** -(wanted + 16), 4 * bits))
    except ValueError:
        return []


def _ball(value: sp.Expr, bits: int) -> Any:
    if isinstance(value, sp.Rational):
        return arb(fmpq(int(value.p), int(value.q)))
    digits = int(bits * 0.302) + 5
    return arb(str(sp.N(value, digits)), arb(2) ** -bits)


def _float_end(end: sp.Expr, bits: int) -> Any:
    if end in (sp.oo, -sp.oo):
        return arb("inf") if end is sp.oo else arb("-inf")
    return _ball(end, bits)
