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
    share, planted, t, lead = sp.symbols("nu s_n t m_x", real=True)
    m, k, probability, success, R_test = sp.symbols("m k P S R_test", real=True)

    def near(x, y, size):
        return sp.And(x - y <= size, y - x <= size)

    rival = sp.Implies(sp.And(p - a <= r, A - p <= R), A <= a + r + R)
    target = sp.Implies(sp.And(b - q <= r, q - B <= R), B >= b - r - R)
    others = sp.Implies(sp.And(A <= a + r + R, B >= b - r - R), A - B <= a - b + 2 * r + 2 * R)
    # c is s - 2 r, D the lead of the rival among the others, at most X = a - b + 2 r + 2 R.
    c, D, X = sp.symbols("c D X", real=True)
    certified = share * c - (1 - share) * X > t
    data = sp.And(planted >= c, D <= X)
    won = sp.Implies(sp.And(certified, data, lead >= share * planted - (1 - share) * D), lead > t)
    tested = sp.And(near(m, probability, r), near(k, probability, R_test), success >= k)
    end = sp.Implies(tested, success >= m - r - R_test)
    return sg.Theorem(
        "Success from a finite sample",
        sp.And(rival, target, others, won, end),
        given=[share >= 0, share <= 1],
        source="after Gauthier, Bach, Jordan (2025)",
    )
