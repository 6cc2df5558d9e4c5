"""The surplus lost under interior shares is R²/(4 (c_0 + C)), and at least three quarters of first best are reached.

The surplus and the first best are derived from the games of two and of three domains, the shares δ_i = c_i R/(r_i (c_0 + C)) from
the first-order conditions of the surplus, which is strictly concave.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D2 (loss).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning import single_owner
from symgame.games.catalog.fine_tuning_domains import own_shares_game

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "welfare")


def theorem() -> sg.Theorem:
    facts = []
    for n in (2, 3):
        game = own_shares_game(n)
        c_0, *c = sp.symbols(f"c_:{n + 1}", positive=True)
        r = sp.symbols(f"r_1:{n + 1}", positive=True)
        shares = list(game.actions[:n])
        play, owner = sg.solve(game), single_owner(game)
        surplus = sp.expand(sum(play.payoff(p) for p in game.players))
        best = sg.solve(owner).payoff(owner.players[0])
        (inner,) = sp.linsolve([sp.diff(surplus, d) for d in shares], shares)
        cost, revenue = c_0 + sum(c), sum(r)
        facts += [
            sp.Eq(x, c_i * revenue / (r_i * cost), evaluate=False) for x, c_i, r_i in zip(inner, c, r, strict=True)
        ]
        reached = sp.cancel(surplus.subs(dict(zip(shares, inner, strict=True)), simultaneous=True))
        facts.append(sp.Eq(best - reached, revenue**2 / (4 * cost), evaluate=False))
        facts.append(sp.Ge(4 * reached, 3 * best, evaluate=False))
        minors = [(-sp.hessian(surplus, shares)[:i, :i]).det() for i in range(1, n + 1)]
        facts += [sp.cancel(m) > 0 for m in minors]
    return sg.Theorem("Loss with several domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
