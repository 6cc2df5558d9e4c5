"""A contest of n alike players, n a symbol, symmetry imposed before solving.

The action is right.  Nothing says for which exponents it is an equilibrium: the comparison with no effort at all is
missing, and with it the bound r ≤ n/(n − 1).
"""

from __future__ import annotations

import sympy as sp


def derive() -> sp.Expr:
    n, v, r, x, y = sp.symbols("n V r x y", positive=True)
    condition = sp.diff(v * x**r / (x**r + (n - 1) * y**r) - x, x).subs(y, x)
    return sp.factor(sp.solve(sp.powsimp(sp.together(condition)), x)[0])


if __name__ == "__main__":
    print(derive())
