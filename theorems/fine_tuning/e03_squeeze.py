"""With a fixed cost F of the specialist there are three regimes: free choice, a generalist who builds more to keep D in, no trade.

Without marginal cost at zero. G plays δ/(2 c_0) where D gains from taking part, and otherwise, as long as G still gains, exactly what
leaves D nothing: α_0 = (F − (1 − δ)²/(4 c_1))/(1 − δ), which is more. For the rest nothing is built.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_participation import participation_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "quadratic costs", "regimes")


def theorem() -> sg.Theorem:
    game = participation_game(marginal_cost=0)
    delta, alpha_0, alpha_1 = game.actions
    G, D = game.players
    c_0, c_1, F = sp.symbols("c_0 c_1 F", positive=True)
    play = sg.solve(game)
    floor = (F - (1 - delta) ** 2 / (4 * c_1)) / (1 - delta)
    facts = [sp.And(covering(play), sp.true if len(play.branches) == 3 else sp.false)]
    for branch in play.branches:
        region, mine, yours = branch.region.condition, branch.payoffs[G], branch.payoffs[D]
        if sg.OUT in branch.outcome:
            right = sp.And(sp.Eq(branch[alpha_0], 0), sp.Eq(mine, 0), sp.Eq(yours, 0))
        elif branch[alpha_0] == delta / (2 * c_0):
            right = sp.And(floor <= branch[alpha_0], mine >= 0, yours >= 0)
        else:
            equal = sp.Eq(branch[alpha_0], floor, evaluate=False)
            right = sp.And(equal, sp.Eq(yours, 0, evaluate=False), floor >= delta / (2 * c_0), mine >= 0)
        facts.append(sp.Implies(sp.And(region, delta < 1), right))
    return sg.Theorem(
        "Squeezed participation",
        sp.And(*facts),
        given=[delta >= 0, delta <= 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
