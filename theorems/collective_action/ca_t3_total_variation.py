"""Feature-only planting against a learner within total variation ε.

As in CA-T3, a point with the lead m = α s + (1 − α) ρ − M is lost at the cost c with m <= t c, t = 2; B is the
budget spent so far. The invariant is α p F <= K R + t B with K = (1 − (2 − α) p)⁺, so that the success is at
least 1 − (K ξ + t ε)/(α p).

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); statement and constants are our own. Numbering: CA-T3ε,
total variation.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-only", "bound", "epsilon", "total variation")


def theorem() -> sg.Theorem:
    alpha, p, q, r, s, rho, M, F, R, B, c = sp.symbols("alpha p q r s rho M F R B c", real=True)
    xi, S, K, epsilon = sp.symbols("xi S K epsilon", real=True)
    toll = sp.Integer(2)
    so_far = alpha * p * F <= K * R + toll * B
    kept = sp.And(s >= p * q, rho >= p * r, M <= r - rho, c >= 0)
    lost = sp.And(alpha * s + (1 - alpha) * rho - M <= toll * c, kept)
    step_lost = sp.Implies(sp.And(so_far, lost), alpha * p * (F + q) <= K * (R + r) + toll * (B + c))
    step_won = sp.Implies(so_far, alpha * p * F <= K * (R + r) + toll * B)
    lost_at_most = alpha * p * F <= K * xi + toll * epsilon
    spent = sp.Implies(sp.And(alpha * p * F <= K * xi + toll * B, B <= epsilon), lost_at_most)
    end = sp.Implies(sp.And(lost_at_most, sp.Eq(S, 1 - F)), S >= 1 - (K * xi + toll * epsilon) / (alpha * p))
    share = [alpha > 0, alpha <= 1, p > 0, r >= 0]
    positive_part = [K >= 0, K >= 1 - (2 - alpha) * p]
    return sg.Theorem(
        "Success of feature-only planting, total variation",
        sp.And(step_lost, step_won, spent, end),
        given=[*share, *positive_part],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); Gauthier, Bach, Jordan (2025)",
    )
