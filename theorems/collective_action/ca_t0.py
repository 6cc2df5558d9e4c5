"""A signal point is won exactly above its threshold.

Under feature–label planting (a member at (x, y) reports (g(x), y*)) and a Bayes-optimal learner the target
leads strictly at a signal point of planted weight q > 0 iff α q > (1 − α) G, G the largest lead of another
label in the base distribution.  For α > 0 that is α > G⁺/(q + G⁺).  The success of the collective is
therefore a staircase with one step a signal point.

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023), Algorithmic Collective Action in Machine Learning; the
exact form is our own.  Numbering: CA-T0.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "threshold")


def theorem() -> sg.Theorem:
    alpha, q, G = sp.symbols("alpha q G", real=True)
    won = alpha * q > (1 - alpha) * G
    # alpha > G/(q + G) for G > 0, which is alpha (q + G) > G; always for G <= 0.
    contested = sp.Implies(G > 0, sp.Equivalent(won, alpha * (q + G) > G))
    quotient = sp.Implies(G > 0, sp.Equivalent(alpha * (q + G) > G, alpha > G / (q + G)))
    free = sp.Implies(G <= 0, won)
    return sg.Theorem(
        "Threshold of a signal point",
        sp.And(contested, quotient, free),
        given=[q > 0, alpha > 0, alpha <= 1],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
