"""Against a learner within Huber contamination ε the success is at least 1 − ((1 − α) Δ ξ + ε/(1 − ε))/α.

A learner is Bayes-optimal on some P' in the ε-neighbourhood of the mixture: P' = (1 − ε) P + ε Q.
To take the lead m away at a point Q needs the mass (1 − ε) m/ε there: m <= t c with c the share of ε spent and t = 1/(1 − ε).
Induction over the signal points as without ε: F is the lost weight, R the base weight and B the budget used
so far; the invariant is α F <= (1 − α) Δ R + t B.

The four neighbourhoods are our own reading of ε-suboptimality; after Hardt, Mazumdar, Mendler-Dünner, Zrnic
(2023).  Numbering: CA-T1ε, Huber.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "bound", "epsilon", "Huber contamination")


def theorem() -> sg.Theorem:
    alpha, Delta, epsilon, q, r, G, F, R, B, c, xi, S = sp.symbols("alpha Delta epsilon q r G F R B c xi S", real=True)
    factor = sp.Symbol("t", real=True)
    so_far = alpha * F <= (1 - alpha) * Delta * R + factor * B
    lead = alpha * q - (1 - alpha) * G
    lost = sp.And(lead <= factor * c, G <= Delta * r, c >= 0)
    toll = sp.And(sp.Eq(factor * (1 - epsilon), 1), (1 - epsilon) * lead <= c)
    pointwise = sp.Implies(toll, lead <= factor * c)
    step_lost = sp.Implies(sp.And(so_far, lost), alpha * (F + q) <= (1 - alpha) * Delta * (R + r) + factor * (B + c))
    step_won = sp.Implies(so_far, alpha * F <= (1 - alpha) * Delta * (R + r) + factor * B)
    bound = S >= 1 - ((1 - alpha) * Delta * xi + factor * epsilon) / alpha
    lost_at_most = alpha * F <= (1 - alpha) * Delta * xi + factor * epsilon
    spent = sp.Implies(sp.And(alpha * F <= (1 - alpha) * Delta * xi + factor * B, B <= epsilon), lost_at_most)
    end = sp.Implies(sp.And(lost_at_most, sp.Eq(S, 1 - F)), bound)
    return sg.Theorem(
        "Success of feature–label planting, Huber contamination",
        sp.And(pointwise, step_lost, step_won, spent, end),
        given=[alpha > 0, alpha <= 1, Delta >= 0, factor >= 0, r >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
