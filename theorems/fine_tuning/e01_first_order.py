"""With concave revenue and convex cost a step that meets the first-order condition is best; it is positive if adding pays at first.

The specialist's step e ≥ 0 either is 0, where the first marginal gain is at most the first marginal cost, or makes the two
equal. Then no other step pays more; e is positive if the first marginal gain exceeds the first marginal cost; and e pays more
than riding free only if it does. That a best step meets the condition is what E1 (contributor) leaves open.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E1
(first-order condition).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "unspecified functions")


def theorem() -> sg.Theorem:
    delta, start, step, other, x = sp.symbols("delta a e s x", real=True)
    r, phi = sp.Function("r"), sp.Function("phi")

    def gain(more: sp.Expr) -> sp.Expr:
        return (1 - delta) * r(x).diff(x).subs(x, start + more)

    def cost(more: sp.Expr) -> sp.Expr:
        return phi(x).diff(x).subs(x, more)

    def payoff(more: sp.Expr) -> sp.Expr:
        return (1 - delta) * r(start + more) - phi(more)

    corner = sp.And(sp.Eq(step, 0), gain(sp.S.Zero) <= cost(sp.S.Zero))
    inner = sp.And(step > 0, sp.Eq(gain(step), cost(step)))
    worth = gain(sp.S.Zero) > cost(sp.S.Zero)
    claim = sp.And(
        sp.Implies(other >= 0, payoff(other) <= payoff(step)),
        sp.Implies(worth, step > 0),
        sp.Implies(payoff(step) > payoff(sp.S.Zero), worth),
    )
    given = [sg.Concave(r), sg.Convex(phi), delta >= 0, delta <= 1, sp.Or(corner, inner)]
    return sg.Theorem("Contributors by the first-order condition", claim, given=given, source="after Laufer, Kleinberg, Heidari (2024)")
