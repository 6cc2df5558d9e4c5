"""Refuted: the constant 2 of the erasure bound can be replaced by 1.

At a point the lead of another label is bounded by twice the distortion; once is not enough.
Numbering: CX-T5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "counterexample"
STATUS = "refuted"
TAGS = ("collective action", "erasure", "bound")


def theorem() -> sg.Theorem:
    alpha, tau = sp.symbols("alpha tau_x", real=True)
    rival_x, used_x, rival_g, used_g = sp.symbols("a b c d", real=True)
    near = sp.And(
        rival_x - rival_g <= tau, rival_g - rival_x <= tau, used_g - used_x <= tau, used_x - used_g <= tau,
        rival_g <= used_g,
    )  # fmt: skip
    kept = (1 - alpha) * (rival_x - used_x) >= alpha
    shares = [rival_x >= 0, used_x >= 0, rival_g >= 0, used_g >= 0]
    return sg.Theorem(
        "Erasure bound with the constant 1",
        sp.Implies(sp.And(near, kept), alpha <= (1 - alpha) * tau),
        given=[alpha > 0, alpha <= 1, tau >= 0, *shares, rival_x + used_x <= 1, rival_g + used_g <= 1],
        source="own statement",
    )
