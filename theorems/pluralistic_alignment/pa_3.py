"""Under strong alignment babbling is no anonymous equilibrium.

The two ideologues of PA-1 face two users alike: weights (1/2, 1/2), factors (1, 1).  From babbling, provider 1 gains
16/5 by a policy that attracts both users.

After Collina, Goel, Roth, Shi (2026); the instance is our own.  Numbering: PA-3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "example"
STATUS = "proved"
TAGS = ("alignment", "strong alignment", "anonymous", "example")


def theorem() -> sg.Theorem:
    states = (0, 1)
    match = {(a, y): int(a == y) for a in states for y in states}

    def ideologue(action):
        return {(a, y): match[a, y] + 2 * int(a == action) for a, y in match}

    prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    providers = [[ideologue(1)] * 2, [ideologue(0)] * 2]
    game = sg.PersuasionGame(prior, [match, match], providers, personalised=False)
    silence = sg.babbling(states)
    found = sg.verify(game, [silence, silence])
    facts = [sp.Eq(game.strong_alignment().epsilon, 0), sp.true if found.refuted else sp.false]
    if found.refuted:
        facts.append(sp.Eq(found.witness["gain"], sp.Rational(16, 5)))
    return sg.Theorem("Babbling under strong alignment", sp.And(*facts), source="own instance")
