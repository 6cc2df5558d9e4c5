"""Mutualism does not need a lower bound on the cross terms.

The statement as transcribed from version 2 of the preprint asks for |c_{p,ab}| < min(√(c_{p,aa} c_{p,bb}), c_{p,aa} r_b/r_a,
c_{p,bb} r_a/r_b) of both players. That this bound is necessary for both players to gain from floors slightly above the
unregulated levels is refuted: with unit diagonals, a common cross term k and revenue (1/4, 1) it would say k > −1/4, yet
both gain under stronger complements too. Both equilibria are derived. No claim is made about other versions.

After Laufer, Kleinberg, Heidari (2025), Theorem 6.2 of version 2 of the preprint. Numbering: G7 (two-sided bound).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, QuadraticCost, Regulation, regulation_game
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "refuted"
TAGS = ("regulation", "two attributes", "mutualism", "cross terms")


def theorem() -> sg.Theorem:
    _, b0, _, b1 = ACTIONS
    k, epsilon, r_a = sp.Symbol("k", real=True), sp.Symbol("epsilon", positive=True), sp.Rational(1, 4)
    costs, given = (QuadraticCost(1, k, 1),) * 2, (k > -1, k < r_a)
    play = {"revenue": (r_a, 1), "abstention": ()}
    before = sg.solve(regulation_game(costs, assume=given, **play))
    law = Regulation.of_both(before[b0] + epsilon, before[b1] + 2 * epsilon)
    after = sg.solve(regulation_game(costs, regulation=law, assume=[*given, epsilon < sp.Rational(1, 100)], **play))
    u_G, u_D = sp.symbols("u_G u_D", real=True)
    gain = sp.And(u_G > before.payoff(G), u_D > before.payoff(D))
    claim = on_the_path(after, sp.Implies(gain, sp.Abs(k) < r_a), [(u_G, G), (u_D, D)])
    return sg.Theorem("The two-sided bound", claim, after.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
