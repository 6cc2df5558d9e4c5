"""The loss of 2 ε in PA-T1 is tight.

Actions 0, 1 and a safe one with utility 1 − 2 ε in every state, μ = 1/2, ε = 1/10; one provider gets ε more than the
user on the safe action and ε less elsewhere.  The least alignment error is ε, the provider babbles, and the user gets
OPT − 2 ε.

After Collina, Goel, Roth, Ryu, Shi (2025); the instance is our own.  Numbering: PA-5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "example"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "tight")


def theorem() -> sg.Theorem:
    states, epsilon = (0, 1), sp.Rational(1, 10)
    user = {(a, y): int(a == y) for a in states for y in states}
    user |= {("safe", y): 1 - 2 * epsilon for y in states}
    provider = {(a, y): v + (epsilon if a == "safe" else -epsilon) for (a, y), v in user.items()}
    half = sp.Rational(1, 2)
    game = sg.PersuasionGame({0: half, 1: half}, [user], [[provider]])
    best, silence = game.best_policy(0, 0), sg.babbling(states)
    facts = [
        sp.Eq(game.weak_alignment(0).epsilon, epsilon),
        sp.Eq(best.user_value, game.best_value(0) - 2 * epsilon),
        sp.true if sg.verify(game, [[silence]]).proved else sp.false,
    ]
    return sg.Theorem("The loss of 2ε is tight", sp.And(*facts), source="own instance")
