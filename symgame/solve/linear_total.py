"""Linear conditions in one's own action and the total: own action given the total, then one equation for the total.

With d_i x_i + u_i S = r_i and S = x_1 + … + x_n one has x_i = (r_i - u_i S)/d_i and S (1 + Σ u_i/d_i) = Σ r_i/d_i: the inverse of
a diagonal matrix plus one of rank one (Sherman and Morrison 1950).  The work grows with n, that of elimination with n³.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symgame.solve.univariate import tidy

FEWEST = 5
"""Smaller systems are solved by elimination."""


def by_total(rows: Sequence[Sequence[sp.Expr]], right: Sequence[sp.Expr]) -> list[sp.Expr] | None:
    """The solution of a square system in which every row has one coefficient outside of the diagonal.

    Parameters
    ----------
    rows : sequence of sequence of Expr
    right : sequence of Expr

    Returns
    -------
    list of Expr or None
        None for a small system, one of another form, and one that may be singular for this reason.

    Examples
    --------
    >>> a = sp.Symbol("a")
    >>> by_total([[2 if i == j else 1 for j in range(5)] for i in range(5)], [a]*5)[0]
    a/6
    """
    n = len(rows)
    if n < FEWEST or any(len(row) != n for row in rows):
        return None
    outside = [{c for j, c in enumerate(row) if j != i} for i, row in enumerate(rows)]
    if any(len(found) != 1 for found in outside):
        return None
    slopes = [found.pop() for found in outside]
    own = [sp.expand(row[i] - u) for i, (row, u) in enumerate(zip(rows, slopes, strict=True))]
    if any(d == 0 for d in own):
        return None
    ratios = [sp.cancel(u / d) for u, d in zip(slopes, own, strict=True)]
    parts = [sp.expand(r / d) for r, d in zip(right, own, strict=True)]
    weight = sp.cancel(1 + sp.Add(*ratios))
    if weight == 0:
        return None
    total = sp.expand(sp.Add(*parts) / weight)
    return [tidy(p - q * total) for p, q in zip(parts, ratios, strict=True)]
