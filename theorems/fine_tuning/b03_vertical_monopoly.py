"""With a common exponent above 3/2 the surplus-maximising odds are the (2k − 3)-th root of the cost ratio; below 3/2 one side gets all.

δ = c_1^{1/(2k−3)} / (c_0^{1/(2k−3)} + c_1^{1/(2k−3)}) for every k > 3/2. For k < 3/2 the share is 0 if c_1 < c_0 and 1 if
c_1 > c_0.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: B3.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "bargaining", "vertical monopoly", "symbolic exponent")


def theorem() -> sg.Theorem:
    k = sp.Symbol("k", positive=True)
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, *_ = game.actions
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    power = 1 / (2 * k - 3)
    facts = [covering(deal)]
    for branch in deal.branches:
        share, region = branch[delta], branch.region.condition
        if isinstance(share, sp.Set):
            facts.append(sp.Implies(region, sp.And(sp.Eq(k, sp.Rational(3, 2)), sp.Eq(c_0, c_1))))
        elif share.is_number:
            facts.append(sp.Implies(region, sp.And(k <= sp.Rational(3, 2), c_0 <= c_1 if share == 1 else c_1 <= c_0)))
        else:
            facts.append(sp.Implies(region, k > sp.Rational(3, 2)))
            facts.append(sp.Implies(region, sp.Eq(share, c_1**power / (c_0**power + c_1**power), evaluate=False)))
    return sg.Theorem(
        "Vertical monopoly with power costs",
        sp.And(*facts),
        given=[k > 1],
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
