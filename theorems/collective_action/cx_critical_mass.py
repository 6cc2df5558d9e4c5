"""Refuted: a critical mass with the constant (1 − ε) Δ + 2 ε, under conditional total variation.

The formula α* <= K ξ/(1 − S* + K ξ) with K = (1 − ε) Δ + 2 ε, as found in a second-hand summary, fails for the
conditional neighbourhood of total variation: a single signal point above that size is still lost.  The right
constant is (Δ + 2 ε)/(1 − 2 ε) (CA-C2).  Either the source's ε differs or the transcription lost a factor; no
claim is made about the published text.  Numbering: CX-C2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "counterexample"
STATUS = "refuted"
TAGS = ("collective action", "critical mass", "epsilon")


def theorem() -> sg.Theorem:
    alpha, Delta, epsilon, xi, G, goal = sp.symbols("alpha Delta epsilon xi G Sbar", real=True)
    K = (1 - epsilon) * Delta + 2 * epsilon
    # One signal point carries all planted weight, q = 1; its base weight is r = xi.
    lost = alpha - (1 - alpha) * G <= 2 * epsilon * (alpha + (1 - alpha) * xi)
    above = alpha > K * xi / (1 - goal + K * xi)
    return sg.Theorem(
        "Critical mass with the constant (1−ε)Δ + 2ε",
        sp.Implies(sp.And(above, goal > 0), sp.Not(lost)),
        given=[
            alpha > 0, alpha < 1, epsilon > 0, 2 * epsilon < 1, Delta >= 0, Delta <= 1, xi > 0, xi <= 1,
            goal >= 0, goal < 1, sp.Eq(G, Delta * xi),
        ],
        source="as found in a second-hand summary of Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )  # fmt: skip
