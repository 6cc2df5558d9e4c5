"""Gradient-redirecting: the distance to the target shrinks by the factor 1 − η α κ at every step.

The members' mean gradient is −((1 − α)/α) g + κ (θ − θ*), g the others' mean gradient at θ, whatever the loss.  One
step of size η then gives θ' − θ* = (1 − η α κ)(θ − θ*), in every coordinate; T steps give
S_T = −(1 − η α κ)^T ‖θ₀ − θ*‖ by induction.  When members reach a ball of radius B and ‖g‖ <= M on the segment, the
strength α κ = (α B − (1 − α) M)/D, D = ‖θ₀ − θ*‖, is admissible: the wanted gradient is at most B long.

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); the statement is our own.  Numbering: CA-T10.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "gradient descent", "gradient-redirecting")


def theorem() -> sg.Theorem:
    alpha, eta, kappa, g, theta, target = sp.symbols("alpha eta kappa g theta thetabar", real=True)
    M, B, D, d, size = sp.symbols("M B D d n", real=True)
    members = -(1 - alpha) / alpha * g + kappa * (theta - target)
    after = theta - eta * (alpha * members + (1 - alpha) * g)
    contraction = sp.Eq(after - target, (1 - eta * alpha * kappa) * (theta - target))
    strength = (alpha * B - (1 - alpha) * M) / (alpha * D)
    wanted = (1 - alpha) / alpha * size + strength * d
    near = sp.And(size >= 0, size <= M, d >= 0, d <= D, alpha * B >= (1 - alpha) * M)
    scaled = (1 - alpha) * size * D + (alpha * B - (1 - alpha) * M) * d
    admissible = sp.And(sp.Eq(wanted * alpha * D, scaled), sp.Implies(near, scaled <= alpha * B * D))
    mass = sp.Implies(alpha > M / (B + M), strength > 0)
    return sg.Theorem(
        "Gradient-redirecting strategy",
        sp.And(contraction, admissible, mass),
        given=[alpha > 0, alpha <= 1, eta > 0, M >= 0, B > 0, D > 0],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
