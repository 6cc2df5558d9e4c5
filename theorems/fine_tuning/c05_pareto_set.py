"""The Pareto-optimal shares are those between the share that D would dictate and the share that G would dictate.

The set is an interval, longer than one half. Inside, what G gains from a higher share D loses; outside, both
gain by moving towards the interval.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C5.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "Pareto set")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    delta, *_ = game.actions
    G, D = game.players
    undominated = sg.pareto_set(game)
    low, high = (sg.solve(game, bargaining=sg.Dictatorial(i))[delta] for i in (D, G))
    slope_G, slope_D = (sp.diff(sg.solve(game).payoff(i), delta) for i in (G, D))
    facts = [covering(undominated)]
    for case in undominated.cases:
        ends = sp.And(sp.Eq(case.set.inf, low, evaluate=False), sp.Eq(case.set.sup, high, evaluate=False))
        facts.append(sp.Implies(case.region.condition, ends))
    inside = sp.And(low < delta, delta < high)
    outside = sp.And(delta >= 0, delta <= 1, sp.Or(delta < low, delta > high))
    claim = sp.And(
        *facts,
        high - low > sp.Rational(1, 2),
        sp.Implies(inside, sp.And(slope_G > 0, slope_D < 0)),
        sp.Implies(outside, slope_G * slope_D > 0),
    )
    return sg.Theorem("Pareto set", claim, source="after Laufer, Kleinberg, Heidari (2024)")
