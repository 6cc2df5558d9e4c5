"""Efficient safety needs more than full liability.

Society's payoff is revenue minus all costs minus the whole harm. With separable costs both players' safety is the one
that society would choose exactly if h l_G = h + (1 − δ) r_b and h l_D = h + δ r_b: each bears the harm and what the
other gains from its safety. Together they bear h l_G + h l_D = 2h + r_b, more than the whole harm.

Our own extension of Laufer, Kleinberg, Heidari (2025). Numbering: Q17 (efficiency).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import REVENUE, SHARE

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "liability", "separable costs", "welfare")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    h, exposure, l_G, l_D = sp.symbols("h B l_G l_D", positive=True)
    law, r_b = Regulation(harm=h, exposure=exposure, liability_G=l_G, liability_D=l_D), REVENUE[1]
    game = regulation_game((c, d), share=SHARE, revenue=(1, r_b), regulation=law, abstention=(), assume=[SHARE < 1])
    deal, society = sg.solve(game), sg.Player("S")
    total = sp.expand(game.payoffs[G] + game.payoffs[D])
    welfare = total.subs({l_G: 1, l_D: 0})
    moves = [sg.Move(society, m.actions, domain=m.domains) for m in game.stages]
    best = sg.solve(sg.SequentialGame(moves, {society: welfare}, game.assume))
    efficient = sp.And(sp.Eq(deal[b0], best[b0]), sp.Eq(deal[b1], best[b1]))
    levels = sp.And(sp.Eq(h * l_G, h + (1 - SHARE) * r_b), sp.Eq(h * l_D, h + SHARE * r_b))
    claim = sp.And(sp.Equivalent(efficient, levels), sp.Implies(levels, sp.Eq(h * l_G + h * l_D, 2 * h + r_b)))
    return sg.Theorem("Efficient liability", claim, game.assume, source="our own, after Laufer, Kleinberg, Heidari (2025)")
