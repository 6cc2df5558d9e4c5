"""Powers with symbolic exponents as unknowns: x^(2k+1) becomes X² x with X = x^k.

For positive bases an expression in powers b^(q_1 s + q_0), s a symbolic exponent and q_0, q_1 rational, is a
rational function of the symbols and of the generators b^(s/d).  The logarithmic derivative keeps the form:
x ∂X/∂x = s (x ∂b/∂x) X / b for X = b^s.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import sympy as sp


@dataclass(frozen=True)
class Powers:
    """The generators of some expressions.

    Parameters
    ----------
    items : tuple of (generator, base, exponent)
        Each generator is a positive Dummy that stands for ``base**exponent``.
    """

    items: tuple[tuple[sp.Symbol, sp.Expr, sp.Expr], ...]

    @property
    def generators(self) -> tuple[sp.Symbol, ...]:
        """The unknowns that stand for powers."""
        return tuple(g for g, _, _ in self.items)

    def inward(self, e: sp.Expr) -> sp.Expr:
        """`e` with every power of symbolic exponent written in the generators."""
        return e.xreplace({p: self._monomial(p) for p in symbolic_powers(e)})

    def _monomial(self, power: sp.Pow) -> sp.Expr:
        whole, parts = split_exponent(power.exp)
        value = power.base**whole
        for s, q in parts:
            for generator, base, exponent in self.items:
                ratio = sp.cancel(q * s / exponent)
                if base == power.base and ratio.is_Integer:
                    value *= generator**ratio
                    break
        return value

    def outward(self, e: sp.Expr) -> sp.Expr:
        """`e` with the generators written as powers."""
        return e.xreplace({g: b**s for g, b, s in self.items})

    def logarithmic_derivative(self, e: sp.Expr, x: sp.Symbol) -> sp.Expr:
        """``x ∂e/∂x``, the generators moving with `x`."""
        found = x * sp.diff(e, x)
        for g, b, s in self.items:
            if b.has(x):
                found += s * x * sp.diff(b, x) / b * g * sp.diff(e, g)
        return found


def symbolic_powers(e: sp.Expr) -> list[sp.Pow]:
    """The powers in `e` of symbols whose exponent has symbols or is a fraction.

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> symbolic_powers(x**k + x**2)
    [x**k]
    """
    found = [p for p in e.atoms(sp.Pow) if p.exp.free_symbols or (p.base.free_symbols and not p.exp.is_Integer)]
    return sorted(found, key=sp.default_sort_key)


def split_exponent(exponent: sp.Expr) -> tuple[sp.Expr, list[tuple[sp.Expr, sp.Rational]]]:
    """The integer part of an exponent, and its other parts with rational coefficients.

    Examples
    --------
    >>> k = sp.Symbol("k", positive=True)
    >>> split_exponent(2*k + 1), split_exponent(sp.Rational(3, 2))
    ((1, [(k, 2)]), (1, [(1, 1/2)]))
    """
    whole, parts = sp.Integer(0), []
    for term in sp.Add.make_args(sp.expand(exponent)):
        q, s = term.as_coeff_Mul()
        if term.is_Rational:
            whole += sp.floor(term)
            parts += [(sp.Integer(1), term - sp.floor(term))] if not term.is_Integer else []
        else:
            parts.append((s, q))
    return whole, parts


def powers_of(expressions: list[sp.Expr]) -> Powers | None:
    """The generators of `expressions`; None when a base is not positive or an exponent is no sum of terms.

    Parameters
    ----------
    expressions : list of Expr

    Examples
    --------
    >>> x, k = sp.symbols("x k", positive=True)
    >>> powers = powers_of([x**k, x**(k/2 + 1)])
    >>> [(b, s) for _, b, s in powers.items]
    [(x, k/2)]
    """
    found: dict[tuple[sp.Expr, sp.Expr], int] = {}
    for p in (p for e in expressions for p in symbolic_powers(e)):
        whole, parts = split_exponent(p.exp)
        if not (p.base.is_positive and p.base.is_polynomial() and whole.is_Rational):
            return None
        for s, q in parts:
            if not q.is_Rational:
                return None
            found[(p.base, s)] = lcm(found.get((p.base, s), 1), int(q.q))
    listed = sorted(found.items(), key=lambda item: sp.default_sort_key(sp.Tuple(*item[0])))
    return Powers(tuple((sp.Dummy(f"power_{i}", positive=True), b, s / d) for i, ((b, s), d) in enumerate(listed)))
