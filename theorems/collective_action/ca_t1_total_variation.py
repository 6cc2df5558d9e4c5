"""Against a learner within total variation ε the success is at least 1 − ((1 − α) Δ ξ + 2 ε)/α.

A learner is Bayes-optimal on some P' in the ε-neighbourhood of the mixture: TV(P', P) <= ε.
To take the lead m away at a point costs m/2 of ε, moved from the target to its best rival.
Induction over the signal points as without ε: F is the lost weight, R the base weight and B the budget used
so far; the invariant is α F <= (1 − α) Δ R + 2 B.

The four neighbourhoods are our own reading of ε-suboptimality; after Hardt, Mazumdar, Mendler-Dünner, Zrnic
(2023).  Numbering: CA-T1ε, total variation.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "bound", "epsilon", "total variation")


def theorem() -> sg.Theorem:
    alpha, Delta, epsilon, q, r, G, F, R, B, c, xi, S = sp.symbols("alpha Delta epsilon q r G F R B c xi S", real=True)
    factor = 2
    so_far = alpha * F <= (1 - alpha) * Delta * R + factor * B
    lead = alpha * q - (1 - alpha) * G
    lost = sp.And(lead <= factor * c, G <= Delta * r, c >= 0)
    step_lost = sp.Implies(sp.And(so_far, lost), alpha * (F + q) <= (1 - alpha) * Delta * (R + r) + factor * (B + c))
    step_won = sp.Implies(so_far, alpha * F <= (1 - alpha) * Delta * (R + r) + factor * B)
    bound = S >= 1 - ((1 - alpha) * Delta * xi + factor * epsilon) / alpha
    lost_at_most = alpha * F <= (1 - alpha) * Delta * xi + factor * epsilon
    spent = sp.Implies(sp.And(alpha * F <= (1 - alpha) * Delta * xi + factor * B, B <= epsilon), lost_at_most)
    end = sp.Implies(sp.And(lost_at_most, sp.Eq(S, 1 - F)), bound)
    return sg.Theorem(
        "Success of feature–label planting, total variation",
        sp.And(step_lost, step_won, spent, end),
        given=[alpha > 0, alpha <= 1, Delta >= 0, r >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
