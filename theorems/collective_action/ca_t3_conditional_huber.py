"""Feature-only planting against conditional Huber contamination ε < 1/2.

A point has the weight α (s + r − ρ) + (1 − α) r in the mixture and is lost iff its lead m = α s + (1 − α) ρ − M has
(1 − ε) m <= ε of that. Then α p q <= K r with K = (1 − p ((1 − ε)(2 − α) + ε α))⁺/(1 − 2 ε), and the success is at least
1 − K ξ/(α p) by summation as in CA-T3.

After Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); statement and constants are our own. Numbering: CA-T3ε,
conditional Huber contamination.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-only", "bound", "epsilon", "conditional Huber contamination")


def theorem() -> sg.Theorem:
    alpha, p, q, r, s, rho, M, F, R = sp.symbols("alpha p q r s rho M F R", real=True)
    K, epsilon = sp.symbols("K epsilon", real=True)
    mass = alpha * (s + r - rho) + (1 - alpha) * r
    lead = alpha * s + (1 - alpha) * rho - M
    lost = sp.And((1 - epsilon) * lead <= epsilon * mass, M <= r - rho)
    top = 1 - p * ((1 - epsilon) * (2 - alpha) + epsilon * alpha)
    own = (1 - 2 * epsilon) * alpha
    other = (1 - epsilon) * (2 - alpha) + epsilon * alpha
    summed = own * s + other * rho <= r
    replaced = own * p * q + other * rho <= r
    scaled = own * p * q <= top * r
    chain = sp.And(
        sp.Implies(lost, summed),
        sp.Implies(sp.And(summed, s >= p * q), replaced),
        sp.Implies(sp.And(replaced, rho >= p * r), scaled),
    )
    constant = sp.Implies(K * (1 - 2 * epsilon) >= top, top * r <= (1 - 2 * epsilon) * K * r)
    small = sp.Implies(own * p * q <= (1 - 2 * epsilon) * K * r, alpha * p * q <= K * r)
    pointwise = sp.And(chain, constant, small)
    so_far = alpha * p * F <= K * R
    step = sp.Implies(sp.And(so_far, alpha * p * q <= K * r), alpha * p * (F + q) <= K * (R + r))
    return sg.Theorem(
        "Success of feature-only planting, conditional Huber contamination",
        sp.And(pointwise, step),
        given=[alpha > 0, alpha <= 1, p > 0, r >= 0, K >= 0, epsilon >= 0, 2 * epsilon < 1],
        source="after Hardt, Mazumdar, Mendler-Dünner, Zrnic (2023); Gauthier, Bach, Jordan (2025)",
    )
