"""As the common exponent of the costs grows, the surplus-maximising share tends to one half whatever the costs.

For k > 3/2 the derived share is a continuous function of p = 1/(2k − 3), which goes to zero as k grows; at p = 0 it is one half.
In between the side with the higher cost pays more: the share is above one half exactly if D's cost is the higher one.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: Q11.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "power costs", "symbolic exponent", "limit", "question")


def theorem() -> sg.Theorem:
    k, p = sp.symbols("k p", positive=True)
    game = fine_tuning_game((k, k))
    c_0, c_1 = sp.symbols("c_0 c_1", positive=True)
    delta, *_ = game.actions
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    point = {c_0: sp.Integer(1), c_1: sp.Integer(2), k: sp.Integer(2)}
    (share,) = [b[delta] for b in deal.branches if b.region.holds_at(point)]
    first, second = sp.symbols("x y", positive=True)
    steep = share.subs(k, (3 + 1 / p) / 2)
    powers = steep.subs({c_0**p: first, c_1**p: second})
    claim = sp.And(
        sp.Eq(steep.subs(p, 0), sp.Rational(1, 2), evaluate=False),
        sp.Equivalent(powers > sp.Rational(1, 2), second > first),
    )
    return sg.Theorem("Steep costs", claim, source="after Laufer, Kleinberg, Heidari (2024)")
