"""Whether two smooth payoffs agree where their pieces meet, by solving the edge for one symbol.

Two closed pieces with conditions f ≥ 0 and g ≥ 0, g = -c f with a number c > 0, meet inside the edge {f = 0}.  Where f is
affine in a symbol z, f = A z + B, and A has one sign by the declarations of the symbols, the edge is the graph z = -B/A.  Two
functions agree on the whole edge when their difference with z = -B/A is identically zero; logarithms of products of positive
factors are sums of logarithms, so that differences of rational functions and logarithms are decided by cancelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sympy as sp
from sympy.logic.boolalg import Boolean

from symgame.solve.pieces import relation_sides, substitute


def common_edges(first: Iterable[Boolean], second: Iterable[Boolean]) -> Iterator[sp.Expr]:
    """The f with f ≥ 0 among the first conditions and -c f ≥ 0, c > 0, among the second; weak or strict.

    Examples
    --------
    >>> x, a = sp.symbols("x a", real=True)
    >>> list(common_edges([x >= a], [2*x <= 2*a, x > 0]))
    [-a + x]
    """
    others = [relation_sides(c) for c in second if isinstance(c, sp.Rel)]
    for c in first:
        if not isinstance(c, sp.Rel) or isinstance(c, sp.Ne):
            continue
        side = relation_sides(c)
        for other in others:
            ratio = sp.cancel(other / side) if side != 0 else sp.nan
            if isinstance(c, sp.Eq) or ratio.is_Rational and ratio < 0:
                yield side
                break


def solved_edges(side: sp.Expr) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """The edge {side = 0} as a graph over the other symbols, one way for each symbol that allows it.

    Examples
    --------
    >>> s, b = sp.symbols("s b", positive=True)
    >>> list(solved_edges(b*s - 1))
    [{b: 1/s}, {s: 1/b}]
    """
    numerator = sp.numer(sp.together(side))
    for z in sorted(numerator.free_symbols, key=sp.default_sort_key):
        if not numerator.is_polynomial(*numerator.free_symbols) or sp.degree(numerator, z) != 1:
            continue
        lead, rest = (sp.Poly(numerator, z).coeff_monomial(z**k) for k in (1, 0))
        lead = sp.factor(lead)
        if lead.is_positive or lead.is_negative:
            yield {z: sp.factor(-rest / lead)}


def split_logarithms(e: sp.Expr) -> sp.Expr:
    """Logarithms of fractions as sums over factors that are positive by their declarations; equal where it is defined.

    Examples
    --------
    >>> a, b = sp.symbols("a b", positive=True)
    >>> split_logarithms(sp.log(a/(a*b + b)))
    log(a) - log(b) - log(a + 1)
    """
    replaced: dict[sp.Basic, sp.Expr] = {}
    for node in e.atoms(sp.log):
        inner = node.args[0]
        if not inner.is_rational_function():
            continue
        known, rest = sp.S.Zero, sp.S.One
        for factor in sp.Mul.make_args(sp.factor(inner)):
            base, power = factor.as_base_exp()
            if base.is_positive and power.is_Integer:
                known += power * sp.log(base)
            else:
                rest *= factor
        replaced[node] = known + (sp.log(rest) if rest != 1 else 0)
    return e.xreplace(replaced)


def agree_on_edge(first: sp.Expr, second: sp.Expr, conditions: Iterable[Boolean], others: Iterable[Boolean]) -> bool:
    """Whether two payoffs are shown to agree wherever both of two pieces' conditions hold, in the weak sense.

    Parameters
    ----------
    first, second : Expr
        The payoffs on the two pieces.
    conditions, others : iterable of Boolean
        Of the two pieces.

    Returns
    -------
    bool
        False says that this way of showing it did not succeed.

    Examples
    --------
    >>> s, b = sp.symbols("s b", positive=True)
    >>> agree_on_edge(sp.log(b) + sp.log(s), b*s - 1, [b*s >= 1], [b*s < 1])
    True
    >>> agree_on_edge(sp.log(b) + sp.log(s), b*s, [b*s >= 1], [b*s < 1])
    False
    """
    difference = first - second
    return any(
        _vanishes(substitute(difference, graph)) for side in common_edges(conditions, others) for graph in solved_edges(side)
    )


def _vanishes(e: sp.Expr) -> bool:
    if e.has(sp.nan, sp.zoo, sp.oo, sp.I):
        return False
    short = split_logarithms(e)
    names = {node: sp.Dummy(f"log{i}") for i, node in enumerate(sorted(short.atoms(sp.log), key=sp.default_sort_key))}
    plain = short.xreplace(names)
    return plain.is_rational_function(*plain.free_symbols) and sp.cancel(plain) == 0
