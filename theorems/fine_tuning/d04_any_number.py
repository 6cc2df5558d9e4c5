"""With any number n of alike domains the surplus-maximising share is n c/(c_0 + n c), which tends to one.

The share rises with n; it is what one specialist with cost n c would agree to. The number n is a symbol.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D4 (any number).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import representative_specialist_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "symbolic number", "vertical monopoly")


def theorem() -> sg.Theorem:
    game = representative_specialist_game()
    delta, *_ = game.actions
    c_0, c, n = sp.symbols("c_0 c n", positive=True)
    G, D = game.players
    deal = sg.solve(game, bargaining=sg.MaximumOf(game.payoffs[G] + n * game.payoffs[D]))
    share = deal[delta]
    claim = sp.And(
        covering(deal, unique=True),
        sp.Eq(share, n * c / (c_0 + n * c), evaluate=False),
        sp.diff(share, n) > 0,
        sp.Eq(sg.limit(deal, n, sp.oo)[delta], 1),
    )
    return sg.Theorem(
        "Any number of alike domains", claim, given=[n >= 1], source="after Laufer, Kleinberg, Heidari (2024)"
    )
