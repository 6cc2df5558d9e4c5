"""When the user follows the provider of largest value, every equilibrium gives at least OPT − 2 ε.

If the user has OPT already, nothing is to be shown.  Otherwise V < OPT, a provider that reveals the state offers OPT > V, is
followed strictly, whatever the rule for ties between providers, and makes the law of (action, state) the one of full
revelation: the same for all deviators.  So no provider gains: x >= y after the weighted sum, and alignment is used twice
as in PA-T1.

After Collina, Goel, Roth, Ryu, Shi (2025); constant and proof are our own.  Numbering: PA-T3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "choice of a provider", "induction")


def theorem() -> sg.Theorem:
    x, y, w, at_C, at_D = sp.symbols("x y w E_C E_D", real=True)
    offset, value, best, epsilon, offered = sp.symbols("c V OPT epsilon V_new", real=True)
    followed = sp.Implies(sp.And(value < best, sp.Eq(offered, best)), offered > value)
    step = sp.Implies(sp.And(x >= y, w >= 0, at_C >= at_D), x + w * at_C >= y + w * at_D)
    near = sp.And(x + offset - value <= epsilon, best - y - offset <= epsilon)
    end = sp.Implies(sp.Or(value >= best, sp.And(x >= y, near)), value >= best - 2 * epsilon)
    return sg.Theorem(
        "Competition for being chosen aligns",
        sp.And(followed, step, end),
        given=[epsilon >= 0],
        source="after Collina, Goel, Roth, Ryu, Shi (2025)",
    )
