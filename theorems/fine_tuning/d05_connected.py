"""Under one share for all domains and no fixed cost, the Pareto set is one interval.

With two domains every specialist's payoff is a quadratic with at most one peak on [0, 1]: it never falls and then rises, and the same
holds for G. Between the lowest and the highest peak nobody can gain without a loss of somebody, hence no gap.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import uniform_share_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "Pareto set")


def theorem() -> sg.Theorem:
    game = uniform_share_game(2)
    delta, *_ = game.actions
    x, y = sp.symbols("x y", real=True)
    play = sg.solve(game)
    facts = []
    for player in game.players:
        slope = sp.diff(play.payoff(player), delta)
        falls_then_rises = sp.And(slope.subs(delta, x) < 0, slope.subs(delta, y) > 0)
        facts.append(sp.Not(falls_then_rises))
    given = [x >= 0, x < y, y <= 1]
    return sg.Theorem(
        "Connected Pareto set", sp.And(*facts), given=given, source="after Laufer, Kleinberg, Heidari (2024)"
    )
