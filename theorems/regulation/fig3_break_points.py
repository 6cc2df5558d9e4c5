"""The unit game with a floor on D alone: every break point of the paper's figure, exactly.

Costs and revenues are 1, the share is 1/2, either player may abstain, and θ_G = 0. With a rising floor on D: from 3/8 on G
drops safety and D's safety falls below 1/2; from 1/2 on it no longer does; from 3/4 on G leaves D without profit; G's
payoff is largest at (5 + 3√3)/8, about 1.27452, where G's performance and safety are equal; and above the root of
1024 θ⁴ − 2304 θ³ − 288 θ² + 8 θ + 3 near 2.36720 G abstains. All of it is read off the equilibrium for a symbolic floor.

After Laufer, Kleinberg, Heidari (2025), Figure 3; the closed forms are our own. Numbering: G8 (figure).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.regulation import ACTIONS, D, G, Regulation, regulation_game
from symgame.games.catalog.regulation_stages import FLOORS
from symgame.solve.claims import on_the_path

KIND = "theorem"
STATUS = "proved"
TAGS = ("regulation", "backfire", "abstention", "figure")


def theorem() -> sg.Theorem:
    a0, b0, _, b1 = ACTIONS
    theta, (u_G, u_D) = FLOORS[1], sp.symbols("u_G u_D", real=True)
    R = sp.Rational
    deal = sg.solve(regulation_game(regulation=Regulation.of_domain(theta)), budget=sg.Budget(seconds=300))
    safety = sg.solve(regulation_game())[b1]
    quartic = 1024 * theta**4 - 2304 * theta**3 - 288 * theta**2 + 8 * theta + 3
    last, peak = sg.Root(quartic, theta, sp.Interval.open(2, 3)), (5 + 3 * sp.sqrt(3)) / 8
    part = sp.Or(*(b.region.condition for b in deal.branches if sg.OUT not in b.outcome))
    (most,) = {b.payoffs[G] for b in deal.branches if b.region.holds_at({theta: R(5, 4)})}
    inside = sp.And(R(3, 8) < theta, theta < R(1, 2))
    claim = sp.And(
        sp.Equivalent(part, theta <= last),
        on_the_path(deal, sp.Implies(inside, b1 < safety)),
        *(on_the_path(deal, sp.Implies(w, b1 >= safety)) for w in (theta < R(3, 8), sp.And(theta >= R(1, 2), theta < last))),
        on_the_path(deal, sp.Equivalent(u_D > 0, theta < R(3, 4)), [(u_D, D)]),
        on_the_path(deal, sp.Implies(sp.Ne(theta, peak), u_G < most.subs(theta, peak)), [(u_G, G)]),
        on_the_path(deal, sp.Implies(sp.Eq(theta, peak), sp.Eq(a0, b0))),
    )
    return sg.Theorem("Break points of a floor on D", claim, deal.game.assume, source="after Laufer, Kleinberg, Heidari (2025)")
