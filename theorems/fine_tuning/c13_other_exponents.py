"""With common exponent 4 or 7/4 the surplus-maximising share reaches at least (2k − 1)/(2k − 2) · 2^(−1/(k−1)) of first best.

That is about .9260 and .6614; the bound is attained at equal costs. Share and surpluses are derived for any exponent k > 3/2 and the
exponents put in afterwards; in the claim the costs are powers c_0 = x^n and c_1 = y^n, n = 15 or 6, so that roots of one cost are
polynomials.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C13 (k = 4, 7/4).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game, single_owner

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "welfare", "vertical monopoly", "symbolic exponent")


def theorem() -> sg.Theorem:
    k, x, y = sp.symbols("k x y", positive=True)
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    deal, owner = sg.solve(game, bargaining=sg.Utilitarian()), single_owner(game)
    best = sg.solve(owner).payoff(owner.players[0])
    facts = []
    for exponent, root in ((sp.Integer(4), 15), (sp.Rational(7, 4), 6)):
        point = {c_0: sp.Integer(1), c_1: sp.Integer(1), k: exponent}
        (branch,) = [b for b in deal.branches if b.region.holds_at(point)]
        surplus, first = (
            e.subs(k, exponent).subs({c_0: x**root, c_1: y**root}) for e in (sp.Add(*branch.payoffs.values()), best)
        )
        worst = (2 * exponent - 1) / (2 * exponent - 2) * sp.Integer(2) ** (-1 / (exponent - 1))
        facts.append(sp.Ge(surplus, worst * first, evaluate=False))
        facts.append(sp.Eq(surplus.subs(y, x), worst * first.subs(y, x), evaluate=False))
        facts.append(branch.region.condition.subs(k, exponent))
    return sg.Theorem(
        "Worst ratio with other exponents", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)"
    )
