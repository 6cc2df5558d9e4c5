"""A lottery contest of n players with different valuations: the first-order conditions to `solve`.

For two players it returns a second solution that is no equilibrium; for three it does not return within a
minute, and a player who stays out is not found.
"""

from __future__ import annotations

import sys

import sympy as sp


def derive(players: int) -> list[dict[sp.Symbol, sp.Expr]]:
    values = sp.symbols(f"V_1:{players + 1}", positive=True)
    x = sp.symbols(f"x_1:{players + 1}", positive=True)
    total = sp.Add(*x)
    conditions = [sp.numer(sp.together(sp.diff(v * e / total - e, e))) for e, v in zip(x, values, strict=True)]
    return sp.solve(conditions, x, dict=True)


if __name__ == "__main__":
    print(derive(int(sys.argv[1])))
