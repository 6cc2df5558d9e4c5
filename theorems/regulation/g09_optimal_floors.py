"""The floors that maximise joint profit give first-best safety, and when they help both players.

With separable costs, where both floors bind, joint profit is largest at θ_G = r_b/(2 c_{0,bb}) and θ_D = θ_G + r_b/(2 c_{1,bb}),
whatever the share: the safety that one owner of both sides would choose. With the odds t = δ/(1 − δ) these floors help
both players exactly if c_{1,bb} < 2 c_{0,bb} t² and c_{0,bb} t² < 2 c_{1,bb}.

Our own, after Laufer, Kleinberg, Heidari (2025). Numbering: G9 (floors).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS, REVENUE, SHARE
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "mutualism", "separable costs", "welfare")


def one_owner(game: sg.SequentialGame) -> sg.Equilibrium:
    """One owner of both sides chooses all actions."""
    owner, moves = sg.Player("O"), [s for s in game.stages if isinstance(s, sg.Move)]
    stages = [sg.Move(owner, m.actions, domain=m.domains) for m in moves]
    return sg.solve(sg.SequentialGame(stages, {owner: sp.expand(sum(game.payoffs.values()))}, game.assume))


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    c, d = (QuadraticCost(1, 0, QuadraticCost.symbolic(p).bb) for p in (0, 1))
    (theta_G, theta_D), r_b = FLOORS, REVENUE[1]
    play = {"share": SHARE, "revenue": (1, r_b), "abstention": ()}
    anarchy = sg.solve(regulation_game((c, d), assume=[SHARE < 1], **play))
    own, adds = anarchy[b0], anarchy[b1] - anarchy[b0]
    law = Regulation.of_both(theta_G, theta_D)
    deal = sg.solve(regulation_game((c, d), regulation=law, assume=[SHARE < 1, theta_G <= theta_D], **play))
    (binds,) = (b for b in deal.branches if b[b0] == theta_G and b[b1] == theta_D)
    joint, best = sp.expand(sum(binds.payoffs.values())), one_owner(anarchy.game)
    floors = {theta_G: r_b / (2 * c.bb), theta_D: r_b / (2 * c.bb) + r_b / (2 * d.bb)}
    t = SHARE / (1 - SHARE)
    u_G, u_D = (binds.payoffs[p].xreplace(floors) for p in (G, D))
    helps = sp.And(u_G > anarchy.payoff(G), u_D > anarchy.payoff(D))
    claim = sp.And(
        sp.Implies(sp.And(theta_G >= own, theta_D - theta_G >= adds), joint <= joint.xreplace(floors)),
        on_the_path(best, sp.And(sp.Eq(b0, floors[theta_G]), sp.Eq(b1, floors[theta_D]))),
        sp.And(floors[theta_G] >= own, floors[theta_D] - floors[theta_G] >= adds),
        sp.Equivalent(helps, sp.And(d.bb < 2 * c.bb * t**2, c.bb * t**2 < 2 * d.bb)),
    )
    return sg.Theorem("Optimal floors", claim, [SHARE < 1], source="our own")
