"""Mirrored biases: weak alignment always, strong alignment iff M = 1, full revelation always an equilibrium.

The game of the threshold M >= (κ + 1)/(κ − 1): provider 1 gets u_1 + κ 1{a_1 = 1} and M (u_2 + κ 1{a_2 = 0}),
provider 2 the mirror image. Each user is exactly aligned, for all M and κ; common weights exist for M = 1 only; and
the profile in which both reveal the state to everybody is an equilibrium in anonymous policies for all M and all κ >
1. All three conditions are derived with M and κ as parameters.

After Collina, Goel, Roth, Shi (2026); the instance is our own. Numbering: PA-2'.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "theorem"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "strong alignment", "anonymous", "parametric linear program")


def theorem() -> sg.Theorem:
    scale, bias = sp.symbols("M kappa", positive=True)
    states = (0, 1)
    match = {(a, y): int(a == y) for a in states for y in states}

    def utility(action, factor):
        return {(a, y): factor * (v + bias * int(a == action)) for (a, y), v in match.items()}

    one, two = utility(1, 1), utility(0, scale)
    prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    game = sg.PersuasionGame(prior, [match, match], [[one, two], [two, one]], personalised=False)
    truth = sg.full_revelation(states)
    weak = [game.weak_alignment(j, given=[bias > 1]).region.condition for j in (0, 1)]
    strong = game.strong_alignment(given=[bias > 1]).region.condition
    revealed = sg.equilibrium_region(game, [truth, truth], given=[bias > 1]).condition
    return sg.Theorem(
        "Mirrored biases",
        sp.And(*weak, sp.Equivalent(strong, sp.Eq(scale, 1)), revealed),
        given=[bias > 1],
        source="own instance, after Collina, Goel, Roth, Shi (2026)",
    )
