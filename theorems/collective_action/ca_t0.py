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
    lack = sp.Max(G, 0)
    return sg.Theorem(
        "Threshold of a signal point",
        sp.Equivalent(won, alpha > lack / (q + lack)),
        given=[q > 0, alpha > 0, alpha <= 1],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
