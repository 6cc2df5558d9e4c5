"""With a fixed cost F of taking part, joint profit is largest at one half, then where G over-invests, and then nowhere.

At unit costs: up to a threshold F_1 in (3/20, 4/25) both share equally and D gains; between F_1 and a threshold F_2 in
(12/25, 49/100) the share is the root of 5δ⁴ − 18δ³ + 24δ² − (14 + 8F) δ + 3 + 8F − 16F² in (0, 1), G builds just enough for D to take
part, and D gains nothing; above F_2 there is no trade.  At F_1 the share jumps up.  The three cases are all.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: E4 (vertical monopoly).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_participation import participation_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "fixed cost", "vertical monopoly")


def theorem() -> sg.Theorem:
    cost = sp.Symbol("F", positive=True)
    game = participation_game(fixed_cost=cost, marginal_cost=0, costs=(1, 1))
    share = game.actions[0]
    deal = sg.solve(game, bargaining=sg.Utilitarian(), budget=sg.Budget(seconds=240))
    free, squeezed, none = deal.branches
    x = sp.Symbol("x", real=True)
    root = sg.Root(
        5 * x**4 - 18 * x**3 + 24 * x**2 - (14 + 8 * cost) * x + 3 + 8 * cost - 16 * cost**2, x, sp.Interval.open(0, 1)
    )
    general, specialist = game.players
    right = [free[share] == sp.Rational(1, 2), squeezed[share] == root, squeezed.payoffs[specialist] == 0]
    right += [none.payoffs[p] == 0 for p in (general, specialist)] + [sg.OUT in dict(none.outcome)]
    facts = [
        sp.And(covering(deal, unique=True), *(sp.true if r else sp.false for r in right)),
        sp.Implies(cost <= sp.Rational(3, 20), free.region.condition),
        sp.Implies(sp.And(cost >= sp.Rational(4, 25), cost <= sp.Rational(12, 25)), squeezed.region.condition),
        sp.Implies(cost >= sp.Rational(49, 100), none.region.condition),
        sp.Implies(free.region.condition, cost < sp.Rational(4, 25)),
        sp.Implies(none.region.condition, cost > sp.Rational(12, 25)),
    ]
    return sg.Theorem("Joint profit with a fixed cost", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
