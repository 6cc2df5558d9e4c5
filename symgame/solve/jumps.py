"""Where a jump of a payoff vanishes: the price at which winning a market is worth nothing, and the like.

On the boundary s(x) = 0 between two pieces on which a payoff takes different values, a profile is an equilibrium typically
only where its owner does not care on which side it lies: u_k(x) = u_l(x) and s(x) = 0 (Bertrand 1883; Hotelling 1929).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symgame.solve.pieces import Piece, relation_sides, substitute
from symgame.solve.problem import Unknown
from symgame.solve.univariate import numerator


def jump_equations(u: Unknown, piece: Piece, pieces: Sequence[Piece]) -> Iterator[sp.Expr]:
    """Differences of the owner's payoff to that on adjacent pieces, where they do not vanish on the whole boundary.

    Parameters
    ----------
    u : Unknown
    piece : Piece
    pieces : sequence of Piece

    Examples
    --------
    >>> p, r, c = sp.symbols("p r c", real=True)
    >>> u = Unknown(p, "A", sp.Integer(0), sp.oo)
    >>> pieces = [Piece((p <= r,), {"A": p - c}), Piece((p > r,), {"A": sp.Integer(0)})]
    >>> list(jump_equations(u, pieces[0], pieces))
    [-c + p]
    """
    x = u.symbol
    seen: set[sp.Expr] = set()
    for c in piece.conditions:
        side = sp.expand(relation_sides(c))
        edge = _edge(side, x)
        if edge is None:
            continue
        for other in pieces:
            if other is piece or not other.payoffs or not any(_shared(side, relation_sides(d)) for d in other.conditions):
                continue
            jump = numerator(piece.payoffs[u.owner] - other.payoffs[u.owner])
            if jump not in seen and jump.free_symbols and numerator(substitute(jump, {x: edge})) != 0:
                seen.add(jump)
                yield jump


def _edge(side: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    if not side.has(x) or not side.is_polynomial(x) or sp.degree(side, x) != 1:
        return None
    slope = side.coeff(x, 1)
    return sp.cancel(x - side / slope)


def _shared(side: sp.Expr, other: sp.Expr) -> bool:
    return any(sp.expand(other - sign * side) == 0 for sign in (1, -1))
