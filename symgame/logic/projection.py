"""Projection: polynomials in the parameters on whose sign cells a quantified polynomial sentence may change its truth.

For each bound unknown in turn: leading coefficients, discriminants and resultants of the polynomials that hold it (COLLINS
1975, in the reduced form of MCCALLUM 1988).  The result only proposes where to cut; the truth in each cell is proved.
"""

from __future__ import annotations

from flint import fmpz_mpoly

from symgame.logic.factoring import factors
from symgame.logic.formula import GREATER, Atom, Formula, Quantified, atoms, make
from symgame.logic.polynomials import Poly, lift, order_key

MAX_POLYNOMIALS = 60


def projected(formula: Quantified, rich: bool = False) -> list[Formula]:
    """Atoms ``p > 0`` without the bound unknowns, one for each irreducible factor of the projection.

    Parameters
    ----------
    formula : Quantified
    rich : bool
        Whether derivatives are projected too, which tells double from triple roots.

    Examples
    --------
    >>> import sympy as sp
    >>> from symgame.logic.normal import formula as normal
    >>> a, x = sp.symbols("a x", real=True)
    >>> [f.text for f in projected(Quantified("exists", (x,), normal(x**2 + a < 0)))]
    ['(> a 0)']
    """
    leaves = _inner(formula.body)
    bound = [*formula.bound, *(x for q in _nested(formula.body) for x in q.bound)]
    gens = tuple(sorted({g for a in leaves for g in a.gens} | set(bound), key=order_key))
    polys = _factored([lift(a.poly, a.gens, gens) for a in leaves])
    for x in sorted(bound, key=lambda y: max((int(p.degrees()[gens.index(y)]) for p in polys), default=0)):
        polys = _without(polys, gens.index(x), rich)
    found = [make(p, GREATER, gens) for p in polys]
    return [f for f in found if isinstance(f, Atom)]


def _inner(body: Formula) -> list[Atom]:
    found: list[Atom] = []
    for leaf in atoms(body):
        if isinstance(leaf, Atom):
            found.append(leaf)
        elif isinstance(leaf, Quantified):
            found += _inner(leaf.body)
    return found


def _nested(body: Formula) -> list[Quantified]:
    own = [leaf for leaf in atoms(body) if isinstance(leaf, Quantified)]
    return [*own, *(q for leaf in own for q in _nested(leaf.body))]


def _factored(polys: list[Poly]) -> list[Poly]:
    """The irreducible factors, each once."""
    found: list[Poly] = []
    for p in polys:
        if p.is_zero():
            continue
        for f, _ in factors(p)[1]:
            if f not in found:
                found.append(f)
    return found[:MAX_POLYNOMIALS]


def _without(polys: list[Poly], i: int, rich: bool) -> list[Poly]:
    """The projection of the polynomials along generator i."""
    if rich:
        derivatives = [p.derivative(i) for p in polys if p.degrees()[i] > 1]
        polys = _factored([*polys, *derivatives, *(d.derivative(i) for d in derivatives)])
    with_x = [p for p in polys if p.degrees()[i]]
    found = [p for p in polys if not p.degrees()[i]]
    for j, p in enumerate(with_x):
        found += _coefficients(p, i)
        if p.degrees()[i] > 1:
            found.append(p.discriminant(i))
        found += [p.resultant(q, i) for q in with_x[j + 1 :]]
    return _factored(found)


def _coefficients(p: Poly, i: int) -> list[Poly]:
    """The leading coefficient, and the next ones while it can vanish."""
    rows: dict[int, dict[tuple[int, ...], int]] = {}
    for exponents, c in p.to_dict().items():
        rows.setdefault(int(exponents[i]), {})[exponents[:i] + (0,) + exponents[i + 1 :]] = c
    found = []
    for k in sorted(rows, reverse=True):
        found.append(fmpz_mpoly(rows[k], p.context()))
        if found[-1].is_constant():
            break
    return found

