"""With mirrored biases nobody opposes a user, and babbling is an anonymous equilibrium iff M >= (κ + 1)/(κ − 1).

Two users who want to match the state, μ = (3/5, 2/5).  Provider 1 gets u_1 + κ 1{a_1 = 1} from user 1 and
M (u_2 + κ 1{a_2 = 0}) from user 2, provider 2 the mirror image, κ > 1.  The condition is derived from the deviation
programs with M and κ as parameters; ties are limits of strict incentives.

After Collina, Goel, Roth, Shi (2026); instance and threshold are our own.  Numbering: PA-2'.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "anonymous", "babbling", "parametric linear program")


def theorem() -> sg.Theorem:
    scale, bias = sp.symbols("M kappa", positive=True)
    states = (0, 1)

    def utility(action, factor):
        return {(a, y): factor * (int(a == y) + bias * int(a == action)) for a in states for y in states}

    match = {(a, y): int(a == y) for a in states for y in states}
    one, two = utility(1, 1), utility(0, scale)
    prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    game = sg.PersuasionGame(prior, [match, match], [[one, two], [two, one]], personalised=False)
    silence = sg.babbling(states)
    region = sg.equilibrium_region(game, [silence, silence], given=[bias > 1])
    return sg.Theorem(
        "Threshold of babbling",
        sp.Equivalent(region.condition, scale >= (bias + 1) / (bias - 1)),
        given=[bias > 1],
        source="own instance, after Collina, Goel, Roth, Shi (2026)",
    )
