"""With equal costs c and a fixed cost F the specialist takes part freely up to the share √(1 − 4 c F).

Beyond it G builds more than it would, as long as that pays. The threshold is where D's payoff without a fixed cost (C2) is F.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E4.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.games.catalog.fine_tuning_participation import participation_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "quadratic costs", "regimes")


def theorem() -> sg.Theorem:
    c = sp.Symbol("c", positive=True)
    game = participation_game(marginal_cost=0, costs=(c, c))
    delta, alpha_0, alpha_1 = game.actions
    F = sp.Symbol("F", positive=True)
    play = sg.solve(game)
    free = [b for b in play.branches if sg.OUT not in b.outcome and b[alpha_0] == delta / (2 * c)]
    other = [b for b in play.branches if b not in free]
    threshold = sp.sqrt(1 - 4 * c * F)
    facts = [sp.Implies(b.region.condition, delta <= threshold) for b in free]
    facts += [sp.Implies(sp.And(b.region.condition, 4 * c * F <= 1), delta >= threshold) for b in other]
    alone = sg.solve(fine_tuning_game())
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    payoff = alone.payoff(sg.Player("D")).subs({c_0: c, c_1: c})
    facts.append(sp.Implies(4 * c * F <= 1, sp.Eq(payoff.subs(delta, threshold), F, evaluate=False)))
    claim = sp.And(covering(play), sp.true if free else sp.false, *facts)
    return sg.Theorem(
        "Participation with equal costs",
        claim,
        given=[delta >= 0, delta <= 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
