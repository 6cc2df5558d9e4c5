"""Cournot with n firms, linear demand and n different costs: the linear system of first-order conditions.

Right where all firms produce.  Wrong elsewhere: a negative quantity instead of an idle firm, and not a word on
the region; the second-order condition is not looked at.
"""

from __future__ import annotations

import sys

import sympy as sp
from sympy.polys.matrices import DomainMatrix


def derive(firms: int) -> list[sp.Expr]:
    a, b = sp.symbols("a b", positive=True)
    q = sp.symbols(f"q_1:{firms + 1}")
    costs = sp.symbols(f"c_1:{firms + 1}", positive=True)
    total = sp.Add(*q)
    conditions = [sp.expand(sp.diff((a - b * total - c) * x, x)) for x, c in zip(q, costs, strict=True)]
    matrix, right = sp.linear_eq_to_matrix(conditions, q)
    ring = DomainMatrix.from_Matrix(matrix).unify(DomainMatrix.from_Matrix(right))
    field = ring[0].domain.get_field()
    solution = ring[0].convert_to(field).lu_solve(ring[1].convert_to(field))
    return [sp.factor(x) for x in solution.to_Matrix()]


if __name__ == "__main__":
    print(derive(int(sys.argv[1]))[0])
