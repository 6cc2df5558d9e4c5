"""With three domains a powerful generalist's shares fill up: some domains pay everything, the others by the formula given these.

With B the domains that pay everything, I the others, R the sum of all r_i, and R_B, C_I the sums of r_i in B and of c_i in I:
δ_i = 1/2 + c_i (R + R_B)/(2 r_i (2 c_0 − C_I)) in I, and a domain pays everything where this formula gives one or more.  The eight
cases are derived and cover all parameters; the shares are the only best ones, though G's payoff need not be concave in them.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D3 (three domains).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "dictatorial")


def theorem() -> sg.Theorem:
    n = 3
    game = own_shares_game(n)
    delta = game.actions[:n]
    c_0, *c = sp.symbols(f"c_:{n + 1}", positive=True)
    r = sp.symbols(f"r_1:{n + 1}", positive=True)
    deal = sg.solve(game, bargaining=sg.Dictatorial(game.players[0]))
    facts = [sp.And(covering(deal, unique=True), sp.true if len(deal.branches) == 2**n else sp.false)]
    for branch in deal.branches:
        shares = [branch[d] for d in delta]
        inside = [i for i in range(n) if shares[i] != 1]
        paid, cost = sum(r) + sum(r[i] for i in range(n) if i not in inside), 2 * c_0 - sum(c[i] for i in inside)
        right = [sp.Eq(shares[i], sp.Rational(1, 2) + c[i] * paid / (2 * r[i] * cost), evaluate=False) for i in inside]
        right += [c[i] * paid <= r[i] * cost for i in inside]
        right += [c[i] * paid >= r[i] * cost for i in range(n) if i not in inside]
        facts += [sp.Implies(branch.region.condition, fact) for fact in (cost > 0, *right)]
    return sg.Theorem(
        "Powerful generalist with three domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)"
    )
