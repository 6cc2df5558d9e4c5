"""Under ε-alignment every equilibrium among the providers gives the user at least OPT − 2 ε.

Weights w_i >= 0 and an offset c(y) with |Σ w_i U_i + c − u| <= ε everywhere.  C is the law of (action, state) in
equilibrium, D the law after a provider reveals the state: the same for all, with E_D u = OPT.  No provider gains:
E_C U_i >= E_D U_i.  The weighted sum keeps the order, by induction over the providers (x and y below are the sums so
far); c contributes the same to both sides since the law of the state is fixed; ε is lost twice.

This covers conversation rules, the choice of one provider by the user (the deviation is needed only where the
user does not have OPT yet, and then the deviator is followed), and personalised policies (the deviation is for one
user alone).  After Collina, Goel, Roth, Ryu, Shi (2025) and Collina, Goel, Roth, Shi (2026); constants and proof are
our own.  Action ties must be a function of the posterior alone (see cx_tie).  Numbering: PA-T1, PA-T3, PA-T4.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "personalised", "induction")


def theorem() -> sg.Theorem:
    x, y, w, at_C, at_D = sp.symbols("x y w E_C E_D", real=True)
    offset, value, best, epsilon = sp.symbols("c V OPT epsilon", real=True)
    step = sp.Implies(sp.And(x >= y, w >= 0, at_C >= at_D), x + w * at_C >= y + w * at_D)
    near_C = sp.And(x + offset - value <= epsilon, value - x - offset <= epsilon)
    near_D = sp.And(y + offset - best <= epsilon, best - y - offset <= epsilon)
    end = sp.Implies(sp.And(x >= y, near_C, near_D), value >= best - 2 * epsilon)
    return sg.Theorem(
        "Competition aligns",
        sp.And(step, end),
        given=[epsilon >= 0],
        source="after Collina, Goel, Roth, Ryu, Shi (2025); Collina, Goel, Roth, Shi (2026)",
    )
