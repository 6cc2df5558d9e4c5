"""Against conditional Huber contamination ε the success is at least 1 − ((1 − α)/α) K ξ.

A learner is Bayes-optimal on some P' with P'(·|x) = (1 − ε) P(·|x) + ε Q(·|x) at every x, ε < 1/2. A point of
planted weight q and base weight r has the weight α q + (1 − α) r in the mixture, and is lost iff its lead m has
(1 − ε) m <= ε of that. Induction over the signal points keeps α F <= (1 − α) K R with K = ((1 − ε) Δ + ε)/(1 −
2 ε).

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); statement and constants are our own. Numbering: CA-T1ε,
conditional Huber.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "bound", "epsilon", "conditional Huber contamination")


def theorem() -> sg.Theorem:
    alpha, Delta, epsilon, K, q, r, G, F, R, xi, S = sp.symbols("alpha Delta epsilon K q r G F R xi S", real=True)
    small_epsilon = sp.And(epsilon >= 0, 2 * epsilon < 1)
    constant = sp.Eq(K * (1 - 2 * epsilon), (1 - epsilon) * Delta + epsilon)
    lead = alpha * q - (1 - alpha) * G
    lost = sp.And((1 - epsilon) * lead <= epsilon * (alpha * q + (1 - alpha) * r), G <= Delta * r)
    scaled = (1 - 2 * epsilon) * alpha * q <= (1 - 2 * epsilon) * (1 - alpha) * K * r
    small = alpha * q <= (1 - alpha) * K * r
    summed = (1 - 2 * epsilon) * alpha * q <= (1 - alpha) * ((1 - epsilon) * Delta + epsilon) * r
    pointwise = sp.And(
        sp.Implies(sp.And(small_epsilon, lost), summed),
        sp.Implies(sp.And(constant, summed), scaled),
        sp.Implies(sp.And(small_epsilon, scaled), small),
    )
    so_far = alpha * F <= (1 - alpha) * K * R
    step_lost = sp.Implies(sp.And(so_far, small), alpha * (F + q) <= (1 - alpha) * K * (R + r))
    step_won = sp.Implies(sp.And(K >= 0, so_far), alpha * F <= (1 - alpha) * K * (R + r))
    bound = S >= 1 - (1 - alpha) / alpha * K * xi
    end = sp.Implies(sp.And(alpha * F <= (1 - alpha) * K * xi, sp.Eq(S, 1 - F)), bound)
    return sg.Theorem(
        "Success of feature–label planting, conditional Huber contamination",
        sp.And(pointwise, step_lost, step_won, end),
        given=[alpha > 0, alpha <= 1, r >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
