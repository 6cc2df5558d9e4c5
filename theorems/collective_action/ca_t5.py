"""The success of an erasure is at least 1 − 2 (1 − α) τ/α, τ the mean distortion.

Members report, with their own features, the label ŷ that is most likely at g(x).  At x another label y leads
by at most (1 − α) γ − α with γ = P(y|x) − P(ŷ|x), and γ <= 2 τ_x since P(y|g(x)) <= P(ŷ|g(x)) and both
probabilities differ by at most τ_x.  A point that is not erased has α <= 2 (1 − α) τ_x; multiplying by its
weight and summing over the points, by induction, gives the bound.

The strategy is from Gauthier, Bach, Jordan (2025), after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); the
bound is our own.  Numbering: CA-T5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "erasure", "bound", "induction")


def theorem() -> sg.Theorem:
    alpha, tau, total, F, T, r, S = sp.symbols("alpha tau_x tau F T r S", real=True)
    rival_x, used_x, rival_g, used_g = sp.symbols("a b c d", real=True)
    near = sp.And(rival_x - rival_g <= tau, used_g - used_x <= tau, rival_g <= used_g)
    kept = (1 - alpha) * (rival_x - used_x) >= alpha
    pointwise = sp.Implies(sp.And(near, kept), alpha <= 2 * (1 - alpha) * tau)
    step = sp.Implies(
        sp.And(alpha * F <= 2 * (1 - alpha) * T, alpha <= 2 * (1 - alpha) * tau),
        alpha * (F + r) <= 2 * (1 - alpha) * (T + r * tau),
    )
    erased = sp.Implies(alpha * F <= 2 * (1 - alpha) * T, alpha * F <= 2 * (1 - alpha) * (T + r * tau))
    bound = S >= 1 - 2 * (1 - alpha) / alpha * total
    end = sp.Implies(sp.And(alpha * F <= 2 * (1 - alpha) * total, sp.Eq(S, 1 - F)), bound)
    return sg.Theorem(
        "Success of an erasure",
        sp.And(pointwise, step, erased, end),
        given=[alpha > 0, alpha <= 1, tau >= 0, r >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); Gauthier, Bach, Jordan (2025)",
    )
