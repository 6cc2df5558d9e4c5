"""Nash bargaining shares at six cost ratios, to five digits.

ρ = 1/10: .27196, 1/4: .30889, 1/2: .37716, 4/5: .45598, 2: .62284, 4: .69111.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C8 (values).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "Nash")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    share = sg.solve(game, bargaining=sg.NashBargaining())[delta]
    listed = {"1/10": 27196, "1/4": 30889, "1/2": 37716, "4/5": 45598, "2": 62284, "4": 69111}
    facts = []
    for ratio, digits in listed.items():
        difference = share.subs({c_0: 1, c_1: sp.Rational(ratio)}) - sp.Rational(digits, 10**5)
        facts += [difference <= sp.Rational(1, 2 * 10**5), difference >= -sp.Rational(1, 2 * 10**5)]
    return sg.Theorem("Nash bargaining shares", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
