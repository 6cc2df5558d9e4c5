"""The success of feature-only planting is at least 1 − (1 − (2 − α) p)⁺ ξ/(α p), p the least share of the target.

Members with the target label move to the signal, the others keep their data.  A signal point is lost iff
α s + (1 − α) ρ <= M, s the planted target weight (at least p q), ρ its base target weight (at least p r) and
M <= r − ρ the largest weight of another label.  Then α p q <= (1 − (2 − α) p)⁺ r; summation over the points, by
induction, gives the bound.  The second inequality is the weaker, simpler form with 1 − p.

The strategy is from Gauthier, Bach, Jordan (2025), after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); the
bound is our own.  Numbering: CA-T3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-only", "bound", "induction")


def theorem() -> sg.Theorem:
    alpha, p, q, r, s, rho, M, F, R, xi, S, K = sp.symbols("alpha p q r s rho M F R xi S K", real=True)
    so_far = alpha * p * F <= K * R
    lost = sp.And(alpha * s + (1 - alpha) * rho <= M, s >= p * q, rho >= p * r, M <= r - rho)
    step_lost = sp.Implies(sp.And(so_far, lost), alpha * p * (F + q) <= K * (R + r))
    step_won = sp.Implies(so_far, alpha * p * F <= K * (R + r))
    bound = S >= 1 - K * xi / (alpha * p)
    end = sp.Implies(sp.And(alpha * p * F <= K * xi, sp.Eq(S, 1 - F)), bound)
    # K is the larger of 1 - (2 - alpha) p and 0; neither exceeds 1 - p.
    weaker = sp.And(1 - (2 - alpha) * p <= 1 - p, 0 <= 1 - p)
    return sg.Theorem(
        "Success of feature-only planting",
        sp.And(step_lost, step_won, end, weaker),
        given=[alpha > 0, alpha <= 1, p > 0, p <= 1, q >= 0, r >= 0, xi >= 0, K >= 0, K >= 1 - (2 - alpha) * p],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); Gauthier, Bach, Jordan (2025)",
    )
