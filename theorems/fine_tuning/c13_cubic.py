"""With cubic costs the surplus-maximising share reaches at least 5 √2/8 of first best, about .8839, and exactly that at equal costs.

This is (2k − 1)/(2k − 2) · 2^(−1/(k−1)) at k = 3. Both surpluses are derived from the game; in the claim the costs are c_0 = x⁶
and c_1 = y⁶, so that all their roots are polynomials.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C13 (k = 3).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game, single_owner

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "welfare", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = fine_tuning_game((3, 3))
    c_0, c_1 = game.parameters
    x, y = sp.symbols("x y", positive=True)
    roots = {c_0: x**6, c_1: y**6}
    deal, owner = sg.solve(game, bargaining=sg.Utilitarian()), single_owner(game)
    surplus = sp.Add(*(deal.payoff(p) for p in game.players)).subs(roots)
    best = sg.solve(owner).payoff(owner.players[0]).subs(roots)
    claim = sp.And(
        sp.Ge(8 * surplus, 5 * sp.sqrt(2) * best, evaluate=False),
        sp.Eq(8 * surplus.subs(y, x), 5 * sp.sqrt(2) * best.subs(y, x), evaluate=False),
    )
    return sg.Theorem("Worst ratio with cubic costs", claim, source="after Laufer, Kleinberg, Heidari (2024)")
