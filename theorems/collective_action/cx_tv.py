"""Refuted: under total variation a lead above ε/(1 − ε) is safe.

If an ε-suboptimal learner is Bayes-optimal on some P' with TV(P', P) <= ε, a lead of m is lost as soon as
m <= 2 ε.  The statement that m > ε/(1 − ε) suffices is false: the counterexample has ε/(1 − ε) < m <= 2 ε.  For
Huber contamination the same constant is right (CA-T1ε).

The statement is as restated at second hand from Gauthier, Bach, Jordan (2025); no claim is made about the
published text.  Numbering: CX-TV.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "counterexample"
STATUS = "refuted"
TAGS = ("collective action", "epsilon", "total variation")


def theorem() -> sg.Theorem:
    m, epsilon = sp.symbols("m epsilon", real=True)
    certified = m > epsilon / (1 - epsilon)
    flipped = m / 2 <= epsilon
    return sg.Theorem(
        "A lead above ε/(1−ε) is safe under total variation",
        sp.Implies(certified, sp.Not(flipped)),
        given=[epsilon > 0, epsilon < 1, m > 0, m <= 1],
        source="as restated at second hand from Gauthier, Bach, Jordan (2025)",
    )
