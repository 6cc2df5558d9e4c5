"""With a dump feature the thresholds of feature-only planting are no larger, and the bound tends to 1.

Members of other labels move to a feature outside the signal set, so that a point is won iff
α s + (1 − α) ρ > (1 − α) M, that is α > (M − ρ)⁺/(s + M − ρ), against (M − ρ)⁺/(s − ρ) when they stay.  With p the
least share of the target and s >= p q the success is at least 1 − ((1 − α)/(α p)) Δ ξ.

The strategy is from Gauthier, Bach, Jordan (2025); the statement is our own.  Numbering: CA-T3, dump.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-only", "dump", "threshold")


def theorem() -> sg.Theorem:
    alpha, p, q, r, s, rho, M, Delta, F, R = sp.symbols("alpha p q r s rho M Delta F R", real=True)
    won = alpha * s + (1 - alpha) * rho > (1 - alpha) * M
    # alpha > (M - rho)/(s + M - rho), without the quotient; and 1/(s + M - rho) <= 1/(s - rho).
    threshold = sp.Implies(sp.And(M > rho, s > 0), sp.Equivalent(won, alpha * (s + M - rho) > M - rho))
    smaller = sp.Implies(sp.And(M > rho, s > rho), sp.And(s - rho > 0, s - rho <= s + M - rho))
    so_far = alpha * p * F <= (1 - alpha) * Delta * R
    lost = sp.And(sp.Not(won), s >= p * q, M - rho <= Delta * r)
    step = sp.Implies(sp.And(so_far, lost), alpha * p * (F + q) <= (1 - alpha) * Delta * (R + r))
    return sg.Theorem(
        "Feature-only planting with a dump feature",
        sp.And(threshold, smaller, step),
        given=[alpha > 0, alpha <= 1, p > 0, p <= 1, q >= 0, r >= 0, Delta >= 0, M >= 0, rho >= 0, s >= 0],
        source="after Gauthier, Bach, Jordan (2025)",
    )
