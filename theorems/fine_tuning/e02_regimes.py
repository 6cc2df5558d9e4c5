"""After G has built α_0 a specialist with quadratic cost contributes, rides free or abstains, each on an exact region.

It adds max(0, 1 − δ − m)/(2 c_1). It contributes only if δ < 1 − m, rides free only otherwise, and takes part exactly if its
payoff with that step covers the fixed cost F. The three regions are derived and cover everything.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_participation import specialist_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "quadratic costs", "regimes")


def theorem() -> sg.Theorem:
    game = specialist_game()
    D = game.players[0]
    (alpha_1,) = game.actions
    delta, alpha_0 = sp.symbols("delta alpha_0", real=True)
    c_1, F, m = sp.symbols("c_1 F m", positive=True)
    play = sg.solve(game)
    step = sp.Max(0, 1 - delta - m) / (2 * c_1)
    gain = (1 - delta) * alpha_0 + c_1 * step**2
    facts = [sp.And(covering(play), sp.true if len(play.branches) == 3 else sp.false)]
    for branch in play.branches:
        if branch.outcome.get(sg.OUT) == D:
            right = gain <= F
        else:
            more = branch[alpha_1] - alpha_0
            rides = sp.cancel(more) == 0
            right = sp.And(sp.Eq(more, step, evaluate=False), gain >= F, delta + m >= 1 if rides else delta + m <= 1)
        facts.append(sp.Implies(branch.region.condition, right))
    return sg.Theorem(
        "Contribute, ride free, abstain",
        sp.And(*facts),
        given=game.assume,
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
