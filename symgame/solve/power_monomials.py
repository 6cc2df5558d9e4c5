"""Systems of first-order conditions that a change of variables makes simple: two-term equations, and alike players.

- *Two terms each* (Cobb and Douglas 1928: team production, effort and investment).  Where every condition equates two products
  of powers, C_i Π_j x_j^(E_ij) = 1 with C_i free of the unknowns, the logarithms solve E log x = -log C, a linear system, whose
  exponents may be symbolic.
- *Alike players.*  Where exchanging two unknowns exchanges two conditions, a profile with all unknowns equal solves the system
  when it solves one condition.

What comes out are candidates; that they are equilibria is proved elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp


def binomial_solution(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> dict[sp.Symbol, sp.Expr] | None:
    """The positive solution of a square system of two-term equations; None when it is not of that kind.

    Parameters
    ----------
    equations : sequence of Expr
        Each is to vanish.
    unknowns : sequence of Symbol

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> a = sp.Symbol("a", positive=True)
    >>> binomial_solution([a*sp.sqrt(y/x) - x, a*sp.sqrt(x/y) - y], [x, y])
    {x: a, y: a}
    """
    if len(equations) != len(unknowns):
        return None
    positive = {x: sp.Dummy(x.name, positive=True) for x in unknowns}
    rows, constants = [], []
    for e in equations:
        found = _binomial(e.xreplace(positive), list(positive.values()))
        if found is None:
            return None
        rows.append(found[0])
        constants.append(found[1])
    matrix = sp.Matrix(rows)
    determinant = sp.cancel(matrix.det())
    if determinant == 0:
        return None
    inverse = matrix.adjugate() / determinant
    values = {}
    for i, x in enumerate(unknowns):
        values[x] = sp.Mul(*(c ** sp.factor(-inverse[i, j]) for j, c in enumerate(constants)))
    return values


def _binomial(e: sp.Expr, unknowns: Sequence[sp.Symbol]) -> tuple[list[sp.Expr], sp.Expr] | None:
    """Exponents and constant of ``C Π x^E = 1``."""
    terms = sp.Add.make_args(sp.expand(e))
    if len(terms) > 2:
        terms = sp.Add.make_args(sp.fraction(sp.together(sp.expand(e)))[0])
    groups: dict[sp.Expr, sp.Expr] = {}
    for t in terms:
        constant, moving = t.as_independent(*unknowns, as_Add=False)
        groups[moving] = groups.get(moving, sp.S.Zero) + constant
    groups = {m: c for m, c in groups.items() if c != 0}
    if len(groups) != 2:
        return None
    (one, c), (other, d) = groups.items()
    exponents = dict.fromkeys(unknowns, sp.S.Zero)
    for side, sign in ((one, 1), (other, -1)):
        for factor in sp.Mul.make_args(side):
            base, p = factor.as_base_exp()
            if base not in exponents or p.has(*unknowns):
                if factor.has(*unknowns):
                    return None
                continue
            exponents[base] += sign * p
    constant = sp.factor_terms(-c / d)
    return None if constant.is_nonpositive else ([exponents[x] for x in unknowns], constant)


def alike_equation(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], common: sp.Symbol) -> sp.Expr | None:
    """One condition with all unknowns equal, when exchanging any two of them only exchanges conditions; else None.

    Parameters
    ----------
    equations : sequence of Expr
    unknowns : sequence of Symbol
    common : Symbol
        What every unknown is equal to.

    Examples
    --------
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> alike_equation([sp.log(x + y) - x, sp.log(x + y) - y], [x, y], z)
    -z + log(2*z)
    """
    if len(equations) != len(unknowns):
        return None
    listed = [sp.expand(e) for e in equations]
    for x, y in zip(unknowns, unknowns[1:], strict=False):
        swapped = [e.xreplace({x: y, y: x}) for e in listed]
        if not all(any(_same(e, f) for f in listed) for e in swapped):
            return None
    return equations[0].xreplace(dict.fromkeys(unknowns, common))


def _same(e: sp.Expr, f: sp.Expr) -> bool:
    return e == f or sp.expand(e - f) == 0
