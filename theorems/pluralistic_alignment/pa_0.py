"""The prosecutor persuades with probability 3/5 at the prior 3/10 of guilt.

The optimal policy convicts every guilty and 3/7 of the innocent: the joint probabilities of (action, state) are 3/10 for
(convict, guilty), 3/10 for (convict, innocent) and 2/5 for (acquit, innocent).

After Kamenica and Gentzkow (2011).  Numbering: PA-0.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "example"
STATUS = "proved"
TAGS = ("persuasion", "example")


def theorem() -> sg.Theorem:
    user = {("acquit", "I"): 1, ("acquit", "G"): 0, ("convict", "I"): 0, ("convict", "G"): 1}
    sender = {(a, y): int(a == "convict") for a, y in user}
    prior = {"I": sp.Rational(7, 10), "G": sp.Rational(3, 10)}
    best = sg.PersuasionGame(prior, [user], [[sender]]).best_policy(0, 0)
    joint = {(a, y): prior[y] * share for y, row in best.policy.items() for a, share in row.items()}
    wanted = {("acquit", "I"): sp.Rational(2, 5), ("convict", "I"): sp.Rational(3, 10), ("convict", "G"): sp.Rational(3, 10)}
    facts = [sp.Eq(best.value, sp.Rational(3, 5)), *(sp.Eq(joint[k], v) for k, v in wanted.items())]
    return sg.Theorem("The prosecutor", sp.And(*facts, sp.Eq(len(joint), 3)), source="after Kamenica and Gentzkow (2011)")
