"""The part of first best that five bargaining rules reach, at three cost ratios, to four digits.

In the order surplus-maximising, egalitarian, Nash, powerful generalist, powerful specialist: ρ = 1: .75, .75, .75, .5, .5;
ρ = 1/2: .7778, .7698, .7759, .6667, .6667; ρ = 1/4: .84, .8086, .8281, .7020, .8.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C12.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game, single_owner

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "welfare", "bargaining")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    G, D = game.players
    rules = (sg.Utilitarian(), sg.Egalitarian(), sg.NashBargaining(), sg.Dictatorial(G), sg.Dictatorial(D))
    owner = single_owner(game)
    best = sg.solve(owner).payoff(owner.players[0])
    listed = {
        "1": (7500, 7500, 7500, 5000, 5000),
        "1/2": (7778, 7698, 7759, 6667, 6667),
        "1/4": (8400, 8086, 8281, 7020, 8000),
    }
    facts = []
    for i, rule in enumerate(rules):
        deal = sg.solve(game, bargaining=rule)
        for ratio, digits in listed.items():
            costs = {c_0: sp.Integer(1), c_1: sp.Rational(ratio)}
            reached = sp.Add(*(deal.payoff(p).subs(costs) for p in (G, D))) / best.subs(costs)
            facts += [
                reached <= sp.Rational(2 * digits[i] + 1, 2 * 10**4),
                reached >= sp.Rational(2 * digits[i] - 1, 2 * 10**4),
            ]
    return sg.Theorem("Part of first best by rule", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
