"""In the unit game a regulator who maximises joint profit sets the floors 1/2 and 1.

The regulator moves first and chooses both floors; costs and revenues are 1 and the share is 1/2. Joint profit is 7/8,
against 3/4 without regulation, and both players gain.

After Laufer, Kleinberg, Heidari (2025), who report this optimum from a grid; here it is exact. Numbering: G9 (unit game).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import D, G, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "mutualism", "welfare")


def theorem() -> sg.Theorem:
    theta_G, theta_D = FLOORS
    regulator, line = sg.Player("W"), sp.Interval(0, sp.oo)
    game = regulation_game(regulation=Regulation.of_both(theta_G, theta_D), abstention=())
    payoffs = {**game.payoffs, regulator: sum(game.payoffs.values())}
    deal = sg.solve(sg.SequentialGame([sg.Move(regulator, FLOORS, domain=(line, line)), *game.stages], payoffs))
    anarchy = sg.solve(regulation_game())
    w, u_G, u_D = sp.symbols("w u_G u_D", real=True)
    claim = sp.And(
        on_the_path(deal, sp.And(sp.Eq(theta_G, sp.Rational(1, 2)), sp.Eq(theta_D, 1), sp.Eq(w, sp.Rational(7, 8))), [(w, regulator)]),
        on_the_path(deal, sp.And(u_G > anarchy.payoff(G), u_D > anarchy.payoff(D)), [(u_G, G), (u_D, D)]),
        sp.Eq(anarchy.payoff(G) + anarchy.payoff(D), sp.Rational(3, 4)),
    )
    return sg.Theorem("The regulator's floors", claim, source="after Laufer, Kleinberg, Heidari (2025)")
