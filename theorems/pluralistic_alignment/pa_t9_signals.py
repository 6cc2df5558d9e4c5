"""Signals can be recommendations: merging signals that lead to the same choice changes nothing for who obeys.

Two signals after which the action a is best, against any b with the leads d and e, have together the lead d + e >= 0
and the same payoffs: so one signal for each profile of actions is enough.  A user who does not follow can only lose by the
merging, since the best action against the sum gets at most the sum of the best, max(x_a + y_a, x_b + y_b) <=
max(x_a, x_b) + max(y_a, y_b): such users stay away.  Hence the linear programs over direct schemes, also with a rival's
value, have the supremum over all policies.

After Kamenica and Gentzkow (2011).  Numbering: PA-T9.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "lemma"
STATUS = "proved"
TAGS = ("persuasion", "revelation principle")


def theorem() -> sg.Theorem:
    d, e, x_a, x_b, y_a, y_b, best_x, best_y = sp.symbols("d e x_a x_b y_a y_b m n", real=True)
    obeyed = sp.Implies(sp.And(d >= 0, e >= 0), d + e >= 0)
    best = sp.And(best_x >= x_a, best_x >= x_b, best_y >= y_a, best_y >= y_b)
    outsiders = sp.Implies(best, sp.And(best_x + best_y >= x_a + y_a, best_x + best_y >= x_b + y_b))
    return sg.Theorem("Signals as recommendations", sp.And(obeyed, outsiders), source="after Kamenica and Gentzkow (2011)")
