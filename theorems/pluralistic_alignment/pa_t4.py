"""In personalised policies every equilibrium gives every user j at least OPT_j − 2 ε_j.

A provider's payoff is a sum over the users.  A deviation for user j alone leaves the other users' terms, r, unchanged, so
that not to gain means E_C U_ij >= E_D U_ij; then the chain of PA-T1 applies with user j's own weights, offset and ε_j.

After Collina, Goel, Roth, Shi (2026); statement and proof are our own.  Numbering: PA-T4.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "personalised", "induction")


def theorem() -> sg.Theorem:
    before, after, rest = sp.symbols("U_before U_after r", real=True)
    x, y, w, at_C, at_D = sp.symbols("x y w E_C E_D", real=True)
    offset, value, best, epsilon = sp.symbols("c V OPT epsilon", real=True)
    sums = sp.And(sp.Eq(before, rest + at_C), sp.Eq(after, rest + at_D))
    apart = sp.Implies(sp.And(sums, before >= after), at_C >= at_D)
    step = sp.Implies(sp.And(x >= y, w >= 0, at_C >= at_D), x + w * at_C >= y + w * at_D)
    near = sp.And(x + offset - value <= epsilon, best - y - offset <= epsilon)
    end = sp.Implies(sp.And(x >= y, near), value >= best - 2 * epsilon)
    return sg.Theorem(
        "Personalised policies align every user",
        sp.And(apart, step, end),
        given=[epsilon >= 0],
        source="after Collina, Goel, Roth, Shi (2026)",
    )
