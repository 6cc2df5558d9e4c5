"""Refuted: the success of feature-only planting is at least 1 − (1 − p α)(1 − p) ξ/(p α).

One reading of a garbled second-hand formula; it fails for a single signal point.  The right form is CA-T3.
No claim is made about the published text.  Numbering: CX-T3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "counterexample"
STATUS = "refuted"
TAGS = ("collective action", "feature-only", "bound")


def theorem() -> sg.Theorem:
    alpha, p, xi, M = sp.symbols("alpha p xi M", real=True)
    # A single signal point: q = 1, s = p, rho = p*xi, another label has the weight M <= (1 - p)*xi.
    lost = alpha * p + (1 - alpha) * p * xi <= M
    positive = 1 - (1 - p * alpha) * (1 - p) * xi / (p * alpha) > 0
    return sg.Theorem(
        "Success of feature-only planting, a transcribed form",
        sp.Not(sp.And(lost, positive)),
        given=[alpha > 0, alpha <= 1, p > 0, p < 1, xi > 0, xi <= 1, M >= 0, M <= (1 - p) * xi],
        source="as found in a second-hand summary of Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
