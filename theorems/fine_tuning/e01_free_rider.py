"""With any concave revenue and convex cost, a specialist whose first marginal gain is below its first marginal cost adds nothing.

D gets (1 − δ) r(α_0 + e) − F − φ(e). If (1 − δ) r'(α_0) <= φ'(0), no step e > 0 is better than e = 0: D rides free if that pays
the fixed cost and abstains otherwise. Without a fixed cost nobody abstains, as soon as revenue is not negative.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "unspecified functions")


def theorem() -> sg.Theorem:
    delta, start, step, fixed = sp.symbols("delta a e F", real=True)
    r, phi = sp.Function("r"), sp.Function("phi")
    x = sp.Symbol("x", real=True)

    def payoff(more: sp.Expr) -> sp.Expr:
        return (1 - delta) * r(start + more) - fixed - phi(more)

    first_gain = (1 - delta) * r(start).diff(start)
    first_cost = phi(x).diff(x).subs(x, 0)
    rides = sp.Implies(sp.And(step > 0, first_gain <= first_cost), payoff(step) <= payoff(0))
    stays = sp.Implies(sp.And(sp.Eq(fixed, 0), r(start) >= 0), payoff(0) >= 0)
    given = [sg.Concave(r), sg.Convex(phi), sp.Eq(phi(0), 0), delta >= 0, delta <= 1]
    return sg.Theorem(
        "Free-riders with general functions",
        sp.And(rides, stays),
        given=given,
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
