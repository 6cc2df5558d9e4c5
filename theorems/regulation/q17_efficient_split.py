"""How to split a given total of liability.

Society chooses D's part l_D of a total l, G bears the rest, and then the game is played. With separable costs the best
part, where it lies strictly between 0 and l, is

    l_D = ((c_{0,bb} + c_{1,bb}) δ r_b + c_{1,bb} (h (l − 1) − r_b) + c_{0,bb} h) / (h (c_{0,bb} + c_{1,bb})).

Our own extension of Laufer, Kleinberg, Heidari (2025). Numbering: Q17 (split).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import D, G, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import REVENUE, SHARE
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "liability", "separable costs", "welfare")


def theorem() -> sg.Theorem:
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    h, exposure, total = sp.symbols("h B l", positive=True)
    part, r_b = sp.Symbol("l_D", real=True), REVENUE[1]
    play = {"share": SHARE, "revenue": (1, r_b), "abstention": (), "assume": [SHARE < 1, part >= 0, part <= total]}
    law = Regulation(harm=h, exposure=exposure, liability_G=total - part, liability_D=part)
    deal = sg.solve(regulation_game((c, d), regulation=law, **play))
    society, game = sg.Player("S"), deal.game
    whole = sp.expand(sp.expand(game.payoffs[G] + game.payoffs[D]).subs(total, 1))
    (branch,) = deal.branches
    welfare = sp.cancel(whole.xreplace(dict(branch.outcome)))
    move = sg.Move(society, part, domain=sp.Interval(0, total))
    best = sg.solve(sg.SequentialGame([move], {society: welfare}, [SHARE < 1]))
    both = c.bb + d.bb
    closed = (both * SHARE * r_b + d.bb * (h * (total - 1) - r_b) + c.bb * h) / (h * both)
    inside = sp.And(part > 0, part < total)
    claim = on_the_path(best, sp.Implies(inside, sp.Eq(part, closed)))
    return sg.Theorem("Efficient split of liability", claim, best.game.assume, source="our own, after Laufer, Kleinberg, Heidari (2025)")
