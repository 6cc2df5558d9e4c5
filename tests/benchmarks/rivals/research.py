"""Cost-reducing research with spillovers in duopoly, then Cournot competition, symmetry imposed.

Right where research is interior and both produce.  Partial: no corner (research at its limit, a firm driven out), no
second-order condition, no proof that no deviation to a corner pays.
"""

from __future__ import annotations

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    a, c, k, s = sp.symbols("a c k s", positive=True)
    z1, z2, q1, q2 = sp.symbols("z_1 z_2 q_1 q_2")
    margin = a - q1 - q2 - c
    profits = [(margin + z1 + s * z2) * q1 - k * z1**2 / 2, (margin + z2 + s * z1) * q2 - k * z2**2 / 2]
    second = sp.solve([sp.diff(profits[0], q1), sp.diff(profits[1], q2)], [q1, q2], dict=True)[0]
    first = sp.diff(profits[0].subs(second), z1).subs(z2, z1)
    z = sp.factor(sp.solve(first, z1)[0])
    return {"z": z, "q": sp.factor(second[q1].subs(z2, z1).subs(z1, z))}


if __name__ == "__main__":
    print(derive())
