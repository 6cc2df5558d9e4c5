"""Refuted: under exact alignment every equilibrium gives the user OPT, whatever the tie rule.

Actions p_0, q_0, p_1, q_1; the user wants the index to match the state, μ = 1/2, and does not care for the
letter; U_1 is u + b on p and u − b on q, U_2 the reverse, so that their mean is u. Under babbling the user
mixes the letters evenly and each provider gets V = 1/2. If ties go against whoever deviates, a deviator who
reveals everything gets 1 − b. Babbling is an equilibrium for b >= 1/2, and the user's value is 1/2, not OPT =
1. Hence PA-T1 needs action ties to depend on the posterior alone.

Numbering: CX-TIE; own example.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "counterexample"
STATUS = "refuted"
TAGS = ("alignment", "ties")


def theorem() -> sg.Theorem:
    bias, value = sp.symbols("b V", real=True)
    babbling = sp.Eq(value, sp.Rational(1, 2))
    no_gain = 1 - bias <= value
    return sg.Theorem(
        "Exact alignment suffices for every tie rule",
        sp.Implies(sp.And(babbling, no_gain), value >= 1),
        given=[bias >= 0],
        source="own example",
    )
