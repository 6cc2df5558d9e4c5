"""Two opposed ideologues inform a user perfectly.

The user wants to match the state, μ = (3/5, 2/5); provider i adds 2 when its favourite action is taken.  The mean of
the two utilities is the user's plus 1, so that alignment is exact; alone each provider leaves the user at 3/5, and
full revelation by both is an equilibrium.

After Collina, Goel, Roth, Ryu, Shi (2025); the instance is our own.  Numbering: PA-1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "example"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "example")


def theorem() -> sg.Theorem:
    states = (0, 1)
    match = {(a, y): int(a == y) for a in states for y in states}

    def ideologue(action):
        return {(a, y): match[a, y] + 2 * int(a == action) for a, y in match}

    prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    game = sg.PersuasionGame(prior, [match], [[ideologue(1)], [ideologue(0)]])
    alone = [game.best_policy(i, 0) for i in range(2)]
    truth = sg.full_revelation(states)
    facts = [
        sp.Eq(game.weak_alignment(0).epsilon, 0),
        *(sp.Eq(best.user_value, sp.Rational(3, 5)) for best in alone),
        sp.Eq(alone[0].value, sp.Rational(11, 5)),
        sp.Eq(alone[1].value, sp.Rational(13, 5)),
        sp.true if sg.verify(game, [[truth], [truth]]).proved else sp.false,
    ]
    return sg.Theorem("Two ideologues", sp.And(*facts), source="own instance, after Collina et al. (2025)")
