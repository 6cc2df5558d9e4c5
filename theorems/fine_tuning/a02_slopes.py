"""How payoffs move with the share, for any smooth convex costs: one direct term and one reaction of the other side.

With u = φ_1''(e) and v = φ_0''(α_0): U_G' = r α_1 − δ r²/u, U_D' = −r α_1 + (1 − δ) r²/v, and the surplus moves with
r² ((1 − δ)/v − δ/u). The reactions α_0' and e' come from differentiating the two first-order conditions φ_0' = δ r and
φ_1' = (1 − δ) r along the equilibrium.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: A2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "unspecified functions", "comparative statics")


def theorem() -> sg.Theorem:
    r, u, v = sp.symbols("r u v", positive=True)
    delta, start, step, slope_0, slope_1 = sp.symbols("delta a e a_1 e_1", real=True)
    phi_0, phi_1 = sp.Function("phi_0"), sp.Function("phi_1")

    def along(expression: sp.Expr) -> sp.Expr:
        # The chain rule: the share moves by one, the investments by their slopes.
        moves = ((delta, 1), (start, slope_0), (step, slope_1))
        moved = sp.Add(*(sp.diff(expression, x) * speed for x, speed in moves))
        return moved.subs({phi_0(start).diff(start, 2): v, phi_1(step).diff(step, 2): u})

    revenue = r * (start + step)
    first = delta * revenue - phi_0(start)
    second = (1 - delta) * revenue - phi_1(step)
    conditions = [phi_0(start).diff(start) - delta * r, phi_1(step).diff(step) - (1 - delta) * r]
    given = [sp.Eq(e, 0, evaluate=False) for c in conditions for e in (c, along(c))]
    claim = sp.And(
        sp.Eq(along(first), revenue - delta * r**2 / u, evaluate=False),
        sp.Eq(along(second), -revenue + (1 - delta) * r**2 / v, evaluate=False),
        sp.Eq(along(first + second), r**2 * ((1 - delta) / v - delta / u), evaluate=False),
    )
    return sg.Theorem("Slopes of the payoffs", claim, given=given, source="after Laufer, Kleinberg, Heidari (2024)")
