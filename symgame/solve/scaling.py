"""Scale symmetries of sentences, and the parameters that may be set to one because of them.

A sentence made of polynomial sign conditions is invariant under x_i → λ^{w_i} x_i, λ > 0, when every polynomial in it
is homogeneous for the weights w.  The weights of a set of polynomials are the null space of the differences of their
exponents.  Where a positive parameter has a non-zero weight, the sentence holds everywhere if and only if it holds
with that parameter equal to one (unit of money, unit of quantity).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symgame.logic.root import Root

Units = dict[sp.Symbol, sp.Expr]


def units(sentences: Iterable[Boolean]) -> Iterator[Units]:
    """Choices of positive parameters that may be set to one together, without loss.

    Parameters
    ----------
    sentences : iterable of Boolean

    Yields
    ------
    {Symbol: 1}
        Nothing where no scale symmetry is found.

    Examples
    --------
    >>> a, b = sp.symbols("a b", positive=True)
    >>> list(units([a**2 < a*b]))
    [{a: 1}, {b: 1}]
    """
    listed = list(sentences)
    polynomials = _polynomials(listed)
    if polynomials is None:
        return
    symbols = sorted(set().union(*(p.free_symbols for p in polynomials)), key=lambda s: (s.is_Dummy, s.name))
    rows = [r for p in polynomials for r in _differences(p, symbols)]
    space = sp.Matrix(rows).nullspace() if rows else []
    positive = [s for s in symbols if s.is_positive and not isinstance(s, sp.Dummy)]
    seen: list[set[sp.Symbol]] = []
    for shift in range(len(positive)):
        found = _fixed(space, symbols, positive[shift:] + positive[:shift])
        if found and set(found) not in seen:
            seen.append(set(found))
            yield found


def _fixed(space: list[sp.Matrix], symbols: list[sp.Symbol], order: list[sp.Symbol]) -> Units:
    """Greedily: a symbol with a weight is set to one, and only symmetries that leave it alone remain."""
    left, found = list(space), dict[sp.Symbol, sp.Expr]()
    for s in order:
        i = symbols.index(s)
        pivot = next((v for v in left if v[i] != 0), None)
        if pivot is not None:
            found[s] = sp.Integer(1)
            left = [v - pivot * (v[i] / pivot[i]) for v in left if v is not pivot]
    return found


def _differences(p: sp.Expr, symbols: list[sp.Symbol]) -> Iterator[list[int]]:
    first, *rest = sp.Poly(p, *symbols).monoms()
    for m in rest:
        yield [a - b for a, b in zip(m, first, strict=True)]


def _polynomials(sentences: list[Boolean]) -> list[sp.Expr] | None:
    """Numerators and denominators of all sides, with names for radicals and roots; None when that does not do."""
    names: dict[sp.Expr, sp.Expr] = {}
    found: list[sp.Expr] = []
    sides = [r.lhs - r.rhs for s in sentences for r in s.atoms(Relational)]
    for e in sides:
        for root in sorted(e.atoms(Root), key=sp.default_sort_key):
            if root not in names:
                y = sp.Dummy("y", real=True)
                names[root] = y
                found += [root.at(y), *(y - end for end in root.interval[:2] if end.is_finite)]
        for power in sorted(e.atoms(sp.Pow), key=sp.default_sort_key):
            if power.exp.is_Rational and not power.exp.is_Integer and power.free_symbols and power not in names:
                base, q = power.base, power.exp.q
                y = next((v for b, v in _bases(names, q) if b == base), None) or sp.Dummy(f"y{q}", real=True)
                names[power] = y ** int(power.exp * q)
                found.append(y**q - base)
    for e in (*sides, *found):
        named = e.xreplace(names)
        for part in sp.fraction(sp.together(named)):
            if not part.is_polynomial(*part.free_symbols):
                return None
    parts = [x for e in (*sides, *found) for x in sp.fraction(sp.together(e.xreplace(names)))]
    return [sp.expand(p) for p in parts if p.free_symbols and sp.expand(p) != 0]


def _bases(names: dict[sp.Expr, sp.Expr], q: int) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    for power, value in names.items():
        if isinstance(power, sp.Pow) and power.exp.q == q:
            yield power.base, value.base if isinstance(value, sp.Pow) else value
