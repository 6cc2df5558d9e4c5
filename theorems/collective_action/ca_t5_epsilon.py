"""Erasure against a conditional neighbourhood of size ε: the success is at least 1 − 2 (1 − α) τ/(α − 2 ε), α > 2 ε.

Members keep their features, so that a point has its base weight in the mixture and, per unit of that weight, the used
label leads by m = α − (1 − α) γ, γ <= 2 τ_x (CA-T5). Under conditional total variation it is lost iff m <= 2 ε, under
conditional Huber contamination iff (1 − ε) m <= ε; in both cases α − 2 ε <= 2 (1 − α) τ_x for ε < 1/2. At the
image g(x) the used label leads by at least α > 2 ε and is safe.

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); the statement is our own. Numbering: CA-T5ε.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "erasure", "bound", "epsilon")


def theorem() -> sg.Theorem:
    alpha, tau, gamma, epsilon, total, F, T, r, S = sp.symbols("alpha tau_x gamma epsilon tau F T r S", real=True)
    lead = alpha - (1 - alpha) * gamma
    lost = sp.Or(lead <= 2 * epsilon, (1 - epsilon) * lead <= epsilon)
    size = sp.And(alpha <= 1, epsilon >= 0, 2 * epsilon < 1)
    pointwise = sp.Implies(sp.And(size, lost, gamma <= 2 * tau), alpha - 2 * epsilon <= 2 * (1 - alpha) * tau)
    safe = sp.Implies(size, (1 - epsilon) * alpha > epsilon)
    so_far = (alpha - 2 * epsilon) * F <= 2 * (1 - alpha) * T
    step = sp.Implies(
        sp.And(so_far, alpha - 2 * epsilon <= 2 * (1 - alpha) * tau),
        (alpha - 2 * epsilon) * (F + r) <= 2 * (1 - alpha) * (T + r * tau),
    )
    spent = sp.And((alpha - 2 * epsilon) * F <= 2 * (1 - alpha) * total, sp.Eq(S, 1 - F))
    end = sp.Implies(spent, S >= 1 - 2 * (1 - alpha) * total / (alpha - 2 * epsilon))
    return sg.Theorem(
        "Success of an erasure, conditional neighbourhoods",
        sp.And(pointwise, safe, step, end),
        given=[alpha > 2 * epsilon, r >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); Gauthier, Bach, Jordan (2025)",
    )
