"""How payoffs move with the share, for any smooth convex costs: one direct term and one reaction of the other side.

With u = φ_1''(e) and v = φ_0''(α_0): U_G' = r α_1 − δ r²/u, U_D' = −r α_1 + (1 − δ) r²/v, and the surplus moves with
r² ((1 − δ)/v − δ/u). The reactions α_0' and e' come from differentiating the two first-order conditions.

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
    a, e, phi_0, phi_1 = (sp.Function(name) for name in ("alpha_0", "e", "phi_0", "phi_1"))
    x = sp.Symbol("x", real=True)

    def total(expression: sp.Expr) -> sp.Expr:
        # The derivative along the equilibrium, with numbers for the values of functions and derivatives at a point.
        moved = sp.diff(expression, delta)
        for function, value, slope, cost, marginal, bend in (
            (a, start, slope_0, phi_0, delta * r, v),
            (e, step, slope_1, phi_1, (1 - delta) * r, u),
        ):
            moved = moved.subs(sp.Subs(sp.Derivative(cost(x), (x, 2)), x, function(delta)).doit(), bend)
            moved = moved.replace(
                lambda t, c=cost: isinstance(t, sp.Subs) and t.expr.has(c),
                lambda t, m=marginal, b=bend: b if t.expr.derivative_count == 2 else m,
            )
            moved = moved.subs(function(delta).diff(delta), slope).subs(function(delta), value)
        return moved

    revenue = r * (a(delta) + e(delta))
    first = delta * revenue - phi_0(a(delta))
    second = (1 - delta) * revenue - phi_1(e(delta))
    marginal_0 = phi_0(x).diff(x).subs(x, a(delta))
    marginal_1 = phi_1(x).diff(x).subs(x, e(delta))
    given = [
        sp.Eq(total(marginal_0 - delta * r), 0, evaluate=False),
        sp.Eq(total(marginal_1 - (1 - delta) * r), 0, evaluate=False),
    ]
    claim = sp.And(
        sp.Eq(total(first), r * (start + step) - delta * r**2 / u, evaluate=False),
        sp.Eq(total(second), -r * (start + step) + (1 - delta) * r**2 / v, evaluate=False),
        sp.Eq(total(first + second), r**2 * ((1 - delta) / v - delta / u), evaluate=False),
    )
    return sg.Theorem("Slopes of the payoffs", claim, given=given, source="after Laufer, Kleinberg, Heidari (2024)")
