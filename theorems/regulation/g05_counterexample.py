"""In the counterexample to the printed list the missing technology is better for G, and it backfires.

C_0 is the unit matrix, c_{1,aa} = c_{1,bb} = 1, c_{1,ab} = 1/2, r = (1, 1), δ = 1/2, θ_G = 0, θ_D = 2/5. D's reply is
derived for every technology. No printed technology gives G more than 7/24; (1/4, 1/8) gives 97/320 and is what G
chooses, and D's safety is then 2/5, below the 5/12 without regulation.

The counterexample is our own. Numbering: G5 (counterexample).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, UNIT, D, G, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import REVENUE, SHARE, adaptation_stage
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "two attributes", "cross terms", "candidate list", "backfire")


def theorem() -> sg.Theorem:
    a0, b0, a1, b1 = ACTIONS
    half, floor = sp.Rational(1, 2), sp.Rational(2, 5)
    costs = (UNIT, QuadraticCost(1, half, 1))
    numbers = {SHARE: half, REVENUE[0]: 1, REVENUE[1]: 1}
    game = regulation_game(costs, regulation=Regulation.of_domain(floor))
    stage = adaptation_stage(costs[1], floor=floor)
    stage = sg.SequentialGame(stage.stages, {D: stage.payoffs[D].xreplace(numbers)}, [a0 >= 0, b0 >= 0])
    reply, u_G = sg.solve(stage), sp.Symbol("u_G", real=True)
    worth = on_the_path(reply, sp.Eq(u_G, game.payoffs[G]))
    most = sp.Le(u_G, sp.Rational(7, 24))
    printed = [(half / 2, half / 2), (0, half / 2), (half / 2, 0), (0, 0)]
    no_printed = [sp.Implies(worth.subs({a0: x, b0: y}), most) for x, y in printed]
    chosen, anarchy = sg.solve(game), sg.solve(regulation_game(costs))
    played = sp.And(sp.Eq(a0, half / 2), sp.Eq(b0, half / 4), b1 < anarchy[b1])
    better = sp.And(on_the_path(chosen, played), sp.Eq(chosen.payoff(G), sp.Rational(97, 320)))
    return sg.Theorem("A technology that the list misses", sp.And(*no_printed, better), source="our own")
