"""Systems with roots of single unknowns as rational systems: x = y^n where x occurs with exponents m/n.

For x ≥ 0 the map y = x^(1/n) is one to one, so that the solutions of the system in x are those of the system in y
with y ≥ 0; what is found with y < 0 fails the original conditions, against which every candidate is checked.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp


def without_roots(
    equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]
) -> tuple[list[sp.Expr], dict[sp.Symbol, tuple[sp.Symbol, int]]] | None:
    """The system in n-th roots of the unknowns; None when no unknown has a root or other powers remain.

    Parameters
    ----------
    equations : sequence of Expr
    unknowns : sequence of Symbol

    Returns
    -------
    (equations, {unknown: (symbol of its root, n)}) or None

    Examples
    --------
    >>> x, y, a = sp.symbols("x y a", positive=True)
    >>> made, roots = without_roots([a - sp.sqrt(x) - 2*y], [x, y])
    >>> made[0].is_polynomial(roots[x][0]), roots[x][1], roots[y][1]
    (True, 2, 1)
    """
    order = dict.fromkeys(unknowns, 1)
    for e in equations:
        for p in e.atoms(sp.Pow):
            inside = p.base.free_symbols & set(unknowns)
            if p.exp.free_symbols & set(unknowns) or inside and not p.exp.is_Rational:
                return None
            for x in inside:
                order[x] = sp.ilcm(order[x], p.exp.q)
    if max(order.values(), default=1) == 1:
        return None
    names = {x: (sp.Dummy(x.name, positive=True), int(n)) for x, n in order.items()}
    put = {x: y**n for x, (y, n) in names.items()}
    made = [sp.powdenest(e.subs(put, simultaneous=True)) for e in equations]
    symbols = [y for y, _ in names.values()]
    return (made, names) if all(e.is_rational_function(*symbols) for e in made) else None
