"""Who pays for backfire: D strictly, at the switch, while G is indifferent; and at most half the safety is lost.

With separable costs and θ_G = 0, let s be the floor on D above which G drops its safety. At s G's payoff is the
unregulated one, and D's falls by δ r_b² (8(1 − δ) c_{0,bb} + δ c_{1,bb})/(16 c_{0,bb}²). The largest loss of safety,
β_1^A − s, is the share δ c_{1,bb}/(2(δ c_{1,bb} + (1 − δ) c_{0,bb})) of β_1^A, which is less than one half.

Our own, after Laufer, Kleinberg, Heidari (2025). Numbering: Q20.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "separable costs", "welfare")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    r_b, floor = REVENUE[1], FLOORS[1]
    play = {"share": SHARE, "revenue": (1, r_b), "abstention": (), "assume": [SHARE < 1]}
    anarchy = sg.solve(regulation_game((c, d), **play))
    deal = sg.solve(regulation_game((c, d), regulation=Regulation.of_domain(floor), **play))
    (drops,) = (b for b in deal.branches if b[b0] == 0)
    gains = {p: sp.expand(drops.payoffs[p] - anarchy.payoff(p)) for p in (G, D)}
    switch = sp.cancel(floor - gains[G] / sp.diff(gains[G], floor))
    loss = sp.cancel(gains[D].xreplace({floor: switch}))
    lost = sp.cancel((anarchy[b1] - switch) / anarchy[b1])
    claim = sp.And(
        sp.Eq(sp.cancel(gains[G].xreplace({floor: switch})), 0),
        sp.Eq(loss, -SHARE * r_b**2 * (8 * (1 - SHARE) * c.bb + SHARE * d.bb) / (16 * c.bb**2), evaluate=False),
        sp.Lt(loss, 0, evaluate=False),
        sp.Eq(lost, SHARE * d.bb / (2 * (SHARE * d.bb + (1 - SHARE) * c.bb)), evaluate=False),
        sp.Lt(lost, sp.Rational(1, 2), evaluate=False),
    )
    return sg.Theorem("Who pays for backfire", claim, deal.game.assume, source="our own")
