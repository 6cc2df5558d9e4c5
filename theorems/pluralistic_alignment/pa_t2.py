"""With nearly equal deviations the user keeps E_D u − 2 ε − δ Σ w_i.

As in PA-T1, but provider i's deviation leads to a law D_i of its own with |E_{D_i} U_i − E_D U_i| <= δ, such as
when the user answers by quantal response.  The induction keeps x >= y − δ W, W the sum of the weights so far.
(For a logit response of precision β one has E_D u >= OPT − ln|A|/β, which is not a statement over the reals without
the logarithm and stays outside this file.)

After Collina, Goel, Roth, Ryu, Shi (2025); the bound is our own.  Numbering: PA-T2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "quantal response", "induction")


def theorem() -> sg.Theorem:
    x, y, w, W, delta, at_C, at_own, at_D = sp.symbols("x y w W delta E_C E_i E_D", real=True)
    offset, value, full, epsilon = sp.symbols("c V F epsilon", real=True)
    no_gain = sp.And(at_C >= at_own, at_own >= at_D - delta)
    step = sp.Implies(sp.And(x >= y - delta * W, w >= 0, no_gain), x + w * at_C >= y + w * at_D - delta * (W + w))
    near = sp.And(value >= x + offset - epsilon, full <= y + offset + epsilon)
    end = sp.Implies(sp.And(x >= y - delta * W, near), value >= full - 2 * epsilon - delta * W)
    return sg.Theorem(
        "Competition aligns, nearly equal deviations",
        sp.And(step, end),
        given=[epsilon >= 0, delta >= 0, W >= 0],
        source="after Collina, Goel, Roth, Ryu, Shi (2025)",
    )
