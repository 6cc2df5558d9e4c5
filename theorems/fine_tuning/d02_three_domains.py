"""With three domains the surplus-maximising shares fill up: some domains pay everything, the others share by the formula without them.

With I the domains that do not, R_I and C_I the sums of their r_i and c_i: δ_i = c_i R_I/(r_i (c_0 + C_I)) in I, and a domain pays
everything where c_i R_I >= r_i (c_0 + C_I). The seven cases are derived and cover all parameters; never do all three pay
everything.

After Laufer, Kleinberg, Heidari (2024); closed form and proof are our own. Numbering: D2 (three domains).
"""

from __future__ import annotations

import sympy as sp

import symgame as sg
from symgame.games.catalog.fine_tuning_domains import own_shares_game
from symgame.solve.claims import covering

KIND = "theorem"
STATUS = "proved"
TAGS = ("fine-tuning", "several domains", "quadratic costs", "vertical monopoly")


def theorem() -> sg.Theorem:
    n = 3
    game = own_shares_game(n)
    delta = game.actions[:n]
    c_0, *c = sp.symbols(f"c_:{n + 1}", positive=True)
    r = sp.symbols(f"r_1:{n + 1}", positive=True)
    deal = sg.solve(game, bargaining=sg.Utilitarian())
    facts = [sp.And(covering(deal), sp.true if len(deal.branches) == 7 else sp.false)]
    for branch in deal.branches:
        shares = [branch[d] for d in delta]
        inside = [i for i in range(n) if shares[i] != 1]
        revenue, cost = sum(r[i] for i in inside), c_0 + sum(c[i] for i in inside)
        right = [sp.Eq(shares[i], c[i] * revenue / (r[i] * cost), evaluate=False) for i in inside]
        right += [c[i] * revenue <= r[i] * cost for i in inside]
        right += [c[i] * revenue >= r[i] * cost for i in range(n) if i not in inside]
        facts.append(sp.Implies(branch.region.condition, sp.And(sp.true if inside else sp.false, *right)))
    return sg.Theorem("Three domains", sp.And(*facts), source="after Laufer, Kleinberg, Heidari (2024)")
