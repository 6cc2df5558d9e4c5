"""The cubic of the Nash bargaining share has at most one positive root, for all costs.

The cubic in the odds t is ρ² t³ + ρ (5 − 3 ρ) t² + (3 − 5 ρ) t − 1 with ρ = c_1/c_0; that it has one follows from
the share that solves it. Hence the Nash bargaining share is unique.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C8 (one root).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "Nash")


def theorem() -> sg.Theorem:
    rho, s, t = sp.symbols("rho s t", positive=True)
    first, second = (rho**2 * x**3 + rho * (5 - 3 * rho) * x**2 + (3 - 5 * rho) * x - 1 for x in (s, t))
    return sg.Theorem(
        "One Nash bargaining share",
        sp.Eq(s, t),
        given=[sp.Eq(first, 0), sp.Eq(second, 0)],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
