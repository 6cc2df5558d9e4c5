"""Monopolists in a row: substitute the reply, differentiate, solve, from the last stage up.

Right for a > c.  Wrong for a < c, where it reports a negative quantity and a price below cost.
"""

from __future__ import annotations

import sys

import sympy as sp


def derive(levels: int) -> dict[sp.Symbol, sp.Expr]:
    a, c = sp.symbols("a c", positive=True)
    prices = [c, *sp.symbols(f"w_1:{levels}")]
    q = sp.Symbol("q")
    found = {q: sp.solve(sp.diff((a - q - prices[-1]) * q, q), q)[0]}
    for i in range(levels - 1, 0, -1):
        profit = ((prices[i] - prices[i - 1]) * q).subs(q, found[q])
        best = sp.solve(sp.diff(profit, prices[i]), prices[i])[0]
        found = {k: v.subs(prices[i], best) for k, v in found.items()} | {prices[i]: best}
    return {k: sp.factor(v) for k, v in found.items()}


if __name__ == "__main__":
    print(derive(int(sys.argv[1])))
