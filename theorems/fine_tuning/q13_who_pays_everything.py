"""Under the surplus-maximising shares the domain that pays everything is the one with the larger cost per unit of revenue.

With two domains δ_1 = 1 exactly if c_1 R >= r_1 (c_0 + C); then c_1/r_1 > c_2/r_2, and never do both pay everything.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q13.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "question", "several domains", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = own_shares_game(2)
    delta = game.actions[:2]
    c_0, c_1, c_2, r_1, r_2 = sp.symbols("c_0 c_1 c_2 r_1 r_2", positive=True)
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    large = c_1 * (r_1 + r_2) >= r_1 * (c_0 + c_1 + c_2)
    facts = [covering(deal)]
    for branch in deal.branches:
        first, second = (branch[d] for d in delta)
        pays = sp.Eq(first, 1, evaluate=False)
        both = sp.And(pays, sp.Eq(second, 1, evaluate=False))
        right = sp.And(sp.Equivalent(pays, large), sp.Implies(pays, c_1 * r_2 > c_2 * r_1), sp.Not(both))
        facts.append(sp.Implies(branch.region.condition, right))
    return sg.Theorem("Who pays everything", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
