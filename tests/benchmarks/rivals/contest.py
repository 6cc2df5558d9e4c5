"""A lottery contest of n players with different valuations: the first-order conditions to `solve`.

Right where everybody takes part, thanks to positive symbols and cleared denominators (without them `solve`
returns spurious roots, or nothing within a minute).  Wrong elsewhere: a negative effort, although the symbol is declared
positive, instead of a player who stays out.
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
