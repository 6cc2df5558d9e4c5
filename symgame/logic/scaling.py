"""Homogeneity: units of measurement that can be chosen freely.

If all polynomials of a query are homogeneous for weights w (x_j ↦ λ^(w_j) x_j), the solutions come in rays, and an unknown
x > 0 of non-zero weight can be set to 1.  Each independent weight vector removes one unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp
from flint import fmpz_mat

from symgame.logic.formula import Atom

MAX_UNKNOWNS = 16


def units(atoms: Iterable[Atom], gens: Sequence[sp.Expr], positive: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Positive unknowns that can all be set to 1 without changing whether the atoms have a common solution.

    Examples
    --------
    >>> from symgame.logic.normal import formula
    >>> a, b = sp.symbols("a b", positive=True)
    >>> units([formula(a**2 > b**2)], (a, b), (a, b))
    (a,)
    """
    if not positive or len(gens) > MAX_UNKNOWNS:
        return ()
    place = {g: j for j, g in enumerate(gens)}
    rows: dict[tuple[int, ...], None] = {}
    for atom in atoms:
        for row in atom.exponent_differences:
            wide = [0] * len(gens)
            for g, e in zip(atom.gens, row, strict=True):
                wide[place[g]] = e
            rows[tuple(wide)] = None
    if not rows:
        return tuple(positive)
    space = _null_space([list(r) for r in rows])
    chosen: list[sp.Expr] = []
    rank = 0
    for g in positive:
        columns = [[row[place[h]] for h in (*chosen, g)] for row in space]
        found = fmpz_mat(columns).rank() if columns else 0
        if found > rank:
            chosen.append(g)
            rank = found
        if rank == len(space):
            break
    return tuple(chosen)


def _null_space(rows: list[list[int]]) -> list[list[int]]:
    """A basis of the weights that vanish on every difference of exponents."""
    matrix = fmpz_mat(rows)
    basis, nullity = matrix.nullspace()
    table = basis.tolist()
    return [[int(table[i][j]) for i in range(len(table))] for j in range(nullity)]
