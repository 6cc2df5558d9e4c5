"""For any smooth convex costs the surplus rises at share zero and falls at share one, so that both sides share and invest.

With u = φ_1''(e) and v = φ_0''(α_0) positive and finite, the slope of the surplus (A2) is positive at δ = 0 and negative at
δ = 1: the surplus-maximising share is inside. A share that maximises the sum is Pareto-optimal, and inside both invest, at a
positive cost, if marginal costs vanish at zero.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: A3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "unspecified functions", "bargaining", "Pareto set")


def theorem() -> sg.Theorem:
    r, u, v = sp.symbols("r u v", positive=True)
    delta, step, start = sp.symbols("delta e a", real=True)
    phi_0, phi_1 = sp.Function("phi_0"), sp.Function("phi_1")
    slope = r**2 * ((1 - delta) / v - delta / u)
    rises = sp.And(slope.subs(delta, 0) > 0, slope.subs(delta, 1) < 0)

    mine, yours, my_other, your_other = sp.symbols("U_G U_D V_G V_D", real=True)
    dominates = sp.And(my_other >= mine, your_other >= yours, sp.Or(my_other > mine, your_other > yours))
    undominated = sp.Implies(mine + yours >= my_other + your_other, sp.Not(dominates))

    def invests(cost: sp.Function, amount: sp.Symbol, part: sp.Expr) -> sp.Boolean:
        return sp.Implies(
            sp.And(0 < delta, delta < 1, sp.Eq(cost(amount).diff(amount), part)),
            sp.And(amount > 0, cost(amount) > cost(0)),
        )

    both = sp.And(invests(phi_0, start, delta * r), invests(phi_1, step, (1 - delta) * r))
    given = [
        sg.Convex(phi_0, strict=True),
        sg.Convex(phi_1, strict=True),
        sp.Eq(phi_0(start).diff(start).subs(start, 0), 0),
        sp.Eq(phi_1(step).diff(step).subs(step, 0), 0),
    ]
    return sg.Theorem(
        "Sharing is generic",
        sp.And(rises, undominated, both),
        given=given,
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
