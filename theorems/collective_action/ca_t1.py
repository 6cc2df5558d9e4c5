"""The success of feature–label planting is at least 1 − ((1 − α)/α) Δ ξ, for every number of signal points.

Induction over the signal points.  F is the weight lost at the points seen so far, R their base weight.  A
point that is lost has α q <= (1 − α) G with G <= Δ r, q its planted and r its base weight; a point that is
won loses nothing.  Hence α F <= (1 − α) Δ R is kept at every step, and with R = ξ and S = 1 − F the bound
follows.  The claim is the conjunction of the two steps and the conclusion; the start is 0 <= 0.

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); constants and proof are our own.  Numbering: CA-T1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "bound", "induction")


def theorem() -> sg.Theorem:
    alpha, Delta, q, r, G, F, R, xi, S = sp.symbols("alpha Delta q r G F R xi S", real=True)
    so_far = alpha * F <= (1 - alpha) * Delta * R
    lost = sp.And(alpha * q <= (1 - alpha) * G, G <= Delta * r)
    step_lost = sp.Implies(sp.And(so_far, lost), alpha * (F + q) <= (1 - alpha) * Delta * (R + r))
    step_won = sp.Implies(so_far, alpha * F <= (1 - alpha) * Delta * (R + r))
    bound = S >= 1 - (1 - alpha) / alpha * Delta * xi
    end = sp.Implies(sp.And(alpha * F <= (1 - alpha) * Delta * xi, sp.Eq(S, 1 - F)), bound)
    return sg.Theorem(
        "Success of feature–label planting",
        sp.And(step_lost, step_won, end),
        given=[alpha > 0, alpha <= 1, Delta >= 0, q >= 0, r >= 0, xi >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
