"""G invests according to the revenue that it receives from all domains, each specialist according to its own part.

With A = Σ δ_i r_i: α_0 = A/(2 c_0) and α_i − α_0 = (1 − δ_i) r_i/(2 c_i); every specialist gains from what the others pay,
∂U_{D_i}/∂δ_j = (1 − δ_i) r_i r_j/(2 c_0). Shown for one to four domains.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D1.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "equilibrium")


def theorem() -> sg.Theorem:
    facts = []
    for n in range(1, 5):
        game = own_shares_game(n)
        delta, (alpha_0, *alpha) = game.actions[:n], game.actions[n:]
        c_0, *c = sp.symbols(f"c_:{n + 1}", positive=True)
        r = sp.symbols(f"r_1:{n + 1}", positive=True)
        play = sg.solve(game)
        received = sum(d * w for d, w in zip(delta, r, strict=True))
        facts += [
            covering(play, unique=True),
            sp.Eq(play[alpha_0], received / (2 * c_0), evaluate=False),
        ]
        for i in range(n):
            step = (1 - delta[i]) * r[i] / (2 * c[i])
            payoff = play.payoff(sg.Player(f"D_{i + 1}"))
            facts.append(sp.Eq(play[alpha[i]] - play[alpha_0], step, evaluate=False))
            facts.append(sp.Eq(payoff, (1 - delta[i]) * r[i] * received / (2 * c_0) + c[i] * step**2, evaluate=False))
            facts += [
                sp.Eq(sp.diff(payoff, delta[j]), (1 - delta[i]) * r[i] * r[j] / (2 * c_0), evaluate=False)
                for j in range(n)
                if j != i
            ]
    return sg.Theorem(
        "Equilibrium with several domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)"
    )
