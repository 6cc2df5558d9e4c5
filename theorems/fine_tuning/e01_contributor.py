"""With any smooth concave revenue and convex cost, a specialist whose first marginal gain exceeds its first marginal cost adds something.

The converse of E1; for a step that meets the first-order condition it is proved, as E1 (first-order condition). Without it,
it needs that a function with a positive derivative at a point is larger somewhere to the right; signs of derivatives at
single points do not say so, and no decider here takes that limit. Open for that reason.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E1
(contributor).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "open"
TAGS = ("fine-tuning", "participation", "unspecified functions")


def theorem() -> sg.Theorem:
    delta, start, step = sp.symbols("delta a e", real=True)
    r, phi = sp.Function("r"), sp.Function("phi")
    x = sp.Symbol("x", real=True)
    first_gain = (1 - delta) * r(start).diff(start)
    first_cost = phi(x).diff(x).subs(x, 0)
    better = (1 - delta) * r(start + step) - phi(step) > (1 - delta) * r(start) - phi(0)
    given = [sg.Concave(r), sg.Convex(phi), first_gain > first_cost, delta >= 0, delta <= 1]
    return sg.Theorem(
        "Contributors with general functions",
        sg.Exists((step,), sp.And(step > 0, better)),
        given=given,
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
