"""Exchanging the costs exchanges the shares, under every bargaining rule that treats the players alike.

For Nash bargaining, whose share is a root, one minus the share solves the equation with the costs exchanged.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: C11 (symmetry).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "symmetry")


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta, *_ = game.actions
    facts = []
    for rule in (sg.Utilitarian(), sg.Egalitarian(), sg.KalaiSmorodinsky()):
        share = sg.solve(game, bargaining=rule).express(rho=c_1 / c_0)[delta]
        (rho,) = share.free_symbols
        facts.append(sp.Eq(share + share.subs(rho, 1 / rho), 1, evaluate=False))
    root = sg.solve(game, bargaining=sg.NashBargaining())[delta]
    mirror = root.at(delta).subs({c_0: c_1, c_1: c_0}, simultaneous=True).subs(delta, 1 - delta)
    solves = sp.Implies(sp.And(sp.Eq(root.at(delta), 0), root.inside(delta)), sp.Eq(mirror, 0, evaluate=False))
    return sg.Theorem(
        "Symmetry of the bargaining shares", sp.And(*facts, solves), source="after Laufer, Kleinberg, Heidari (2024)"
    )
