"""The prosecutor's value is min(2 p, 1) at the prior p of guilt.

The receiver convicts when the posterior of guilt is at least 1/2, the sender wants a conviction.  The value of the
optimal policy is the concave closure of a step function; the parametric linear program derives it.

After Kamenica and Gentzkow (2011).  Numbering: PA-0, PA-T9.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("persuasion", "parametric linear program")


def theorem() -> sg.Theorem:
    p = sp.Symbol("p", real=True)
    user = {("acquit", "I"): 1, ("acquit", "G"): 0, ("convict", "I"): 0, ("convict", "G"): 1}
    sender = {(a, y): int(a == "convict") for a, y in user}
    game = sg.PersuasionGame({"I": 1 - p, "G": p}, [user], [[sender]])
    value = game.best_policy(0, 0).value
    return sg.Theorem(
        "Value of the prosecutor",
        sp.Eq(value, sp.Min(2 * p, 1)),
        given=[p >= 0, p <= 1],
        source="after Kamenica and Gentzkow (2011)",
    )
