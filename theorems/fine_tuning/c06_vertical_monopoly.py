"""The share that maximises joint profit leaves at most a quarter of the first-best surplus on the table.

With quadratic costs G's share under vertical monopoly is proportional to the *other* side's cost. The surplus that
it reaches is at least three quarters of what one owner of both sides would get, and exactly that when the costs are
equal. Everything is derived: the shares and payoffs from the game, the first best from the problem of one owner.

After Laufer, Kleinberg, Heidari (2024); closed form and bound are our own. Numbering: C6.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import fine_tuning_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "quadratic costs", "bargaining", "vertical monopoly", "welfare")


def first_best(game: sg.SequentialGame) -> sp.Expr:
    """The surplus of one owner who chooses both actions."""
    owner = sg.Player("O")
    _, *moves = game.stages
    stages = [sg.Move(owner, m.actions, domain=m.domains) for m in moves]
    return sg.solve(sg.SequentialGame(stages, {owner: sum(game.payoffs.values())})).payoff(owner)


def theorem() -> sg.Theorem:
    game = fine_tuning_game()
    c_0, c_1 = game.parameters
    delta = game.actions[0]
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    surplus, best = sum(deal.payoff(p) for p in game.players), first_best(game)
    return sg.Theorem(
        "Vertical monopoly",
        sp.And(
            sp.Eq(deal[delta], c_1 / (c_0 + c_1), evaluate=False),
            sp.Ge(4 * surplus, 3 * best, evaluate=False),
            sp.Equivalent(sp.Eq(4 * surplus, 3 * best, evaluate=False), sp.Eq(c_0, c_1)),
        ),
        source="after Laufer, Kleinberg, Heidari (2024)",
    )
