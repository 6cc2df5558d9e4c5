"""Against conditional total variation ε the success is at least 1 − ((1 − α)/α) K ξ.

A learner is Bayes-optimal on some P' with TV(P'(·|x), P(·|x)) <= ε at every x, ε < 1/2. A point of planted
weight q and base weight r has the weight α q + (1 − α) r in the mixture, and is lost iff its lead m has m <= 2
ε of that. Induction over the signal points keeps α F <= (1 − α) K R with K = (Δ + 2 ε)/(1 − 2 ε).

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); statement and constants are our own. Numbering: CA-T1ε,
conditional total variation.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "bound", "epsilon", "conditional total variation")


def theorem() -> sg.Theorem:
    alpha, Delta, epsilon, K, q, r, G, F, R, xi, S = sp.symbols("alpha Delta epsilon K q r G F R xi S", real=True)
    constant = sp.Eq(K * (1 - 2 * epsilon), Delta + 2 * epsilon)
    lead = alpha * q - (1 - alpha) * G
    lost = sp.And(lead <= 2 * epsilon * (alpha * q + (1 - alpha) * r), G <= Delta * r)
    pointwise = sp.Implies(sp.And(epsilon >= 0, 2 * epsilon < 1, lost, constant), alpha * q <= (1 - alpha) * K * r)
    so_far = alpha * F <= (1 - alpha) * K * R
    step_lost = sp.Implies(sp.And(so_far, alpha * q <= (1 - alpha) * K * r), alpha * (F + q) <= (1 - alpha) * K * (R + r))
    step_won = sp.Implies(so_far, alpha * F <= (1 - alpha) * K * (R + r))
    bound = S >= 1 - (1 - alpha) / alpha * K * xi
    end = sp.Implies(sp.And(alpha * F <= (1 - alpha) * K * xi, sp.Eq(S, 1 - F)), bound)
    return sg.Theorem(
        "Success of feature–label planting, conditional total variation",
        sp.And(pointwise, step_lost, step_won, end),
        given=[alpha > 0, alpha <= 1, Delta >= 0, K >= 0, q >= 0, r >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
