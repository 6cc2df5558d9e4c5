"""Finite samples: on the event that no frequency is off by more than R, a certified signal point is won.

The platform trains on N points, n of them planted by members; the others are drawn from P_0. Members estimate with
their own n points: a and b are their frequencies of a rival label and of the target at a signal point, A and B those
among the N − n others, p and q the probabilities. If all are within r = R(n) and R = R(N − n) of the probabilities,
then A − B <= a − b + 2 r + 2 R; so with the planted frequency at least s − 2 r the lead of the target in the data
exceeds the toll t of the neighbourhood (2 ε for total variation, ε/(1 − ε) for Huber contamination) whenever
(n/N)(s − 2 r) − ((N − n)/N)(a − b + 2 r + 2 R) > t. The share of the sample that is certified, m, is within r of its
probability, and so is the share k of the test points within R_test: the success is at least m − r − R_test. By
Hoeffding's inequality and the union bound the event has probability at least 1 − δ, R(k) = √(ln(1/δ')/(2 k)); that step
is not part of the claim.

After Gauthier, Bach, Jordan (2025); the chain is our own. Numbering: CA-G.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("collective action", "feature-label", "finite sample")


def theorem() -> sg.Theorem:
    a, b, A, B, p, q, r, R = sp.symbols("a b A B p q r R", real=True)
    share, s, planted, t, lead = sp.symbols("nu s s_n t m_x", real=True)
    m, k, probability, success, R_test = sp.symbols("m k P S R_test", real=True)

    def near(x, y, size):
        return sp.And(x - y <= size, y - x <= size)

    frequencies = sp.And(near(a, p, r), near(b, q, r), near(A, p, R), near(B, q, R))
    others = sp.Implies(frequencies, A - B <= a - b + 2 * r + 2 * R)
    certified = share * (s - 2 * r) - (1 - share) * (a - b + 2 * r + 2 * R) > t
    data = sp.And(planted >= s - 2 * r, A - B <= a - b + 2 * r + 2 * R)
    mixed = sp.Eq(lead, share * planted - (1 - share) * (A - B))
    won = sp.Implies(sp.And(certified, data, mixed), lead > t)
    tested = sp.And(near(m, probability, r), near(k, probability, R_test), success >= k)
    end = sp.Implies(tested, success >= m - r - R_test)
    return sg.Theorem(
        "Success from a finite sample",
        sp.And(others, won, end),
        given=[share >= 0, share <= 1, r >= 0, R >= 0],
        source="after Gauthier, Bach, Jordan (2025)",
    )
