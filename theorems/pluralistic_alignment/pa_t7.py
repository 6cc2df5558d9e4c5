"""If two providers reveal everything, that is an equilibrium (best actions unique in every state).

A deviator's users can follow a provider who reveals, so that whoever it attracts has V >= OPT. Every outcome
law with mass m on actions that are not best, at a loss of at least g > 0 each, has V <= OPT − m g. Hence m = 0:
the law of outcomes, and with it every provider's payoff, is the one of full revelation.

Numbering: PA-T7; own statement. The equilibrium is also checked by `verify` on instances.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "proposition"
STATUS = "proved"
TAGS = ("alignment", "existence", "full revelation")


def theorem() -> sg.Theorem:
    V, best, m, g = sp.symbols("V OPT m g", real=True)
    return sg.Theorem(
        "Full revelation is an equilibrium",
        sp.Implies(sp.And(V >= best, V <= best - m * g), m <= 0),
        given=[g > 0, m >= 0, m <= 1],
        source="own statement, after Collina, Goel, Roth, Shi (2026)",
    )
