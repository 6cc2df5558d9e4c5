"""Against a learner within Huber contamination ε the success is at least 1 − ((1 − α) Δ ξ + ε/(1 − ε))/α.

A learner is Bayes-optimal on some P' in the ε-neighbourhood of the mixture: P' = (1 − ε) P + ε Q.
To take the lead m away at a point Q needs the mass (1 − ε) m/ε there: m <= c/(1 − ε) with c the share of ε spent.
Induction over the signal points as without ε: F is the lost weight, R the base weight and B the budget used
so far; the invariant is α F <= (1 − α) Δ R + 1/(1 − ε) B.

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
    step_lost = sp.Implies(sp.And(so_far, lost), alpha * (F + q) <= (1 - alpha) * Delta * (R + r) + factor * (B + c))
    step_won = sp.Implies(so_far, alpha * F <= (1 - alpha) * Delta * (R + r) + factor * B)
    bound = S >= 1 - ((1 - alpha) * Delta * xi + factor * epsilon) / alpha
    spent = sp.And(alpha * F <= (1 - alpha) * Delta * xi + factor * B, B <= epsilon, sp.Eq(S, 1 - F))
    return sg.Theorem(
        "Success of feature–label planting, Huber contamination",
        sp.And(step_lost, step_won, sp.Implies(spent, bound)),
        given=[
            alpha > 0,
            alpha <= 1,
            Delta >= 0,
            epsilon >= 0,
            epsilon < 1,
            q >= 0,
            r >= 0,
            xi >= 0,
            sp.Eq(factor * (1 - epsilon), 1),
        ],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
