"""A fixed cost can disconnect the Pareto set: with costs one and F = 3/20 it is an interval and one point beyond it.

The interval ends at √(2/5), where D stops gaining from taking part, and does not hold its end: the point, about .689,
dominates it. It is the best share for a generalist who must build more to keep D in.

After Laufer, Kleinberg, Heidari (2024); regimes named in the paper, conditions and proof are our own. Numbering: E4
(disconnected).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_participation import participation_game

KIND = "example"
STATUS = "proved"
TAGS = ("fine-tuning", "participation", "Pareto set")


def theorem() -> sg.Theorem:
    game = participation_game(marginal_cost=0, fixed_cost=sp.Rational(3, 20), costs=(1, 1))
    undominated = sg.pareto_set(game).at({})
    parts = list(undominated.args) if isinstance(undominated, sp.Union) else [undominated]
    (interval,) = [p for p in parts if isinstance(p, sp.Interval)]
    (point,) = [p for p in parts if isinstance(p, sp.FiniteSet)]
    (share,) = point.args
    claim = sp.And(
        sp.true if len(parts) == 2 and interval.right_open else sp.false,
        sp.Eq(interval.inf, 0),
        sp.Eq(interval.sup, sp.sqrt(sp.Rational(2, 5)), evaluate=False),
        share > interval.sup,
        share >= sp.Rational(6885, 10**4),
        share <= sp.Rational(6895, 10**4),
    )
    return sg.Theorem("Disconnected Pareto set", claim, source="after Laufer, Kleinberg, Heidari (2024)")
