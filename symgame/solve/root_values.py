"""Values at a root without radicals: rational functions of a number θ = `CRootOf` written as polynomials in θ.

For an irreducible p with p(θ) = 0 every f(θ)/g(θ) with g(θ) ≠ 0 equals r(θ) for exactly one polynomial r of lower degree
than p (extended Euclid).  So it is 0 exactly if r = 0, and its sign is read off a ball that does not contain 0; sympy
would look for a minimal polynomial of the whole expression, which may take minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_poly
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.logic.boolalg import Boolean

from symgame.logic.algebraic_values import sign_of_number
from symgame.solve.algebraic import Algebraic, Generator


def has_one_root(values: Mapping[sp.Symbol, Any]) -> sp.CRootOf | None:
    """The only `CRootOf` among some values; None when there is none, or several."""
    found = {r for v in values.values() if isinstance(v, sp.Basic) for r in v.atoms(sp.CRootOf) if r.is_real}
    return found.pop() if len(found) == 1 else None


def put_root(expression: sp.Basic, values: Mapping[sp.Symbol, Any], root: sp.CRootOf) -> Any:
    """`expression` with `values` put in, each part that is rational in `root` reduced, each comparison of such parts decided.

    Parameters
    ----------
    expression : Expr or Boolean
    values : {Symbol: Expr}
        With `root` among their numbers.
    root : CRootOf
        A real root.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> root = sp.CRootOf(x**3 + x - 1, 0)
    >>> put_root(1/x + y, {x: root}, root) == y + root**2 + 1
    True
    >>> put_root(sp.Eq(x**4, x - x**2), {x: root}, root)
    True
    """
    name = sp.Dummy("root", real=True)
    made = expression.xreplace({k: v.xreplace({root: name}) if isinstance(v, sp.Basic) else v for k, v in values.items()})
    return _Reduction(root, name).back(made.xreplace({root: name}))


class _Reduction:
    """Reduction modulo the polynomial of one root; `name` stands for the root."""

    def __init__(self, root: sp.CRootOf, name: sp.Symbol) -> None:
        self.root, self.name = root, name
        self.modulus = fmpq_poly([_fmpq(c) for c in reversed(root.poly.all_coeffs())])
        self.generator = Generator(self.modulus, root.index)

    def back(self, e: Any) -> Any:
        """An expression or condition in the root itself."""
        if not isinstance(e, sp.Basic) or not e.has(self.name):
            return e
        if isinstance(e, Relational):
            sign = self.compared(e.lhs - e.rhs) if e.free_symbols == {self.name} else None
            return e.func(self.back(e.lhs), self.back(e.rhs)) if sign is None else e.func(sign, 0)
        whole = self.reduced(e) if isinstance(e, sp.Expr) and e.free_symbols == {self.name} else None
        if whole is not None:
            return self.number(whole)
        if isinstance(e, sp.Add | sp.Mul):
            own = [a for a in e.args if a.free_symbols == {self.name}]
            if 1 < len(own) < len(e.args):
                return e.func(self.back(e.func(*own)), *(self.back(a) for a in e.args if a not in own))
        if isinstance(e, Boolean | sp.Expr | sp.Tuple | ExprCondPair) and e.args:
            return e.func(*(self.back(a) for a in e.args))
        return e.xreplace({self.name: self.root})

    def compared(self, e: sp.Expr) -> sp.Integer | None:
        """The sign of a function of the root that may hold radicals; None where it is not found."""
        side = self.reduced(e)
        if side is not None:
            return self.sign(side)
        found = sign_of_number(e.xreplace({self.name: self.root}))
        return None if found is None else sp.Integer(found)

    def reduced(self, e: sp.Expr) -> fmpq_poly | None:
        """The polynomial of lower degree that a rational function of the root equals; None for anything else."""
        if not e.is_rational_function(self.name):
            return None
        top, below = (sp.Poly(part, self.name) for part in sp.fraction(sp.together(e)))
        if not all(c.is_Rational for part in (top, below) for c in part.all_coeffs()):
            return None
        gcd, inverse, _ = (_flint(below) % self.modulus).xgcd(self.modulus)
        return None if gcd.degree() != 0 else _flint(top) * inverse % self.modulus

    def number(self, poly: fmpq_poly) -> sp.Expr:
        """The value of a polynomial at the root, as a sympy number."""
        return sp.Add(*(sp.Rational(int(c.p), int(c.q)) * self.root**k for k, c in enumerate(poly.coeffs())))

    def sign(self, poly: fmpq_poly) -> sp.Integer:
        """-1, 0 or 1."""
        if poly.degree() <= 0:
            return sp.Integer((poly[0] > 0) - (poly[0] < 0))
        return sp.Integer(1 if Algebraic(self.generator, poly) > 0 else -1)


def _fmpq(c: sp.Rational) -> fmpq:
    return fmpq(int(c.p), int(c.q))


def _flint(poly: sp.Poly) -> fmpq_poly:
    return fmpq_poly([_fmpq(c) for c in reversed(poly.all_coeffs())])
