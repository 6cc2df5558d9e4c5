"""A user who answers by logit of precision β loses at most ln n/β, n the number of actions.

The choice probabilities are p_a = exp(β u_a)/Z, so that β u_a = ln p_a + Λ, Λ = ln Z. For every action p ln(1/(n p))
<= 1/n − p; summed by induction over the actions (h is the sum of p ln(1/p) − p ln n so far, m their number and P
their probability) this bounds the entropy H by ln n. The expected utility v has β v = Λ − H, and Λ >= β OPT since the
best action has ln p <= 0. Together v >= OPT − ln n/β, in each state, and so on average.

After Collina, Goel, Roth, Ryu, Shi (2025); the bound is our own. Numbering: PA-T2, logit.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "quantal response", "logit", "induction")


def theorem() -> sg.Theorem:
    p, n, beta, total, best, v = sp.symbols("p n beta Lambda OPT v", real=True)
    h, term, m, P, entropy, log_n, log_p = sp.symbols("h t m P H L l", real=True)
    share = sp.Implies(sp.And(p > 0, p <= 1), p * sp.log(1 / (n * p)) <= 1 / n - p)
    step = sp.Implies(sp.And(n * h <= m - n * P, n * term <= 1 - n * p), n * (h + term) <= m + 1 - n * (P + p))
    bound = sp.Implies(sp.And(n * h <= m - n * P, sp.Eq(m, n), sp.Eq(P, 1), sp.Eq(h, entropy - log_n)), entropy <= log_n)
    top = sp.Implies(sp.And(sp.Eq(beta * best, log_p + total), log_p <= 0), total >= beta * best)
    end = sp.Implies(
        sp.And(sp.Eq(beta * v, total - entropy), total >= beta * best, entropy <= log_n), beta * (best - v) <= log_n
    )
    return sg.Theorem(
        "Logit response",
        sp.And(share, step, bound, top, end),
        given=[beta > 0, n >= 1],
        source="after Collina, Goel, Roth, Ryu, Shi (2025)",
    )
