"""With a linear marginal cost m each dictator's share is known in closed form wherever D contributes.

A powerful generalist's share is c_0 (1 − m)/(2 c_0 − c_1) unless it takes all; a powerful specialist leaves
(c_1 − c_0 (1 − m))/(2 c_1 − c_0) to G, if anything. Where D only rides free, several shares can be as good for the dictator.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E5
(dictators).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_participation import participation_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "quadratic costs", "dictatorial")


def theorem() -> sg.Theorem:
    game = participation_game(fixed_cost=0)
    delta, alpha_0, alpha_1 = game.actions
    G, D = game.players
    c_0, c_1, m = sp.symbols("c_0 c_1 m", positive=True)
    inner = {G: c_0 * (1 - m) / (2 * c_0 - c_1), D: (c_1 - c_0 * (1 - m)) / (2 * c_1 - c_0)}
    facts = []
    for player in (G, D):
        deal = sg.solve(game, bargaining=sg.Dictatorial(player))
        facts.append(covering(deal))
        for branch in deal.branches:
            share = branch[delta]
            if isinstance(share, sp.Expr) and not share.is_number and sp.cancel(branch[alpha_1] - branch[alpha_0]) != 0:
                facts.append(sp.Implies(branch.region.condition, sp.Eq(share, inner[player], evaluate=False)))
    return sg.Theorem(
        "Dictators and a marginal cost",
        sp.And(sp.true if len(facts) >= 4 else sp.false, *facts),
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
