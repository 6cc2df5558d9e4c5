"""Bargaining after the announcement does not remove backfire.

The unit game with the floor 49/100 on D. If the share is agreed on after the floor is announced, so as to maximise joint
profit over the shares between 1/100 and 7/10, D's safety is 49/100; without regulation it is 1/2 at every share.
The paper reports such floors from a grid for three rules of bargaining. On our run of that grid the Nash and the
egalitarian rule have them and the utilitarian one has none.

After Laufer, Kleinberg, Heidari (2025), Figure 4; this exact case is our own. Numbering: Q21.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import SHARE
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "bargaining")


def theorem() -> sg.Theorem:
    _, _, _, b1 = ACTIONS
    floor, shares = sp.Rational(49, 100), sp.Interval(sp.Rational(1, 100), sp.Rational(7, 10))
    anarchy = sg.solve(regulation_game(share=SHARE, assume=[SHARE < 1]))
    game = regulation_game(share=SHARE, regulation=Regulation.of_domain(floor))
    bargain = sg.Bargain(SHARE, between=(G, D), domain=shares, disagreement=(0, 0))
    deal = sg.solve(sg.SequentialGame([bargain, *game.stages], game.payoffs), bargaining=sg.Utilitarian())
    half = sp.Rational(1, 2)
    claim = sp.And(on_the_path(anarchy, sp.Eq(b1, half)), on_the_path(deal, sp.Eq(b1, floor)))
    return sg.Theorem("Backfire under bargaining", claim, [SHARE < 1], source="after Laufer, Kleinberg, Heidari (2025)")
