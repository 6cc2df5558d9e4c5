"""Above the critical mass of the bound the success is as wished, for all neighbourhoods at once.

Every bound of CA-T1 and CA-T1ε has the form S >= 1 − ((1 − α) K ξ + t)/α with K, t >= 0: K = Δ and t = 0, 2 ε or
ε/(1 − ε), or K as for the conditional neighbourhoods and t = 0.  Hence S >= S* as soon as
α >= (K ξ + t)/(1 − S* + K ξ).

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); the form is our own.  Numbering: CA-C2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "corollary"
STATUS = "proved"
TAGS = ("collective action", "critical mass")


def theorem() -> sg.Theorem:
    alpha, K, xi, t, S, goal = sp.symbols("alpha K xi t S Sbar", real=True)
    bound = S >= 1 - ((1 - alpha) * K * xi + t) / alpha
    enough = alpha >= (K * xi + t) / (1 - goal + K * xi)
    return sg.Theorem(
        "Critical mass from the bound",
        sp.Implies(sp.And(bound, enough), S >= goal),
        given=[alpha > 0, alpha <= 1, K >= 0, xi >= 0, t >= 0, goal >= 0, goal < 1],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023)",
    )
