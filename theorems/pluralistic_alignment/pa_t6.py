"""Under strong alignment every anonymous equilibrium has Σ_j λ_j (OPT_j − V_j) <= 2 Σ_j ε_j.

Common weights w_i >= 0, factors λ_j > 0 and offsets with |Σ_i w_i U_ij + c_j − λ_j u_j| <= ε_j. A provider that
reveals the state to everybody does not gain: Σ_j E_C U_ij >= Σ_j E_D U_ij for each i. With a = Σ_i w_i Σ_j E_C
U_ij and b the same for D, a >= b by the induction over the providers of PA-T1. Induction over the users: p and
q are the sums over the users so far of λ_j V_j − E_C c_j and λ_j OPT_j − c_j, A and B their parts of a and b, e
of ε. For ε = 0 each user has V_j >= OPT_j, so that V_j = OPT_j.

After Collina, Goel, Roth, Shi (2026); definition and statement are our own. Numbering: PA-T6.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "strong alignment", "anonymous", "induction")


def theorem() -> sg.Theorem:
    loss, A, B, e = sp.symbols("L A B e", real=True)
    share_C, share_D, offset, scale, value, best, epsilon = sp.symbols("a b c lambda V OPT epsilon", real=True)
    # loss is the sum of lambda_j (OPT_j - V_j) over the users so far; the invariant is loss <= B - A + 2 e.
    near_C = sp.And(share_C + offset - scale * value <= epsilon, scale * value - share_C - offset <= epsilon)
    near_D = sp.And(share_D + offset - scale * best <= epsilon, scale * best - share_D - offset <= epsilon)
    step = sp.Implies(
        sp.And(loss <= B - A + 2 * e, near_C, near_D),
        loss + scale * (best - value) <= (B + share_D) - (A + share_C) + 2 * (e + epsilon),
    )
    end = sp.Implies(sp.And(loss <= B - A + 2 * e, A >= B), loss <= 2 * e)
    exact = sp.Implies(sp.And(scale * (best - value) + loss <= 0, loss >= 0), value >= best)
    return sg.Theorem(
        "Strong alignment suffices for anonymous policies",
        sp.And(step, end, exact),
        given=[scale > 0, epsilon >= 0, e >= 0],
        source="after Collina, Goel, Roth, Shi (2026)",
    )
