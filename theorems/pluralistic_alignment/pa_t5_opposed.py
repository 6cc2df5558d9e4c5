"""Weak alignment does not suffice for anonymous policies: an uninformative equilibrium.

Two users who want to match the state, μ = (3/5, 2/5), and two providers with U_1 = u_1 − 2 u_2 and U_2 = u_2 − 2 u_1.
Each user is exactly aligned, with weight 1 on one provider.  Saying nothing is an equilibrium in anonymous
policies, even when all ties favour the deviator, and gives every user 3/5 of 1; in personalised policies it is none.

After Collina, Goel, Roth, Shi (2026); the instance is our own.  Numbering: PA-T5, PA-2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "example"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "anonymous", "babbling")


def theorem() -> sg.Theorem:
    states = (0, 1)
    prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    match = {(a, y): int(a == y) for a in states for y in states}
    against = {k: -2 * v for k, v in match.items()}
    users, providers = [match, match], [[match, against], [against, match]]
    anonymous = sg.PersuasionGame(prior, users, providers, personalised=False)
    personalised = sg.PersuasionGame(prior, users, providers)
    silence = sg.babbling(states)
    together = sg.verify(anonymous, [silence, silence])
    apart = sg.verify(personalised, [[silence, silence], [silence, silence]])
    facts = [
        *(sp.Eq(anonymous.weak_alignment(j).epsilon, 0) for j in range(2)),
        anonymous.strong_alignment().epsilon > 0,
        sp.true if together.proved and together.robust else sp.false,
        sp.true if apart.refuted else sp.false,
        *(max(prior.values()) < anonymous.best_value(j) for j in range(2)),
    ]
    return sg.Theorem(
        "Babbling under weak alignment",
        sp.And(*facts),
        source="own instance, after Collina, Goel, Roth, Shi (2026)",
    )
