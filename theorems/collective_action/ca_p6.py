"""Participation sustains itself exactly when S(α) > c/(1 − γ).

A member gets S(α) − c; who stays out gets the share γ S(α), 0 <= γ < 1.  Numbering: CA-P6; the condition
S(α) − c > γ S(α) is from a second-hand summary of Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "proposition"
STATUS = "proved"
TAGS = ("collective action", "participation")


def theorem() -> sg.Theorem:
    S, c, gamma = sp.symbols("S c gamma", real=True)
    return sg.Theorem(
        "Participation sustains itself",
        sp.Equivalent(S - c > gamma * S, S > c / (1 - gamma)),
        given=[gamma >= 0, gamma < 1, c >= 0, S >= 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
