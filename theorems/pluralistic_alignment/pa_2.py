"""Opposed providers: what every deviation from babbling brings, and why there are no common weights.

Two users who want to match the state, μ = (3/5, 2/5), U_1 = u_1 − 2 u_2 and U_2 = u_2 − 2 u_1. Weak alignment is
exact with the weights (1, 0) and (0, 1); in the form with utilities in [0, 1] with the weights (3, 0) and (0, 3).
Common weights would need w_1 − 2 w_2 > 0 and w_2 − 2 w_1 > 0, which add up to −(w_1 + w_2) > 0. Under babbling each
provider gets −3/5, and the supremum over its deviations that attract any set of users, ties in its favour, is −3/5
again. With a policy for user 1 alone provider 1 rises from 3/5 to 1.

After Collina, Goel, Roth, Shi (2026); the instance is our own. Numbering: PA-2.
"""

from __future__ import annotations

import sympy as sp

import symgame as sg

KIND = "example"
STATUS = "proved"
TAGS = ("alignment", "weak alignment", "anonymous", "babbling", "example")


def theorem() -> sg.Theorem:
    states = (0, 1)
    prior = {0: sp.Rational(3, 5), 1: sp.Rational(2, 5)}
    match = {(a, y): int(a == y) for a in states for y in states}
    against = {k: -2 * v for k, v in match.items()}
    users, providers = [match, match], [[match, against], [against, match]]
    anonymous = sg.PersuasionGame(prior, users, providers, personalised=False)
    high = {k: sp.Rational(v, 3) for k, v in match.items()}
    low = {k: sp.Rational(2 * (1 - v), 3) for k, v in match.items()}
    scaled = sg.PersuasionGame(prior, users, [[high, low], [low, high]], personalised=False)
    silence = sg.babbling(states)
    alone = sg.verify(sg.PersuasionGame(prior, users, providers), [[silence] * 2] * 2)
    low_payoff = -sp.Rational(3, 5)
    weights = [g.weak_alignment(j).weights for g in (anonymous, scaled) for j in (0, 1)]
    found = [*weights, *((r.current, r.favourable) for r in sg.deviation_table(anonymous, [silence, silence]))]
    wanted = [(1, 0), (0, 1), (3, 0), (0, 3), *[(low_payoff, low_payoff)] * 8]
    w_1, w_2 = sp.symbols("w_1 w_2", real=True)
    facts = [sp.Eq(x, y) for a, b in zip(found, wanted, strict=True) for x, y in zip(a, b, strict=True)]
    if alone.refuted:
        facts += [sp.Eq(alone.witness["current"], sp.Rational(3, 5)), sp.Eq(alone.witness["payoff"], 1)]
    none = sp.Not(sp.And(w_1 - 2 * w_2 > 0, w_2 - 2 * w_1 > 0))
    return sg.Theorem(
        "Opposed providers",
        sp.And(none, *facts, sp.true if alone.refuted else sp.false),
        given=[w_1 >= 0, w_2 >= 0],
        source="own instance, after Collina, Goel, Roth, Shi (2026)",
    )
